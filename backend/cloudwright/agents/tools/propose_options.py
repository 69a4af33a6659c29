"""The tool that makes options from the brief."""

from collections.abc import Mapping

import svcs
from pydantic import JsonValue

from cloudwright.agents.tools.design_tool import Bench, Definition
from cloudwright.agents.tools.showing import show_cards
from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.frozen import Frozen
from cloudwright.design.options.standards import LEFT_OUT
from cloudwright.design.trace.requirement import Status
from cloudwright.kit.money import Money
from cloudwright.projects.schemas import BriefAndOptions, OptionCard
from cloudwright.projects.service.revisions import Revisions

DEFINITION = Definition(
    name="propose_options",
    title="Working out options",
    description=(
        "Make the two to four whole designs that the brief calls for, or bring existing ones up to date "
        "with it. Returns each option's idea, monthly cost, availability floor, open findings and unmet "
        "requirements, and which options the standards of the project left out and why."
    ),
    timeout_seconds=40,
)
_MISSED = (Status.UNMET, Status.PARTLY)


class Arguments(Frozen):
    pass


async def work(arguments: Arguments, bench: Bench) -> Mapping[str, JsonValue]:
    """Keep the options and what is shown of them in one transaction, so that they appear together."""
    del arguments

    async def show(services: svcs.Container, result: BriefAndOptions) -> None:
        await show_cards(bench, result, services=services)

    result = await bench.use_cases.proposing.propose(
        bench.turn.principal, bench.turn.project_id, author=bench.author, also=show
    )
    return await proposed(result, bench)


async def proposed(result: BriefAndOptions, bench: Bench) -> Mapping[str, JsonValue]:
    """Return what the model reads of options."""
    async with bench.units.read(bench.turn.principal) as services:
        lines = [await _line(services, card) for card in result.options if not card.discarded]
    return {"options": lines, "summary": f"{len(lines)} option{'' if len(lines) == 1 else 's'}"}


async def _line(services: svcs.Container, card: OptionCard) -> JsonValue:
    head = await (await services.aget(Revisions)).get(card.revision_id)
    unmet = [each.statement for each in head.evaluation.requirements if each.status in _MISSED]
    costliest = head.evaluation.estimate.costliest()
    return {
        "id": card.id,
        "name": card.name,
        "idea": card.idea,
        "because": card.because,
        "monthly_cost": card.monthly_cost.model_dump(mode="json"),
        "costliest": None if costliest is None else _share(head.architecture, *costliest),
        "sla_floor": card.sla_floor.percent,
        "findings": len(head.evaluation.review.open),
        "components": card.components,
        "unmet": list(unmet),
        "left_out": next((con.removeprefix(LEFT_OUT) for con in card.cons if con.startswith(LEFT_OUT)), ""),
    }


def _share(architecture: Architecture, element_id: str, amount: Money) -> JsonValue:
    part = architecture.by_id.get(element_id)
    title = element_id if part is None else part.title
    return {"title": title, "monthly_cost": amount.model_dump(mode="json")}
