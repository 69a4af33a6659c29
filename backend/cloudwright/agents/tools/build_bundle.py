"""The tool that builds a bundle, once a person has approved it."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from pydantic import Field, JsonValue

from cloudwright.agents.errors import ApprovalNeeded
from cloudwright.agents.ports import Bundler, Progress
from cloudwright.agents.tools.choosing import option_meant
from cloudwright.agents.tools.design_tool import Bench, Definition
from cloudwright.agents.turn import Reference, Turn
from cloudwright.design.bundle.parts import left_out_under
from cloudwright.design.model.frozen import Frozen
from cloudwright.projects.service.revisions import Revisions

DEFINITION = Definition(
    name="build_bundle",
    title="Building the bundle",
    description=(
        "Compile, check, price and package an option that a person has approved for building in this turn. "
        "Returns the artifact, how many errors and warnings its checks found, and what the standards of the "
        "project left out. APPROVAL_NEEDED otherwise."
    ),
    timeout_seconds=120,
)
BUNDLE_PROGRESS = "BUNDLE_PROGRESS"
BUNDLE_READY = "BUNDLE_READY"
_MOST_FILES = 150


class Arguments(Frozen):
    option_id: Reference | None = None
    items: Annotated[tuple[Reference, ...], Field(max_length=20)] | None = None


class Building:
    """The tool's work over a `Bundler`."""

    def __init__(self, bundler: Bundler) -> None:
        self._bundler = bundler

    async def work(self, arguments: Arguments, bench: Bench) -> Mapping[str, JsonValue]:
        """Build and show the progress; raises ApprovalNeeded."""
        async with bench.units.read(bench.turn.principal) as services:
            card = await option_meant(services, bench.turn.project_id, arguments.option_id)
        if not bench.turn.approves(card.id):
            raise ApprovalNeeded(
                "Nothing was built: a person has to approve the plan of this option first. Call plan_bundle.",
                details={"option_id": card.id},
            )
        activity_id = await bench.announcer.activity(BUNDLE_PROGRESS, _NOT_STARTED)

        async def report(progress: Progress) -> None:
            await bench.announcer.activity(BUNDLE_PROGRESS, _shown(progress), activity_id=activity_id)

        items = arguments.items or approved_items(bench.turn)
        built = await self._bundler.build(card.id, turn=bench.turn, items=items, report=report)
        ready: dict[str, JsonValue] = {
            "artifact_id": built.artifact_id,
            "name": built.name,
            "bytes": built.size_bytes,
            "errors": built.errors,
            "warnings": built.warnings,
            "monthly_cost": built.monthly_cost.model_dump(mode="json"),
            "revision_id": built.revision_id,
        }
        await bench.announcer.activity(BUNDLE_READY, ready)
        return {
            **ready,
            "files": built.files,
            "left_out": await _left_out(bench, built.revision_id),
            "summary": f"{built.name}, {built.files} files",
        }


async def _left_out(bench: Bench, revision_id: str) -> str:
    """Say what the standards of the design that was built keep out of its bundle."""
    async with bench.units.read(bench.turn.principal) as services:
        built = await (await services.aget(Revisions)).get(revision_id)
    return left_out_under(built.architecture.standards)


_NOT_STARTED: Mapping[str, JsonValue] = {"artifact_id": None, "stages": [], "files": []}


def approved_items(turn: Turn) -> Sequence[str] | None:
    """Return the items that a person left selected in the plan; None when nothing was said about them."""
    for answer in turn.ask.resume:
        payload = answer.payload
        if isinstance(payload, dict) and isinstance(payload.get("items"), list):
            return _selected(payload["items"])
    return None


def _selected(items: JsonValue) -> list[str]:
    chosen = items if isinstance(items, list) else []
    return [
        str(item["id"]) for item in chosen if isinstance(item, dict) and item.get("selected") and "id" in item
    ]


def _shown(progress: Progress) -> Mapping[str, JsonValue]:
    return {
        "artifact_id": progress.artifact_id,
        "stages": [
            {"id": each.id, "title": each.title, "status": each.status, "detail": each.detail[:300]}
            for each in progress.stages
        ],
        "files": [
            {"path": each.path, "status": each.status, "bytes": each.size_bytes}
            for each in progress.files[:_MOST_FILES]
        ],
    }
