"""The tool that reads the review of a design."""

from collections.abc import Mapping

from pydantic import JsonValue

from cloudwright.agents.tools.choosing import option_meant
from cloudwright.agents.tools.design_tool import Bench, Definition
from cloudwright.agents.turn import Reference
from cloudwright.design.model.frozen import Frozen
from cloudwright.projects.service.revisions import Revisions

DEFINITION = Definition(
    name="run_checks",
    title="Checking the design",
    description=(
        "Return the findings of all review rules on an option, worst first: rule, component, severity, "
        "evidence, and the edits that would mend it where there are some."
    ),
)
_MOST = 40


class Arguments(Frozen):
    option_id: Reference | None = None


async def work(arguments: Arguments, bench: Bench) -> Mapping[str, JsonValue]:
    """Read the review of the newest revision."""
    async with bench.units.read(bench.turn.principal) as services:
        card = await option_meant(services, bench.turn.project_id, arguments.option_id)
        head = await (await services.aget(Revisions)).get(card.revision_id)
    review = head.evaluation.review
    return {
        "option_id": card.id,
        "rules_run": review.rules_run,
        "findings": [
            each.model_dump(mode="json", exclude={"waiver", "controls"}) for each in review.open[:_MOST]
        ],
        "summary": f"{len(review.open)} open findings of {review.rules_run} rules",
    }
