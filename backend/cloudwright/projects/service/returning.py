"""Goes back: what was edited or said last is taken back, or done again, and any earlier revision returns."""

from dataclasses import dataclass

import svcs

from cloudwright.design.evaluation.ripple import ripple
from cloudwright.design.model.brief import Brief
from cloudwright.design.model.diff import diff
from cloudwright.projects.change import Head, Rework, once_more, without
from cloudwright.projects.errors import NothingToUndo, RevisionNotFound
from cloudwright.projects.schemas import BriefAndOptions, Change, RevisionSummary
from cloudwright.projects.service.attempts import Also, nothing_else
from cloudwright.projects.service.briefs import Briefs
from cloudwright.projects.service.changing import Changing, Order
from cloudwright.projects.service.proposing import Proposing
from cloudwright.projects.service.revisions import Revisions
from cloudwright.projects.timeline import Edited, Said, Stated, Step, Timeline
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.work import UnitsOfWork


@dataclass(frozen=True, slots=True)
class Returned:
    """`what` says in words what was taken back or done again."""

    change: Change
    what: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What else belongs into the transactions: of the design that changes, and of all options."""

    change: Also[Change] = nothing_else
    options: Also[BriefAndOptions] = nothing_else


@dataclass(frozen=True, slots=True)
class _Past:
    head: Head
    timeline: Timeline
    revisions: tuple[RevisionSummary, ...]  # newest first


_ONLY = Shown()


class Returning:
    """One per process; every way back is a new revision, so that nothing is lost."""

    def __init__(self, units: UnitsOfWork, changing: Changing, *, proposing: Proposing) -> None:
        self._units = units
        self._changing = changing
        self._proposing = proposing

    async def undo(self, principal: Principal, order: Order, *, shown: Shown = _ONLY) -> Returned:
        """Take back the newest change that holds: an edit, or what was said of the requirements.

        Raises NothingToUndo, RevisionStale, BriefStale, OptionNotFound.
        """
        past = await self._past(principal, order.option_id)
        match past.timeline.newest_change():
            case Stated(taken, before=before):
                change = await self._said(principal, order, brief=before, past=past, shown=shown)
                return Returned(change, _stated(taken, without=before))
            case Edited(step):
                change = await self._changing.take_back(
                    principal, order, revision_id=step.id, also=shown.change
                )
                return Returned(change, _summary(past, step.id))
            case None:
                raise NothingToUndo("There is no change to undo: this is the design as it was proposed.")

    async def redo(self, principal: Principal, order: Order, *, shown: Shown = _ONLY) -> Returned:
        """Do again what was taken back last.

        Raises NothingToUndo, RevisionStale, BriefStale, OptionNotFound.
        """
        past = await self._past(principal, order.option_id)
        match past.timeline.newest_return():
            case Stated(taken, before=before):
                change = await self._said(principal, order, brief=before, past=past, shown=shown)
                return Returned(change, _stated(before, without=taken))
            case Edited(step):
                change = await self._changing.redo(principal, order, undo_id=step.id, also=shown.change)
                return Returned(change, _summary(past, step.undone_id))
            case None:
                raise NothingToUndo("Nothing was taken back that could be done again.")

    async def take_out(
        self, principal: Principal, order: Order, *, number: int, shown: Shown = _ONLY
    ) -> Returned:
        """Take an earlier revision's change out and keep what came since.

        Raises EditRejected, RevisionNotFound, RevisionStale, OptionNotFound.
        """
        return await self._reworked(principal, order, number=number, rework=without, shown=shown)

    async def repeat(
        self, principal: Principal, order: Order, *, number: int, shown: Shown = _ONLY
    ) -> Returned:
        """Make an earlier revision's change once more; raises as `take_out` does."""
        return await self._reworked(principal, order, number=number, rework=once_more, shown=shown)

    async def _reworked(
        self, principal: Principal, order: Order, *, number: int, rework: Rework, shown: Shown
    ) -> Returned:
        past = await self._past(principal, order.option_id)
        change = await self._changing.rework(
            principal, order, number=number, rework=rework, also=shown.change
        )
        return Returned(change, next((r.summary for r in past.revisions if r.number == number), ""))

    async def to(self, principal: Principal, order: Order, *, number: int, shown: Shown = _ONLY) -> Returned:
        """Go back to a revision of the option, with the requirements that held until the next one.

        Raises RevisionNotFound, RevisionStale, BriefStale, OptionNotFound.
        """
        past = await self._past(principal, order.option_id)
        wanted = next((r for r in past.revisions if r.number == number), None)
        if wanted is None:
            raise RevisionNotFound("This option has no such revision.", details={"number": number})
        brief = await self._brief_of(principal, past, wanted)
        return await self._to(principal, order, past=past, wanted=wanted, brief=brief, shown=shown)

    async def to_start(self, principal: Principal, order: Order, *, shown: Shown = _ONLY) -> Returned:
        """Go back to the option as it was proposed first, with the requirements of that moment.

        Raises RevisionStale, BriefStale, OptionNotFound.
        """
        past = await self._past(principal, order.option_id)
        wanted, brief = past.revisions[-1], past.timeline.opening
        return await self._to(principal, order, past=past, wanted=wanted, brief=brief, shown=shown)

    async def _to(
        self,
        principal: Principal,
        order: Order,
        *,
        past: _Past,
        wanted: RevisionSummary,
        brief: Brief,
        shown: Shown,
    ) -> Returned:
        if _requirements(brief) != _requirements(past.head.brief):
            await self._said(principal, order, brief=brief, past=past, shown=Shown(options=shown.options))
        change = await self._changing.restore(principal, order, number=wanted.number, also=shown.change)
        return Returned(change, wanted.summary)

    async def _past(self, principal: Principal, option_id: str) -> _Past:
        async with self._units.read(principal) as services:
            revisions, briefs = await services.aget(Revisions, Briefs)
            head = await revisions.newest(option_id)
            history = await revisions.history(option_id)
            said = await briefs.every(head.project_id)
        timeline = Timeline(
            [_step(r) for r in reversed(history)], [Said(brief, made) for brief, made in said]
        )
        return _Past(head, timeline, history)

    async def _brief_of(self, principal: Principal, past: _Past, wanted: RevisionSummary) -> Brief:
        async with self._units.read(principal) as services:
            revisions, briefs = await services.aget(Revisions, Briefs)
            revision = await revisions.brief_revision(wanted.id)
            every = await briefs.every(past.head.project_id)
        return next((b for b, _ in every if b.revision == revision), past.head.brief)

    async def _said(
        self, principal: Principal, order: Order, *, brief: Brief, past: _Past, shown: Shown
    ) -> Change:
        changes: list[Change] = []

        async def show(services: svcs.Container, result: BriefAndOptions) -> None:
            change = await _change(services, past.head)
            changes.append(change)
            await shown.options(services, result)
            await shown.change(services, change)

        await self._proposing.restore(
            principal, past.head.project_id, brief=brief, author=order.author, also=show
        )
        return changes[-1]


async def _change(services: svcs.Container, before: Head) -> Change:
    """Return what became of the option since."""
    revisions = await services.aget(Revisions)
    after = await revisions.newest(before.option_id)
    told = ripple(
        before.evaluation,
        after.evaluation,
        difference=diff(before.architecture, after.architecture),
        files_before=before.files,
        files_after=after.files,
    )
    return Change(revision=await revisions.head(before.option_id), ripple=told)


def _step(revision: RevisionSummary) -> Step:
    return Step(
        id=revision.id,
        number=revision.number,
        parent_id=revision.parent_id,
        undone_id=revision.undone_id,
        follows=revision.parent_id is not None and revision.ripple is None,
        made=revision.created_at,
    )


def _summary(past: _Past, revision_id: str | None) -> str:
    return next((r.summary for r in past.revisions if r.id == revision_id), "")


def _stated(brief: Brief, *, without: Brief) -> str:
    known = _requirements(without)
    said = [r.statement for r in brief.requirements if (r.id, r.statement) not in known]
    return "; ".join(said) or "what was said of the requirements"


def _requirements(brief: Brief) -> frozenset[tuple[str, str]]:
    return frozenset((r.id, r.statement) for r in brief.requirements)
