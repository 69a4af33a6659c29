"""The tool that does again what was taken back."""

from collections.abc import Mapping

from pydantic import JsonValue

from cloudwright.agents.tools.choosing import order_for
from cloudwright.agents.tools.design_tool import Bench, Definition
from cloudwright.agents.tools.showing import returned, shown
from cloudwright.agents.turn import Reference
from cloudwright.design.model.frozen import Frozen

DEFINITION = Definition(
    name="redo_change",
    title="Doing again what was undone",
    description=(
        "Do again what undo_change took back last, as a new revision; again goes further forward. Returns "
        "what undo_change does. NOTHING_TO_UNDO when nothing was taken back."
    ),
    timeout_seconds=40,
)


class Arguments(Frozen):
    option_id: Reference | None = None


async def work(arguments: Arguments, bench: Bench) -> Mapping[str, JsonValue]:
    """Add the revision and show its ripple, in one transaction."""
    order = await order_for(bench, arguments.option_id)
    found = await bench.use_cases.returning.redo(bench.turn.principal, order, shown=shown(bench))
    return returned(found)
