"""The tool that reads what a design costs."""

from collections.abc import Mapping

from pydantic import JsonValue

from cloudwright.agents.tools.choosing import option_meant
from cloudwright.agents.tools.design_tool import Bench, Definition
from cloudwright.agents.turn import Reference
from cloudwright.design.model.frozen import Frozen
from cloudwright.projects.service.revisions import Revisions

DEFINITION = Definition(
    name="price_design",
    title="Pricing the design",
    description=(
        "Return an option's monthly cost for production: total, low and high, the eight largest lines "
        "with formula and unit price, the assumptions that move it most, and what has no price."
    ),
)
_LINES = 8


class Arguments(Frozen):
    option_id: Reference | None = None


async def work(arguments: Arguments, bench: Bench) -> Mapping[str, JsonValue]:
    """Read the estimate of the newest revision."""
    async with bench.units.read(bench.turn.principal) as services:
        card = await option_meant(services, bench.turn.project_id, arguments.option_id)
        head = await (await services.aget(Revisions)).get(card.revision_id)
    estimate = head.evaluation.estimate
    largest = sorted(estimate.lines, key=lambda line: line.amount.amount, reverse=True)
    return {
        "option_id": card.id,
        "total": estimate.total.model_dump(mode="json"),
        "low": estimate.low.model_dump(mode="json"),
        "high": estimate.high.model_dump(mode="json"),
        "lines": [
            each.model_dump(
                mode="json", include={"description", "element_id", "amount", "formula", "unit_price", "as_of"}
            )
            for each in largest[:_LINES]
        ],
        "drivers": [each.model_dump(mode="json") for each in estimate.drivers],
        "unpriced": [f"{each.element_id}: {each.what}" for each in estimate.unpriced],
        "summary": f"{estimate.total} a month",
    }
