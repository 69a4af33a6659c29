"""The tool that takes the last change back."""

from collections.abc import Mapping

from pydantic import JsonValue

from cloudwright.agents.tools.choosing import option_meant
from cloudwright.agents.tools.design_tool import Bench, Definition
from cloudwright.agents.tools.showing import changed, show_card, show_change
from cloudwright.agents.turn import Reference
from cloudwright.database.unbroken import unbroken
from cloudwright.design.model.frozen import Frozen
from cloudwright.projects.schemas import Change
from cloudwright.projects.service.options import Options
from cloudwright.projects.service.revisions import Revisions

DEFINITION = Definition(
    name="undo_change",
    title="Undoing the last change",
    description=(
        "Take back an option's newest change that is not undone yet, as a new revision; again goes "
        "further back. Returns the ripple as edit_design does. NOTHING_TO_UNDO when the design is as it "
        "was proposed."
    ),
)


class Arguments(Frozen):
    option_id: Reference | None = None


async def work(arguments: Arguments, bench: Bench) -> Mapping[str, JsonValue]:
    """Add the undoing revision and show its ripple, in one transaction."""
    return changed(await unbroken(_undo(arguments, bench)))


async def _undo(arguments: Arguments, bench: Bench) -> Change:
    async with bench.units.write(bench.turn.principal) as services:
        card = await option_meant(services, bench.turn.project_id, arguments.option_id)
        change = await (await services.aget(Revisions)).undo(
            card.id, None, author=bench.author, tool_call_id=bench.call_id
        )
        await show_change(bench, change, services=services)
        await show_card(bench, await (await services.aget(Options)).card(card.id), services=services)
    return change
