"""Changes a design: edits and undoing, each a new revision with its ripple."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from cloudwright.database.unbroken import unbroken
from cloudwright.design.model.edits import Edit
from cloudwright.design.model.errors import RevisionStale
from cloudwright.projects.change import Aim, Head, Outcome, Rework, edited, work_out
from cloudwright.projects.ports import Computing, Knowledge
from cloudwright.projects.schemas import Author, Change
from cloudwright.projects.service.attempts import Also, kept, nothing_else
from cloudwright.projects.service.revisions import Revisions
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.work import UnitsOfWork


@dataclass(frozen=True, slots=True)
class Order:
    """Which option is to change, and for whom.

    `base_number` is the revision that the caller saw, None whatever is newest. The same `tool_call_id`
    changes an option once.
    """

    option_id: str
    base_number: int | None
    author: Author
    tool_call_id: str


_Aims = Callable[[Revisions, Head], Awaitable[Aim]]


class Changing:
    """One per process; no transaction is open while a design is computed."""

    def __init__(self, units: UnitsOfWork, knowledge: Knowledge, *, computing: Computing) -> None:
        self._units = units
        self._knowledge = knowledge
        self._computing = computing

    async def edit(
        self,
        principal: Principal,
        order: Order,
        *,
        edits: tuple[Edit, ...],
        note: str,
        also: Also[Change] = nothing_else,
    ) -> Change:
        """Apply a batch of edits to the option's head, all or none; `also` joins the transaction.

        Raises EditRejected with typed problems, RevisionStale, OptionNotFound.
        """

        async def aims(revisions: Revisions, head: Head) -> Aim:
            del revisions
            return partial(edited, head, edits, note=note, knowledge=self._knowledge)

        return await self._change(principal, order, aims=aims, also=also)

    async def undo(self, principal: Principal, order: Order, *, also: Also[Change] = nothing_else) -> Change:
        """Add a revision equal to the one before the newest change that is not undone yet.

        Undoing again goes further back. Raises NothingToUndo, RevisionStale, OptionNotFound.
        """

        async def aims(revisions: Revisions, head: Head) -> Aim:
            target = await revisions.before_newest_change(head)
            return lambda: target

        return await self._change(principal, order, aims=aims, also=also)

    async def take_back(
        self, principal: Principal, order: Order, *, revision_id: str, also: Also[Change] = nothing_else
    ) -> Change:
        """Add a revision equal to the one before a change.

        Raises NothingToUndo, RevisionStale, OptionNotFound.
        """

        async def aims(revisions: Revisions, head: Head) -> Aim:
            del head
            target = await revisions.before(revision_id)
            return lambda: target

        return await self._change(principal, order, aims=aims, also=also)

    async def redo(
        self, principal: Principal, order: Order, *, undo_id: str, also: Also[Change] = nothing_else
    ) -> Change:
        """Add a revision equal to the one before an undoing.

        Raises NothingToUndo, RevisionStale, OptionNotFound.
        """

        async def aims(revisions: Revisions, head: Head) -> Aim:
            del head
            target = await revisions.before_undo(undo_id)
            return lambda: target

        return await self._change(principal, order, aims=aims, also=also)

    async def rework(
        self,
        principal: Principal,
        order: Order,
        *,
        number: int,
        rework: Rework,
        also: Also[Change] = nothing_else,
    ) -> Change:
        """Take an earlier revision's change out of the head, or make it once more; what came since holds.

        Raises EditRejected, RevisionNotFound, RevisionStale, OptionNotFound.
        """

        async def aims(revisions: Revisions, head: Head) -> Aim:
            difference = await revisions.difference(head, number)
            return partial(rework, head, difference, knowledge=self._knowledge)

        return await self._change(principal, order, aims=aims, also=also)

    async def restore(
        self, principal: Principal, order: Order, *, number: int, also: Also[Change] = nothing_else
    ) -> Change:
        """Add a revision with the design of an earlier one.

        Raises RevisionNotFound, RevisionStale, OptionNotFound.
        """

        async def aims(revisions: Revisions, head: Head) -> Aim:
            target = await revisions.as_in(head, number)
            return lambda: target

        return await self._change(principal, order, aims=aims, also=also)

    async def _change(self, principal: Principal, order: Order, *, aims: _Aims, also: Also[Change]) -> Change:
        async def attempt() -> Change | None:
            async with self._units.read(principal) as services:
                revisions = await services.aget(Revisions)
                done = await revisions.done(order.option_id, order.tool_call_id)
                if done is not None:
                    return await unbroken(self._show_again(principal, done, also))
                head = await revisions.newest(order.option_id, order.base_number)
                aim = await aims(revisions, head)
            outcome = await self._computing.run(partial(work_out, head, aim, knowledge=self._knowledge))
            return await unbroken(self._keep(principal, outcome, order=order, also=also))

        return await kept(attempt, otherwise=_overtaken())

    async def _show_again(self, principal: Principal, done: Change, also: Also[Change]) -> Change:
        async with self._units.write(principal) as services:
            await also(services, done)
        return done

    async def _keep(
        self, principal: Principal, outcome: Outcome, *, order: Order, also: Also[Change]
    ) -> Change | None:
        async with self._units.write(principal) as services:
            revisions = await services.aget(Revisions)
            if not await revisions.stands(outcome.head):
                return None
            change = await revisions.keep(outcome, author=order.author, tool_call_id=order.tool_call_id)
            await also(services, change)
        return change


def _overtaken() -> RevisionStale:
    return RevisionStale(
        "Nothing was changed: others changed this design or its requirements meanwhile. Look and try again."
    )
