"""The tool that makes options from the brief."""

from collections.abc import Mapping

import svcs
from pydantic import JsonValue

from cloudwright.agents.tools.design_tool import Bench, Definition
from cloudwright.agents.tools.showing import show_cards
from cloudwright.database.unbroken import unbroken
from cloudwright.design.model.frozen import Frozen
from cloudwright.design.trace.requirement import Status
from cloudwright.projects.schemas import OptionCard
from cloudwright.projects.service.briefs import Briefs
from cloudwright.projects.service.options import Options
from cloudwright.projects.service.revisions import Revisions

DEFINITION = Definition(
    name="propose_options",
    title="Working out options",
    description=(
        "Make the two to four whole designs that the brief calls for, or bring existing ones up to date "
        "with it. Returns each option's idea, monthly cost, availability floor, open findings and unmet "
        "requirements."
    ),
    timeout_seconds=40,
)
_MISSED = (Status.UNMET, Status.PARTLY)


class Arguments(Frozen):
    pass


async def work(arguments: Arguments, bench: Bench) -> Mapping[str, JsonValue]:
    """Propose in one transaction, so that options and their cards appear together."""
    del arguments
    return await unbroken(_propose(bench))


async def _propose(bench: Bench) -> Mapping[str, JsonValue]:
    async with bench.units.write(bench.turn.principal) as services:
        return await proposed(services, bench)


async def proposed(services: svcs.Container, bench: Bench) -> Mapping[str, JsonValue]:
    """Propose within a unit of work and return what the model reads."""
    project_id = bench.turn.project_id
    cards = await (await services.aget(Options)).propose(project_id, author=bench.author)
    brief = await (await services.aget(Briefs)).get(project_id)
    await show_cards(bench, cards, brief_revision=brief.revision, services=services)
    lines = [await _line(services, card) for card in cards if not card.discarded]
    return {"options": lines, "summary": f"{len(lines)} option{'' if len(lines) == 1 else 's'}"}


async def _line(services: svcs.Container, card: OptionCard) -> JsonValue:
    head = await (await services.aget(Revisions)).get(card.revision_id)
    unmet = [each.statement for each in head.evaluation.requirements if each.status in _MISSED]
    return {
        "id": card.id,
        "name": card.name,
        "idea": card.idea,
        "because": card.because,
        "monthly_cost": card.monthly_cost.model_dump(mode="json"),
        "sla_floor": card.sla_floor.percent,
        "findings": len(head.evaluation.review.open),
        "components": card.components,
        "unmet": list(unmet),
    }
