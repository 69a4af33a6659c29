"""The tools that lead an option back or forward again: one shape, three ways."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, JsonValue

from cloudwright.agents.tools.choosing import order_for
from cloudwright.agents.tools.design_tool import Bench, Definition
from cloudwright.agents.tools.showing import returned, shown
from cloudwright.agents.turn import Reference
from cloudwright.design.model.frozen import Frozen
from cloudwright.projects.service.changing import Order
from cloudwright.projects.service.returning import Returned, Returning

_TIMEOUT_SECONDS = 40.0


class Change(Frozen):
    """A change of an option: its newest one, or that of a revision."""

    option_id: Reference | None = None
    revision_number: Annotated[int, Field(ge=2)] | None = None


class Revision(Frozen):
    """A revision of an option, or the design as it was proposed first."""

    option_id: Reference | None = None
    revision_number: Annotated[int, Field(ge=1)] | None = None


Way = Callable[[Returning, Bench, Order], Awaitable[Returned]]
Numbered = Callable[[Returning, Bench, Order, int], Awaitable[Returned]]


@dataclass(frozen=True, slots=True)
class ReturningTool:
    """`plain` is done without a number, `numbered` with that of a revision; both add one."""

    DEFINITION: Definition
    Arguments: type[Change] | type[Revision]
    plain: Way
    numbered: Numbered

    async def work(self, arguments: Change | Revision, bench: Bench) -> Mapping[str, JsonValue]:
        """Lead the option there, in one transaction."""
        order = await order_for(bench, arguments.option_id)
        ways, number = bench.use_cases.returning, arguments.revision_number
        if number is None:
            return returned(await self.plain(ways, bench, order))
        return returned(await self.numbered(ways, bench, order, number))


UNDO = ReturningTool(
    Definition(
        name="undo_change",
        title="Undoing the last change",
        description=(
            "Take back an option's newest change that is not undone yet, as a new revision: an edit, or what "
            "was said of the requirements last; again goes further back. Returns the ripple as edit_design "
            "does, and what was taken back. With a revision_number only that revision's change is taken out, "
            "and what came since holds. NOTHING_TO_UNDO when the design is as it was proposed."
        ),
        timeout_seconds=_TIMEOUT_SECONDS,
    ),
    Change,
    plain=lambda ways, bench, order: ways.undo(bench.turn.principal, order, shown=shown(bench)),
    numbered=lambda ways, bench, order, number: ways.take_out(
        bench.turn.principal, order, number=number, shown=shown(bench)
    ),
)
REDO = ReturningTool(
    Definition(
        name="redo_change",
        title="Doing again what was undone",
        description=(
            "Do again what undo_change took back last, as a new revision; again goes further forward. "
            "Returns what undo_change does. With a revision_number that revision's change is made once more. "
            "NOTHING_TO_UNDO when nothing was taken back."
        ),
        timeout_seconds=_TIMEOUT_SECONDS,
    ),
    Change,
    plain=lambda ways, bench, order: ways.redo(bench.turn.principal, order, shown=shown(bench)),
    numbered=lambda ways, bench, order, number: ways.repeat(
        bench.turn.principal, order, number=number, shown=shown(bench)
    ),
)
RETURN = ReturningTool(
    Definition(
        name="return_to_revision",
        title="Going back to a revision",
        description=(
            "Make an earlier revision of an option, with the requirements of that time, its newest one "
            "again; without a number the design as it was proposed first. What came since stays in the "
            "history. Returns the ripple as edit_design does."
        ),
        timeout_seconds=_TIMEOUT_SECONDS,
    ),
    Revision,
    plain=lambda ways, bench, order: ways.to_start(bench.turn.principal, order, shown=shown(bench)),
    numbered=lambda ways, bench, order, number: ways.to(
        bench.turn.principal, order, number=number, shown=shown(bench)
    ),
)
