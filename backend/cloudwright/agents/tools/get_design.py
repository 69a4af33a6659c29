"""The tool that reads a design."""

from collections.abc import Mapping

from pydantic import JsonValue

from cloudwright.agents.tools.choosing import option_meant
from cloudwright.agents.tools.design_tool import Bench, Definition
from cloudwright.agents.turn import Reference
from cloudwright.design.evaluation.evaluation import Evaluation
from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.frozen import Frozen
from cloudwright.projects.service.briefs import Briefs
from cloudwright.projects.service.options import Options
from cloudwright.projects.service.revisions import Revisions

DEFINITION = Definition(
    name="get_design",
    title="Looking at the design",
    description=(
        "Return an option's newest revision: components with properties, connections, boundaries, monthly "
        "cost, open findings and requirements, with the names of all options, what was stated, "
        "and the latest revisions with what each did. Without option_id the chosen option, else the simplest "
        "one. NO_DESIGN when there is none."
    ),
)
_MOST_REVISIONS = 20
_SHOWN_OF_COMPONENTS = {"id", "kind", "title", "purpose", "properties", "existing", "boundary"}
_SHOWN_OF_CONNECTIONS = {"source", "verb", "target", "properties", "per_call"}
_SHOWN_OF_DECISIONS = {"title", "choice", "context", "alternatives", "revisit_when"}
_SHOWN_OF_REQUIREMENTS = {"id", "kind", "value", "unit", "statement", "quote"}


class Arguments(Frozen):
    option_id: Reference | None = None


async def work(arguments: Arguments, bench: Bench) -> Mapping[str, JsonValue]:
    """Read the head of the option that is meant."""
    async with bench.units.read(bench.turn.principal) as services:
        card = await option_meant(services, bench.turn.project_id, arguments.option_id)
        cards = await (await services.aget(Options)).cards(bench.turn.project_id)
        head = await (await services.aget(Revisions)).get(card.revision_id)
        history = await (await services.aget(Revisions)).past(card.id, most=_MOST_REVISIONS)
        brief = await (await services.aget(Briefs)).get(bench.turn.project_id)
    return {
        "option_id": card.id,
        "revision_number": head.summary.number,
        "name": card.name,
        "options": [
            {"id": each.id, "name": each.name, "idea": each.idea} for each in cards if not each.discarded
        ],
        **_drawn(head.architecture),
        **_computed(head.evaluation),
        "stated": [
            each.model_dump(mode="json", include=_SHOWN_OF_REQUIREMENTS)
            for each in brief.requirements
            if each.source != "assumed"
        ],
        "history": [each.model_dump(mode="json") for each in history],
        "summary": f"{card.name}, revision {head.summary.number}",
    }


def _drawn(architecture: Architecture) -> dict[str, JsonValue]:
    return {
        "region": architecture.region,
        "components": [
            each.model_dump(mode="json", include=_SHOWN_OF_COMPONENTS) for each in architecture.components
        ],
        "connections": [
            each.model_dump(mode="json", include=_SHOWN_OF_CONNECTIONS) for each in architecture.connections
        ],
        "boundaries": [each.model_dump(mode="json") for each in architecture.boundaries],
        "decisions": [
            each.model_dump(mode="json", include=_SHOWN_OF_DECISIONS) for each in architecture.decisions
        ],
    }


def _computed(evaluation: Evaluation) -> dict[str, JsonValue]:
    return {
        "monthly_cost": evaluation.estimate.total.model_dump(mode="json"),
        "findings": [
            each.model_dump(mode="json", include={"rule_id", "title", "element_id", "severity"})
            for each in evaluation.review.open
        ],
        "requirements": [
            each.model_dump(mode="json", include={"statement", "status", "evidence"})
            for each in evaluation.requirements
        ],
    }
