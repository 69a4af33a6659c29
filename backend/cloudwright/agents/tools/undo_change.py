"""The tool that takes the last change back."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, JsonValue

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
        "what was taken back. With a revision_number only that revision's change is taken out, and what came "
        "since holds. NOTHING_TO_UNDO when the design is as it was proposed."
    ),
    timeout_seconds=40,
)


class Arguments(Frozen):
    option_id: Reference | None = None
    revision_number: Annotated[int, Field(ge=2)] | None = None


async def work(arguments: Arguments, bench: Bench) -> Mapping[str, JsonValue]:
    """Add the undoing revision and show its ripple, in one transaction."""
    order = await order_for(bench, arguments.option_id)
    returning, principal, number = bench.use_cases.returning, bench.turn.principal, arguments.revision_number
    if number is None:
        return returned(await returning.undo(principal, order, shown=shown(bench)))
    return returned(await returning.take_out(principal, order, number=number, shown=shown(bench)))
