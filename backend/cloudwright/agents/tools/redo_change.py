"""The tool that does again what was taken back."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, JsonValue

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
        "what undo_change does. With a revision_number that revision's change is made once more. "
        "NOTHING_TO_UNDO when nothing was taken back."
    ),
    timeout_seconds=40,
)


class Arguments(Frozen):
    option_id: Reference | None = None
    revision_number: Annotated[int, Field(ge=2)] | None = None


async def work(arguments: Arguments, bench: Bench) -> Mapping[str, JsonValue]:
    """Add the revision and show its ripple, in one transaction."""
    order = await order_for(bench, arguments.option_id)
    returning, principal, number = bench.use_cases.returning, bench.turn.principal, arguments.revision_number
    if number is None:
        return returned(await returning.redo(principal, order, shown=shown(bench)))
    return returned(await returning.repeat(principal, order, number=number, shown=shown(bench)))
