"""Revisions: editing a design, undoing, and looking back. A revision is immutable once written."""

import asyncio

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.design.catalog.vocabulary import CatalogVocabulary
from cloudwright.design.evaluation.evaluation import Evaluation
from cloudwright.design.evaluation.ripple import Ripple, ripple
from cloudwright.design.model.apply import apply
from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.diff import diff
from cloudwright.design.model.edits import Edit
from cloudwright.design.model.errors import RevisionStale
from cloudwright.kit.ids import new_id
from cloudwright.projects.computation import Computed, compute
from cloudwright.projects.errors import NothingToUndo, OptionNotFound, RevisionNotFound
from cloudwright.projects.models import OptionRow, RevisionRow
from cloudwright.projects.ports import Knowledge
from cloudwright.projects.presentation import revision_detail, revision_summary
from cloudwright.projects.repository import BriefsTable, OptionsTable, ProjectsTable, RevisionsTable
from cloudwright.projects.schemas import Author, Change, RevisionDetail, RevisionDiff, RevisionSummary


class Revisions:
    def __init__(self, db: AsyncSession, knowledge: Knowledge) -> None:
        self._projects = ProjectsTable(db)
        self._briefs = BriefsTable(db)
        self._options = OptionsTable(db)
        self._revisions = RevisionsTable(db)
        self._knowledge = knowledge

    async def get(self, revision_id: str) -> RevisionDetail:
        """Return the revision with everything computed about it; raises RevisionNotFound."""
        return revision_detail(await self._row(revision_id))

    async def head(self, option_id: str) -> RevisionDetail:
        """Return the option's newest revision; raises OptionNotFound."""
        option = await self._option(option_id)
        return revision_detail(await self._row(option.head_revision_id))

    async def history(self, option_id: str) -> tuple[RevisionSummary, ...]:
        """Return every revision of the option, newest first; raises OptionNotFound."""
        await self._option(option_id)
        return tuple(revision_summary(row) for row in await self._revisions.history(option_id))

    async def edit(
        self,
        option_id: str,
        base_number: int | None,
        *,
        edits: tuple[Edit, ...],
        note: str,
        author: Author,
        tool_call_id: str,
    ) -> Change:
        """Apply a batch of edits to the option's head, all or none.

        Repeating a tool call returns what it did the first time. Raises EditRejected with typed problems,
        RevisionStale when `base_number` is given and is not the head, OptionNotFound.
        """
        option = await self._option(option_id)
        done = await self._revisions.by_tool_call(option_id, tool_call_id)
        if done is not None:
            return await self._change(done)
        head = await self._expected_head(option, base_number)
        before = Architecture.model_validate(head.architecture)
        after = apply(before, edits, CatalogVocabulary(self._knowledge.facts))
        return await self._append(
            option,
            head,
            after=after,
            summary=note or _told(before, after),
            undone_id=None,
            author=author,
            tool_call_id=tool_call_id,
        )

    async def undo(
        self, option_id: str, base_number: int | None, *, author: Author, tool_call_id: str
    ) -> Change:
        """Add a revision equal to the one before the newest change that is not undone yet.

        Undoing again goes further back. Raises NothingToUndo, RevisionStale, OptionNotFound.
        """
        option = await self._option(option_id)
        done = await self._revisions.by_tool_call(option_id, tool_call_id)
        if done is not None:
            return await self._change(done)
        head = await self._expected_head(option, base_number)
        undone = await self._newest_change(head)
        if undone is None or undone.parent_id is None:
            raise NothingToUndo("There is no change to undo: this is the design as it was proposed.")
        parent = await self._row(undone.parent_id)
        return await self._append(
            option,
            head,
            after=Architecture.model_validate(parent.architecture),
            summary=f"Undid: {undone.summary}",
            undone_id=undone.id,
            author=author,
            tool_call_id=tool_call_id,
        )

    async def compare(self, before_id: str, after_id: str) -> RevisionDiff:
        """Return the semantic difference of two revisions; raises RevisionNotFound."""
        before, after = await self._row(before_id), await self._row(after_id)
        paths = before.files.keys() | after.files.keys()
        return RevisionDiff(
            before=revision_summary(before),
            after=revision_summary(after),
            difference=diff(
                Architecture.model_validate(before.architecture),
                Architecture.model_validate(after.architecture),
            ),
            files=tuple(p for p in sorted(paths) if before.files.get(p) != after.files.get(p)),
        )

    async def _newest_change(self, head: RevisionRow) -> RevisionRow | None:
        """Walk back from the head over undone changes to the newest one that still holds."""
        current = head
        while current.undone_id is not None:
            undone = await self._row(current.undone_id)
            if undone.parent_id is None:
                return None
            current = await self._row(undone.parent_id)
        return current

    async def _append(
        self,
        option: OptionRow,
        head: RevisionRow,
        *,
        after: Architecture,
        summary: str,
        undone_id: str | None,
        author: Author,
        tool_call_id: str,
    ) -> Change:
        brief = await self._briefs.newest(option.project_id)
        computed = await asyncio.to_thread(
            compute, after, brief, facts=self._knowledge.facts, as_of=self._knowledge.as_of
        )
        told = ripple(
            Evaluation.model_validate(head.evaluation),
            computed.evaluation,
            difference=diff(Architecture.model_validate(head.architecture), after),
            files_before=head.files,
            files_after=computed.files,
        )
        row = _following(head, after, computed=computed, told=told)
        row.number = await self._revisions.last_number(option.id) + 1
        row.summary = summary[:600]
        row.undone_id = undone_id
        row.brief_revision = brief.revision
        row.author_kind, row.author_id = author.kind, author.id
        row.tool_call_id = tool_call_id
        row.created_at = self._knowledge.clock()
        await self._revisions.add(row)
        option.head_revision_id = row.id
        await self._touch(option.project_id)
        return Change(revision=revision_detail(row), ripple=told)

    async def _touch(self, project_id: str) -> None:
        project = await self._projects.find(project_id)
        if project is not None:
            project.updated_at = self._knowledge.clock()
        await self._options.flush()

    async def _change(self, row: RevisionRow) -> Change:
        return Change(revision=revision_detail(row), ripple=Ripple.model_validate(row.ripple))

    async def _expected_head(self, option: OptionRow, base_number: int | None) -> RevisionRow:
        head = await self._row(option.head_revision_id)
        if base_number is not None and base_number != head.number:
            raise RevisionStale(
                f"Nothing was changed: the newest revision is {head.number} and you changed {base_number}. "
                "Look at the newest one and repeat your change."
            )
        return head

    async def _row(self, revision_id: str) -> RevisionRow:
        row = await self._revisions.find(revision_id)
        if row is None:
            raise RevisionNotFound("There is no such revision.", details={"id": revision_id})
        return row

    async def _option(self, option_id: str) -> OptionRow:
        row = await self._options.find(option_id)
        if row is None:
            raise OptionNotFound("There is no such option.", details={"id": option_id})
        return row


def _told(before: Architecture, after: Architecture) -> str:
    """Say in a few words what a batch of edits did."""
    difference = diff(before, after)
    parts = [f"added {e.title}" for e in difference.added]
    parts += [f"removed {e.title}" for e in difference.removed]
    parts += [f"changed {e.title}" for e in difference.changed]
    parts += [f"set {s.field}" for s in difference.settings]
    if not parts and (difference.connections_added or difference.connections_removed):
        parts = ["changed connections"]
    sentence = ", ".join(parts) or "changed nothing"
    return f"{sentence[:1].upper()}{sentence[1:]}"


def _following(head: RevisionRow, after: Architecture, *, computed: Computed, told: Ripple) -> RevisionRow:
    """Return the revision after `head` with what its design says and is computed to be; not who made it."""
    return RevisionRow(
        id=new_id("rev"),
        option_id=head.option_id,
        project_id=head.project_id,
        parent_id=head.id,
        content_hash=after.content_hash(),
        architecture=after.model_dump(mode="json"),
        evaluation=computed.evaluation.model_dump(mode="json"),
        files=computed.files,
        ripple=told.model_dump(mode="json"),
    )
