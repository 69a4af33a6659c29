"""The tool that reads a design."""

from collections.abc import Mapping

from pydantic import JsonValue

from cloudwright.agents.tools.choosing import option_meant
from cloudwright.agents.tools.design_tool import Bench, Definition
from cloudwright.agents.turn import Reference
from cloudwright.design.model.frozen import Frozen
from cloudwright.projects.service.options import Options
from cloudwright.projects.service.revisions import Revisions

DEFINITION = Definition(
    name="get_design",
    title="Looking at the design",
    description=(
        "Return an option's newest revision: components with properties, connections, monthly cost, open "
        "findings and requirements, with the names of all options. Without option_id the chosen option, "
        "else the simplest one. NO_DESIGN when there is none."
    ),
)


class Arguments(Frozen):
    option_id: Reference | None = None


async def work(arguments: Arguments, bench: Bench) -> Mapping[str, JsonValue]:
    """Read the head of the option that is meant."""
    async with bench.units.read(bench.turn.principal) as services:
        card = await option_meant(services, bench.turn.project_id, arguments.option_id)
        cards = await (await services.aget(Options)).cards(bench.turn.project_id)
        head = await (await services.aget(Revisions)).get(card.revision_id)
    architecture, evaluation = head.architecture, head.evaluation
    return {
        "option_id": card.id,
        "revision_number": head.summary.number,
        "name": card.name,
        "options": [{"id": each.id, "name": each.name} for each in cards if not each.discarded],
        "region": architecture.region,
        "components": [
            each.model_dump(mode="json", include={"id", "kind", "title", "purpose", "properties", "existing"})
            for each in architecture.components
        ],
        "connections": [
            each.model_dump(mode="json", include={"source", "verb", "target", "properties"})
            for each in architecture.connections
        ],
        "monthly_cost": evaluation.estimate.total.model_dump(mode="json"),
        "findings": [
            each.model_dump(mode="json", include={"rule_id", "title", "element_id", "severity"})
            for each in evaluation.review.open
        ],
        "requirements": [
            each.model_dump(mode="json", include={"statement", "status", "evidence"})
            for each in evaluation.requirements
        ],
        "decisions": [
            each.model_dump(
                mode="json", include={"title", "choice", "context", "alternatives", "revisit_when"}
            )
            for each in architecture.decisions
        ],
        "summary": f"{card.name}, revision {head.summary.number}",
    }
