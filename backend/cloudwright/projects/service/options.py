"""Options: whole candidate designs of a project, proposed from its brief and kept in step with it."""

import asyncio
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.brief import Brief
from cloudwright.design.options.candidate import Candidate
from cloudwright.design.options.propose import propose
from cloudwright.kit.ids import new_id
from cloudwright.projects.computation import Computed, compute
from cloudwright.projects.errors import OptionNotFound, ProjectNotFound
from cloudwright.projects.models import OptionRow, ProjectRow, RevisionRow
from cloudwright.projects.ports import Knowledge
from cloudwright.projects.presentation import option_card
from cloudwright.projects.repository import BriefsTable, OptionsTable, ProjectsTable, RevisionsTable
from cloudwright.projects.schemas import Author, OptionCard, OptionChange, Pitch


class Options:
    def __init__(self, db: AsyncSession, knowledge: Knowledge) -> None:
        self._projects = ProjectsTable(db)
        self._briefs = BriefsTable(db)
        self._options = OptionsTable(db)
        self._revisions = RevisionsTable(db)
        self._knowledge = knowledge

    async def propose(self, project_id: str, *, author: Author) -> tuple[OptionCard, ...]:
        """Make the options that the brief calls for, and return all cards, simplest first.

        A candidate that the project has already keeps its id. Untouched, it follows the brief with a new
        revision; edited by somebody, it keeps its design and is evaluated again.
        """
        project = await self._project(project_id)
        brief = await self._briefs.newest(project_id)
        candidates = await asyncio.to_thread(propose, brief, self._knowledge.facts)
        existing = {o.candidate: o for o in await self._options.of_project(project_id)}
        for position, candidate in enumerate(candidates):
            option = existing.pop(candidate.key, None)
            if option is None:
                await self._add(project, brief, candidate=candidate, position=position, author=author)
            else:
                option.position = position
                await self._follow(option, brief, candidate=candidate, author=author)
        for position, option in enumerate(existing.values(), start=len(candidates)):
            option.position = position
            await self._evaluate_again(option, brief)
        await self._options.flush()
        return await self.cards(project_id)

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

    async def _cards(self, project: ProjectRow, rows: Sequence[OptionRow]) -> tuple[OptionCard, ...]:
        found = await self._revisions.heads([row.head_revision_id for row in rows])
        heads = {head.id: head for head in found}
        return tuple(
            option_card(
                row,
                heads[row.head_revision_id],
                brief_revision=project.brief_revision,
                chosen_option_id=project.chosen_option_id,
            )
            for row in rows
        )

    async def _add(
        self, project: ProjectRow, brief: Brief, *, candidate: Candidate, position: int, author: Author
    ) -> None:
        option_id = new_id("opt")
        computed = await self._computed(candidate.architecture, brief)
        revision = self._revision(
            option_id,
            project.id,
            number=1,
            parent=None,
            candidate=candidate,
            computed=computed,
            author=author,
        )
        revision.brief_revision = brief.revision
        await self._options.add(
            OptionRow(
                id=option_id,
                project_id=project.id,
                candidate=candidate.key,
                name=candidate.name,
                summary=_pitch(candidate).model_dump(mode="json"),
                position=position,
                pinned=False,
                discarded=False,
                head_revision_id=revision.id,
                created_at=self._knowledge.clock(),
            )
        )
        await self._revisions.add(revision)

    async def _follow(self, option: OptionRow, brief: Brief, *, candidate: Candidate, author: Author) -> None:
        head = await self._head(option)
        edited = any(r.tool_call_id is not None for r in await self._revisions.history(option.id))
        if edited or head.content_hash == candidate.architecture.content_hash():
            await self._evaluate_again(option, brief)
            return
        computed = await self._computed(candidate.architecture, brief)
        revision = self._revision(
            option.id,
            option.project_id,
            number=head.number + 1,
            parent=head,
            candidate=candidate,
            computed=computed,
            author=author,
        )
        revision.brief_revision = brief.revision
        await self._revisions.add(revision)
        option.head_revision_id = revision.id
        option.summary = _pitch(candidate).model_dump(mode="json")

    async def _evaluate_again(self, option: OptionRow, brief: Brief) -> None:
        head = await self._head(option)
        if head.brief_revision == brief.revision:
            return
        computed = await self._computed(Architecture.model_validate(head.architecture), brief)
        head.evaluation = computed.evaluation.model_dump(mode="json")
        head.brief_revision = brief.revision

    async def _computed(self, architecture: Architecture, brief: Brief) -> Computed:
        return await asyncio.to_thread(
            compute, architecture, brief, facts=self._knowledge.facts, as_of=self._knowledge.as_of
        )

    def _revision(
        self,
        option_id: str,
        project_id: str,
        *,
        number: int,
        parent: RevisionRow | None,
        candidate: Candidate,
        computed: Computed,
        author: Author,
    ) -> RevisionRow:
        architecture = candidate.architecture.canonical()
        return RevisionRow(
            id=new_id("rev"),
            option_id=option_id,
            project_id=project_id,
            number=number,
            parent_id=parent.id if parent else None,
            content_hash=architecture.content_hash(),
            architecture=architecture.model_dump(mode="json"),
            evaluation=computed.evaluation.model_dump(mode="json"),
            files=computed.files,
            ripple=None,
            summary="Proposed from the requirements"
            if parent is None
            else "Follows the changed requirements",
            undone_id=None,
            author_kind=author.kind,
            author_id=author.id,
            tool_call_id=None,
            created_at=self._knowledge.clock(),
        )

    async def _head(self, option: OptionRow) -> RevisionRow:
        (head,) = await self._revisions.heads([option.head_revision_id])
        return head

    async def _project(self, project_id: str) -> ProjectRow:
        row = await self._projects.find(project_id)
        if row is None:
            raise ProjectNotFound("There is no such project.", details={"id": project_id})
        return row

    async def _option(self, option_id: str) -> OptionRow:
        row = await self._options.find(option_id)
        if row is None:
            raise OptionNotFound("There is no such option.", details={"id": option_id})
        return row


def _pitch(candidate: Candidate) -> Pitch:
    return Pitch(
        idea=candidate.idea,
        pros=candidate.pros,
        cons=candidate.cons,
        because=candidate.because,
        pattern=candidate.architecture.pattern,
    )
