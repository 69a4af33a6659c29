"""Options: whole candidate designs of a project, as they are stored and shown."""

import itertools
import re
from collections.abc import Collection, Mapping, Sequence
from typing import assert_never

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.design.model.architecture import Architecture, Standards
from cloudwright.design.model.brief import Brief
from cloudwright.design.options.candidate import Candidate
from cloudwright.kit.ids import new_id
from cloudwright.projects.computation import Computed
from cloudwright.projects.errors import OptionNotFound, ProjectNotFound, RevisionNotFound
from cloudwright.projects.models import OptionRow, ProjectRow, RevisionRow
from cloudwright.projects.ports import Knowledge
from cloudwright.projects.presentation import option_card
from cloudwright.projects.proposal import Added, Basis, Evaluated, Followed, Kept, Proposal, Standing
from cloudwright.projects.recording import forked, revision_row
from cloudwright.projects.repository import BriefsTable, OptionsTable, ProjectsTable, RevisionsTable
from cloudwright.projects.schemas import Author, OptionCard, OptionChange, Pitch

_NUMBERED = re.compile(r" \d{1,3}$")


class Options:
    def __init__(self, db: AsyncSession, knowledge: Knowledge) -> None:
        self._projects = ProjectsTable(db)
        self._briefs = BriefsTable(db)
        self._options = OptionsTable(db)
        self._revisions = RevisionsTable(db)
        self._knowledge = knowledge

    async def basis(self, project_id: str) -> Basis:
        """Return what a proposal is worked out from; raises ProjectNotFound."""
        project = await self._project(project_id)
        brief = await self._briefs.newest(project_id)
        options = await self._options.of_project(project_id)
        heads = await self._heads(options)
        edited = await self._revisions.edited([option.id for option in options])
        standings = []
        for option in options:
            head = heads[option.head_revision_id]
            before = None
            if option.id in edited:
                before = await self._briefs.at(project_id, head.brief_revision) or brief
            standings.append(_standing(option, head, answers_to=before))
        return Basis(
            project_id=project_id,
            brief=brief,
            standards=Standards.model_validate(project.standards),
            options=tuple(standings),
        )

    async def stands(self, basis: Basis) -> bool:
        """Return whether the brief, standards and options are as they were; until the unit ends they stay so.

        Raises ProjectNotFound.
        """
        project = await self._projects.locked(basis.project_id)
        if project is None:
            raise _no_project(basis.project_id)
        heads = await self._options.heads(basis.project_id)
        standards = Standards.model_validate(project.standards)
        return basis.stamp == (project.brief_revision, standards, frozenset(heads))

    async def keep(self, proposal: Proposal, *, author: Author) -> None:
        """Store a proposal whose basis stands."""
        project_id = proposal.basis.project_id
        rows = {row.id: row for row in await self._options.of_project(project_id)}
        for position, step in enumerate(proposal.steps):
            match step:
                case Added():
                    await self._add(step, proposal, position=position, author=author)
                    continue
                case Followed():
                    await self._follow(step, proposal, option=rows[step.standing.option_id], author=author)
                case Evaluated(standing, computed):
                    await self._revisions.re_evaluated(
                        standing.head_id, computed.evaluation, brief_revision=proposal.brief.revision
                    )
                case Kept():
                    pass
                case _:
                    assert_never(step)
            rows[step.standing.option_id].position = position
        await self._options.flush()

    async def cards(self, project_id: str) -> tuple[OptionCard, ...]:
        """Return the cards, simplest first, discarded ones last; raises ProjectNotFound."""
        project = await self._project(project_id)
        rows = await self._options.of_project(project_id)
        return await self._cards(project, rows)

    async def card(self, option_id: str) -> OptionCard:
        """Return one card; raises OptionNotFound."""
        option = await self._option(option_id)
        project = await self._project(option.project_id)
        return (await self._cards(project, [option]))[0]

    async def update(self, option_id: str, change: OptionChange) -> OptionCard:
        """Pin, discard or rename."""
        option = await self._option(option_id)
        option.pinned = option.pinned if change.pinned is None else change.pinned
        option.discarded = option.discarded if change.discarded is None else change.discarded
        option.name = change.name or option.name
        await self._options.flush()
        return await self.card(option_id)

    async def fork(self, option_id: str, *, revision_id: str | None, author: Author) -> OptionCard:
        """Add an option that begins with a revision of this one, the newest when none is named.

        No requirement changes it any more than an edited option. Raises OptionNotFound, RevisionNotFound.
        """
        option = await self._option(option_id)
        source = await self._revisions.find(revision_id or option.head_revision_id)
        if source is None or source.option_id != option.id:
            raise RevisionNotFound("This option has no such revision.", details={"id": revision_id})
        others = await self._options.of_project(option.project_id)
        revision, row = forked(option, source, name=_free_name(option.name, {each.name for each in others}))
        row.position = max(each.position for each in others) + 1
        row.created_at = revision.created_at = self._knowledge.clock()
        revision.author_kind, revision.author_id = author.kind, author.id
        await self._options.add(row)
        await self._revisions.add(revision)
        return await self.card(row.id)

    async def _cards(self, project: ProjectRow, rows: Sequence[OptionRow]) -> tuple[OptionCard, ...]:
        heads = await self._heads(rows)
        standards = Standards.model_validate(project.standards)
        return tuple(
            option_card(
                row,
                heads[row.head_revision_id],
                brief_revision=project.brief_revision,
                standards=standards,
                chosen_option_id=project.chosen_option_id,
            )
            for row in rows
        )

    async def _heads(self, rows: Sequence[OptionRow]) -> Mapping[str, RevisionRow]:
        found = await self._revisions.heads([row.head_revision_id for row in rows])
        return {head.id: head for head in found}

    async def _add(self, step: Added, proposal: Proposal, *, position: int, author: Author) -> None:
        option_id = new_id("opt")
        revision = _proposed(step.candidate, step.computed)
        revision.option_id, revision.project_id = option_id, proposal.basis.project_id
        revision.number = 1
        revision.summary = "Proposed from the requirements"
        await self._options.add(
            OptionRow(
                id=option_id,
                project_id=proposal.basis.project_id,
                candidate=step.candidate.key,
                name=step.candidate.name,
                summary=_pitch(step.candidate).model_dump(mode="json"),
                position=position,
                pinned=False,
                discarded=False,
                head_revision_id=revision.id,
                created_at=self._knowledge.clock(),
            )
        )
        await self._sign(revision, proposal.brief, author=author)

    async def _follow(self, step: Followed, proposal: Proposal, *, option: OptionRow, author: Author) -> None:
        revision = _proposed(step.candidate, step.computed)
        revision.option_id, revision.project_id = option.id, option.project_id
        revision.number = step.standing.head_number + 1
        revision.parent_id = step.standing.head_id
        held = proposal.standards != proposal.basis.standards
        revision.summary = f"Follows the changed {'standards' if held else 'requirements'}"
        option.head_revision_id = revision.id
        option.summary = _pitch(step.candidate).model_dump(mode="json")
        await self._sign(revision, proposal.brief, author=author)

    async def _sign(self, revision: RevisionRow, brief: Brief, *, author: Author) -> None:
        revision.brief_revision = brief.revision
        revision.author_kind, revision.author_id = author.kind, author.id
        revision.created_at = self._knowledge.clock()
        await self._revisions.add(revision)

    async def _project(self, project_id: str) -> ProjectRow:
        row = await self._projects.find(project_id)
        if row is None:
            raise _no_project(project_id)
        return row

    async def _option(self, option_id: str) -> OptionRow:
        row = await self._options.find(option_id)
        if row is None:
            raise OptionNotFound("There is no such option.", details={"id": option_id})
        return row


def _free_name(name: str, taken: Collection[str]) -> str:
    """Return the name with the first number that is free: 'Lean serverless 2'."""
    stem = _NUMBERED.sub("", name)[:110]
    return next(each for number in itertools.count(2) if (each := f"{stem} {number}") not in taken)


def _no_project(project_id: str) -> ProjectNotFound:
    return ProjectNotFound("There is no such project.", details={"id": project_id})


def _standing(option: OptionRow, head: RevisionRow, *, answers_to: Brief | None) -> Standing:
    return Standing(
        option_id=option.id,
        candidate=option.candidate,
        head_id=head.id,
        head_number=head.number,
        content_hash=head.content_hash,
        architecture=Architecture.model_validate(head.architecture),
        brief_revision=head.brief_revision,
        answers_to=answers_to,
    )


def _proposed(candidate: Candidate, computed: Computed) -> RevisionRow:
    """Return the revision that holds a candidate; not yet whose, nor who made it."""
    return revision_row(candidate.architecture.canonical(), computed)


def _pitch(candidate: Candidate) -> Pitch:
    return Pitch(
        idea=candidate.idea,
        pros=candidate.pros,
        cons=candidate.cons,
        because=candidate.because,
        pattern=candidate.architecture.pattern,
    )
