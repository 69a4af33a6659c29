"""The tool that takes the last change back."""

from collections.abc import Mapping

from pydantic import JsonValue

from cloudwright.agents.tools.choosing import order_for
from cloudwright.agents.tools.design_tool import Bench, Definition
from cloudwright.agents.tools.showing import returned, shown
from cloudwright.agents.turn import Reference
from cloudwright.design.model.frozen import Frozen

DEFINITION = Definition(
    name="undo_change",
    title="Undoing the last change",
    description=(
        "Take back an option's newest change that is not undone yet, as a new revision: an edit, or what was "
        "said of the requirements last; again goes further back. Returns the ripple as edit_design does, and "
        "what was taken back. NOTHING_TO_UNDO when the design is as it was proposed."
    ),
    timeout_seconds=40,
)


class Arguments(Frozen):
    option_id: Reference | None = None


async def work(arguments: Arguments, bench: Bench) -> Mapping[str, JsonValue]:
    """Add the undoing revision and show its ripple, in one transaction."""
    order = await order_for(bench, arguments.option_id)
    found = await bench.use_cases.returning.undo(bench.turn.principal, order, shown=shown(bench))
    return returned(found)
