"""The tool that plans a bundle and asks a person to approve it."""

from collections.abc import Mapping

from pydantic import JsonValue

from cloudwright.agents.tools.choosing import option_meant
from cloudwright.agents.tools.design_tool import Bench, Definition
from cloudwright.agents.turn import Approval, Reference
from cloudwright.design.bundle.parts import left_out_under, parts_under
from cloudwright.design.model.frozen import Frozen
from cloudwright.kit.ids import new_id
from cloudwright.projects.service.revisions import Revisions

DEFINITION = Definition(
    name="plan_bundle",
    title="Planning the bundle",
    description=(
        "Show a person what a bundle of this option will contain and ask for approval. It ends the turn: "
        "say one sentence about the plan and stop, and name what `left_out` says that the standards of the "
        "project leave out. The answer comes with the next message."
    ),
)
PLAN = "PLAN"
APPROVE_PLAN = "approve_plan"


class PlannedItem(Frozen):
    id: str
    title: str
    detail: str
    required: bool


ITEMS = (
    PlannedItem(id="design", title="Design", detail="design.yaml, readable and exact", required=True),
    PlannedItem(
        id="cloudformation",
        title="CloudFormation",
        detail="Templates for development and production",
        required=False,
    ),
    PlannedItem(
        id="terraform", title="Terraform", detail="Modules for development and production", required=False
    ),
    PlannedItem(
        id="diagrams",
        title="Diagrams",
        detail="Flow and network as SVG, PNG, draw.io, Mermaid",
        required=False,
    ),
    PlannedItem(
        id="documents",
        title="Documents",
        detail="Decisions, requirements, cost, review, runbook",
        required=False,
    ),
    PlannedItem(
        id="checks", title="Checks", detail="What ran here, what it proves, and its result", required=True
    ),
)


class Arguments(Frozen):
    option_id: Reference | None = None


async def work(arguments: Arguments, bench: Bench) -> Mapping[str, JsonValue]:
    """Show the plan, without what the design's standards leave out, and end the run with a question."""
    async with bench.units.read(bench.turn.principal) as services:
        card = await option_meant(services, bench.turn.project_id, arguments.option_id)
        head = await (await services.aget(Revisions)).get(card.revision_id)
    standards = head.architecture.standards
    allowed = parts_under(standards)
    items: list[JsonValue] = [
        {**item.model_dump(mode="json"), "selected": True}
        for item in ITEMS
        if item.required or item.id in allowed
    ]
    left_out = left_out_under(standards)
    content: dict[str, JsonValue] = {
        "option_id": card.id,
        "revision_id": card.revision_id,
        "items": items,
        "left_out": left_out,
    }
    await bench.announcer.activity(PLAN, content)
    bench.announcer.require_approval(
        Approval(
            id=new_id("int"),
            reason=APPROVE_PLAN,
            message=f"Build the bundle of {card.name} as planned?",
            subject=card.id,
        )
    )
    summary = "Waiting for approval"
    return {"option_id": card.id, "items": items, "left_out": left_out, "summary": summary}
