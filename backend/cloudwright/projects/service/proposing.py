"""Works out the options that a brief calls for, and keeps them in step with it."""

from collections.abc import Callable
from functools import partial

from cloudwright.database.unbroken import unbroken
from cloudwright.design.intake.answers import answers_in
from cloudwright.design.intake.read import completed
from cloudwright.design.model.architecture import Standards
from cloudwright.design.model.brief import Brief
from cloudwright.design.model.brief_edits import BriefEdit, apply_to_brief
from cloudwright.projects.errors import BriefStale
from cloudwright.projects.ports import Computing, Knowledge
from cloudwright.projects.proposal import Basis, Proposal, held_to, revised, work_out
from cloudwright.projects.schemas import Author, BriefAndOptions, BriefChange
from cloudwright.projects.service.attempts import Also, kept, nothing_else
from cloudwright.projects.service.briefs import Briefs
from cloudwright.projects.service.options import Options
from cloudwright.projects.service.projects import Projects
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.work import UnitsOfWork

_Work = Callable[[Basis], Proposal]


class Proposing:
    """One per process; no transaction is open while designs are computed."""

    def __init__(self, units: UnitsOfWork, knowledge: Knowledge, *, computing: Computing) -> None:
        self._units = units
        self._knowledge = knowledge
        self._computing = computing

    async def propose(
        self,
        principal: Principal,
        project_id: str,
        *,
        author: Author,
        also: Also[BriefAndOptions] = nothing_else,
    ) -> BriefAndOptions:
        """Make the options that the brief calls for; `also` joins the transaction that keeps them.

        Raises ProjectNotFound; BriefStale when others changed the project each time it was worked out.
        """
        work = partial(work_out, revise=_as_it_is, knowledge=self._knowledge)
        return await self._propose(principal, project_id, work=work, author=author, also=also)

    async def amend(
        self,
        principal: Principal,
        project_id: str,
        *,
        edits: tuple[BriefEdit, ...],
        author: Author,
        also: Also[BriefAndOptions] = nothing_else,
    ) -> BriefAndOptions:
        """Apply edits to the newest brief, whatever it is, and propose; what an answer in the chat does.

        Raises ProjectNotFound, EditRejected, BriefStale.
        """
        work = partial(work_out, revise=partial(_edited, edits=edits), knowledge=self._knowledge)
        return await self._propose(principal, project_id, work=work, author=author, also=also)

    async def restore(
        self,
        principal: Principal,
        project_id: str,
        *,
        brief: Brief,
        author: Author,
        also: Also[BriefAndOptions] = nothing_else,
    ) -> BriefAndOptions:
        """Make an earlier brief the newest one again, as a new revision, and propose.

        Raises ProjectNotFound, BriefStale.
        """
        work = partial(work_out, revise=partial(_as_then, then=brief), knowledge=self._knowledge)
        return await self._propose(principal, project_id, work=work, author=author, also=also)

    async def edit(
        self, principal: Principal, project_id: str, *, change: BriefChange, author: Author
    ) -> BriefAndOptions:
        """Apply edits to the brief that the caller saw; options that exist follow in the same transaction.

        Raises ProjectNotFound, EditRejected; BriefStale when the brief is not that one any more.
        """
        revise = partial(_edited_from, change=change)

        def work(basis: Basis) -> Proposal:
            if not basis.options:
                return revised(basis, revise)
            return work_out(basis, revise, knowledge=self._knowledge)

        return await self._propose(principal, project_id, work=work, author=author, also=nothing_else)

    async def hold_to(
        self, principal: Principal, project_id: str, *, standards: Standards, author: Author
    ) -> BriefAndOptions:
        """Keep standards for the project; options that nobody edited follow them in the same transaction.

        Raises ProjectNotFound, DesignError when they leave no design, BriefStale.
        """
        work = partial(held_to, standards=standards, knowledge=self._knowledge)
        return await self._propose(principal, project_id, work=work, author=author, also=nothing_else)

    async def _propose(
        self,
        principal: Principal,
        project_id: str,
        *,
        work: _Work,
        author: Author,
        also: Also[BriefAndOptions],
    ) -> BriefAndOptions:
        async def attempt() -> BriefAndOptions | None:
            async with self._units.read(principal) as services:
                basis = await (await services.aget(Options)).basis(project_id)
            proposal = await self._computing.run(partial(work, basis))
            return await unbroken(self._keep(principal, proposal, author=author, also=also))

        return await kept(attempt, otherwise=_overtaken())

    async def _keep(
        self, principal: Principal, proposal: Proposal, *, author: Author, also: Also[BriefAndOptions]
    ) -> BriefAndOptions | None:
        project_id = proposal.basis.project_id
        async with self._units.write(principal) as services:
            briefs, options, projects = await services.aget(Briefs, Options, Projects)
            if not await options.stands(proposal.basis):
                return None
            if proposal.brief.revision != proposal.basis.brief.revision:
                await briefs.keep(project_id, proposal.brief)
            if proposal.standards != proposal.basis.standards:
                await projects.hold_to(project_id, proposal.standards)
            await options.keep(proposal, author=author)
            result = BriefAndOptions(brief=proposal.brief, options=await options.cards(project_id))
            await also(services, result)
        return result


def _as_it_is(brief: Brief) -> Brief:
    return brief


def _as_then(brief: Brief, then: Brief) -> Brief:
    return then.model_copy(update={"revision": brief.revision + 1})


def _edited(brief: Brief, edits: tuple[BriefEdit, ...]) -> Brief:
    return completed(apply_to_brief(brief, edits), answers=answers_in(edits))


def _edited_from(brief: Brief, change: BriefChange) -> Brief:
    if brief.revision != change.base_revision:
        raise BriefStale(
            "The requirements were changed meanwhile; nothing was overwritten. Look and repeat yours.",
            details={"base": change.base_revision, "newest": brief.revision},
        )
    return _edited(brief, change.edits)


def _overtaken() -> BriefStale:
    return BriefStale(
        "The requirements or the designs were changed meanwhile; nothing was overwritten. Try again."
    )
