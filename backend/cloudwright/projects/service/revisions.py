"""Revisions: what is stored of a design, and looking back. A revision is immutable once written."""

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.design.evaluation.evaluation import Evaluation
from cloudwright.design.evaluation.ripple import Ripple
from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.brief import Brief
from cloudwright.design.model.diff import diff
from cloudwright.design.model.errors import RevisionStale
from cloudwright.projects.change import Difference, Head, Outcome, Target
from cloudwright.projects.errors import NothingToUndo, OptionNotFound, ProjectNotFound, RevisionNotFound
from cloudwright.projects.models import OptionRow, RevisionRow
from cloudwright.projects.ports import Knowledge
from cloudwright.projects.presentation import past, revision_detail, revision_summary
from cloudwright.projects.recording import revision_row
from cloudwright.projects.repository import BriefsTable, OptionsTable, ProjectsTable, RevisionsTable
from cloudwright.projects.schemas import Author, Change, Past, RevisionDetail, RevisionDiff, RevisionSummary


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

    async def past(self, option_id: str, *, most: int) -> tuple[Past, ...]:
        """Return what the option's newest revisions did, newest first; raises OptionNotFound."""
        await self._option(option_id)
        rows = await self._revisions.history(option_id)
        by_id = {row.id: row for row in rows}
        return tuple(past(row, by_id.get(row.parent_id or "")) for row in rows[:most])

    async def done(self, option_id: str, tool_call_id: str) -> Change | None:
        """Return what a tool call did when it was carried out before; raises OptionNotFound."""
        await self._option(option_id)
        row = await self._revisions.by_tool_call(option_id, tool_call_id)
        if row is None:
            return None
        return Change(revision=revision_detail(row), ripple=Ripple.model_validate(row.ripple))

    async def newest(self, option_id: str, base_number: int | None = None) -> Head:
        """Return what a change of the option is worked out from.

        Raises RevisionStale when `base_number` is given and is not the head, OptionNotFound.
        """
        option = await self._option(option_id)
        head = await self._row(option.head_revision_id)
        if base_number is not None and base_number != head.number:
            raise RevisionStale(
                f"Nothing was changed: the newest revision is {head.number} and you changed {base_number}. "
                "Look at the newest one and repeat your change."
            )
        return _head(option, head, await self._briefs.newest(option.project_id))

    async def open_heads(self, project_id: str) -> tuple[Head, ...]:
        """Return what the options on the board are now, in its order; raises ProjectNotFound."""
        if await self._projects.find(project_id) is None:
            raise ProjectNotFound("There is no such project.", details={"id": project_id})
        options = [each for each in await self._options.of_project(project_id) if not each.discarded]
        rows = {row.id: row for row in await self._revisions.heads([o.head_revision_id for o in options])}
        brief = await self._briefs.newest(project_id)
        return tuple(_head(each, rows[each.head_revision_id], brief) for each in options)

    async def before_newest_change(self, head: Head) -> Target:
        """Return the design before the newest change that is not undone yet; raises NothingToUndo."""
        undone = await self._newest_change(await self._row(head.revision_id))
        if undone is None:
            raise _nothing_to_undo()
        return await self.before(undone.id)

    async def before(self, revision_id: str) -> Target:
        """Return the design before a change; raises NothingToUndo, RevisionNotFound."""
        undone = await self._row(revision_id)
        if undone.parent_id is None:
            raise _nothing_to_undo()
        parent = await self._row(undone.parent_id)
        return Target(
            Architecture.model_validate(parent.architecture),
            summary=f"Undid: {undone.summary}",
            undone_id=undone.id,
        )

    async def before_undo(self, undo_id: str) -> Target:
        """Return the design before a change was undone; raises NothingToUndo."""
        undo = await self._row(undo_id)
        if undo.parent_id is None or undo.undone_id is None:
            raise NothingToUndo("Nothing was taken back that could be done again.")
        parent, undone = await self._row(undo.parent_id), await self._row(undo.undone_id)
        architecture = Architecture.model_validate(parent.architecture)
        return Target(architecture, summary=f"Did again: {undone.summary}", undone_id=undo.id)

    async def brief_revision(self, revision_id: str) -> int:
        """Return the revision of the brief that a design was last evaluated for; raises RevisionNotFound."""
        return (await self._row(revision_id)).brief_revision

    async def difference(self, head: Head, number: int) -> Difference:
        """Return what an earlier revision of the option did; raises RevisionNotFound."""
        rows = await self._revisions.history(head.option_id)
        found = next((row for row in rows if row.number == number), None)
        if found is None or found.parent_id is None:
            raise RevisionNotFound(
                "No revision of that number changed this option.", details={"number": number}
            )
        parent = await self._row(found.parent_id)
        return Difference(
            number=number,
            summary=found.summary,
            before=Architecture.model_validate(parent.architecture),
            after=Architecture.model_validate(found.architecture),
        )

    async def as_in(self, head: Head, number: int) -> Target:
        """Return the design of an earlier revision of the option; raises RevisionNotFound."""
        rows = await self._revisions.history(head.option_id)
        found = next((row for row in rows if row.number == number), None)
        if found is None:
            raise RevisionNotFound("This option has no such revision.", details={"number": number})
        architecture = Architecture.model_validate(found.architecture)
        return Target(architecture, summary=f"Went back to revision {number}: {found.summary}")

    async def stands(self, head: Head) -> bool:
        """Return whether nobody changed the option or the brief since; until the end of the unit nobody will.

        Raises OptionNotFound.
        """
        project = await self._projects.locked(head.project_id)
        option = await self._option(head.option_id)
        return (
            project is not None
            and project.brief_revision == head.brief.revision
            and option.head_revision_id == head.revision_id
        )

    async def keep(self, outcome: Outcome, *, author: Author, tool_call_id: str) -> Change:
        """Store the outcome of a change whose head stands."""
        head = outcome.head
        option = await self._option(head.option_id)
        row = revision_row(outcome.target.architecture, outcome.computed)
        row.option_id, row.project_id = head.option_id, head.project_id
        row.parent_id = head.revision_id
        row.ripple = outcome.ripple.model_dump(mode="json")
        row.number = await self._revisions.last_number(option.id) + 1
        row.summary = outcome.target.summary[:600]
        row.undone_id = outcome.target.undone_id
        row.brief_revision = head.brief.revision
        row.author_kind, row.author_id = author.kind, author.id
        row.tool_call_id = tool_call_id
        row.created_at = self._knowledge.clock()
        await self._revisions.add(row)
        option.head_revision_id = row.id
        await self._touch(option.project_id)
        return Change(revision=revision_detail(row), ripple=outcome.ripple)

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

    async def _touch(self, project_id: str) -> None:
        project = await self._projects.find(project_id)
        if project is not None:
            project.updated_at = self._knowledge.clock()
        await self._options.flush()

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


def _nothing_to_undo() -> NothingToUndo:
    return NothingToUndo("There is no change to undo: this is the design as it was proposed.")


def _head(option: OptionRow, row: RevisionRow, brief: Brief) -> Head:
    return Head(
        option_id=option.id,
        project_id=option.project_id,
        revision_id=row.id,
        architecture=Architecture.model_validate(row.architecture),
        evaluation=Evaluation.model_validate(row.evaluation),
        files=row.files,
        brief=brief,
    )
