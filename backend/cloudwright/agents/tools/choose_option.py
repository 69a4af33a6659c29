"""The tool that makes an option the design of its project."""

from collections.abc import Mapping

from pydantic import JsonValue

from cloudwright.agents.tools.choosing import option_meant
from cloudwright.agents.tools.design_tool import Bench, Definition
from cloudwright.agents.tools.showing import show_card
from cloudwright.agents.turn import Reference
from cloudwright.design.model.frozen import Frozen
from cloudwright.projects.service.options import Options
from cloudwright.projects.service.projects import Projects

DEFINITION = Definition(
    name="choose_option",
    title="Choosing an option",
    description=(
        "Make an option the design of the project: changes, questions and bundles are about it from then on. "
        "The other options stay, and can be chosen again."
    ),
)


class Arguments(Frozen):
    option_id: Reference


async def work(arguments: Arguments, bench: Bench) -> Mapping[str, JsonValue]:
    """Keep the choice, and show the cards that it concerns."""
    async with bench.units.write(bench.turn.principal) as services:
        projects, options = await services.aget(Projects, Options)
        before = await option_meant(services, bench.turn.project_id, None)
        card = await option_meant(services, bench.turn.project_id, arguments.option_id)
        await projects.choose(card.id)
        for option_id in dict.fromkeys((before.id, card.id)):
            await show_card(bench, await options.card(option_id), services=services)
    return {
        "option_id": card.id,
        "name": card.name,
        "idea": card.idea,
        "monthly_cost": card.monthly_cost.model_dump(mode="json"),
        "summary": f"{card.name} is the design now",
    }
