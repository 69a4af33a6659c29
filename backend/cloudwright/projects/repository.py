"""SQL of projects, briefs, options and revisions. The tenant filter is the session's own."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, literal, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.design.model.brief import Brief
from cloudwright.projects.models import BriefRow, OptionRow, ProjectRow, RevisionRow
from cloudwright.projects.paging import Place


class ProjectsTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def add(self, row: ProjectRow) -> None:
        self._db.add(row)
        await self._db.flush()

    async def find(self, project_id: str) -> ProjectRow | None:
        found: ProjectRow | None = await self._db.scalar(
            select(ProjectRow).where(ProjectRow.id == project_id)
        )
        return found

    async def page(self, q: str, *, limit: int, before: Place | None) -> Sequence[ProjectRow]:
        """Return the projects after a place in the list, newest first, one more than `limit`."""
        statement = select(ProjectRow)
        if q:
            statement = statement.where(_contains(q))
        if before is not None:
            statement = statement.where(
                tuple_(ProjectRow.updated_at, ProjectRow.id)
                < tuple_(literal(before.changed_at, ProjectRow.updated_at.type), literal(before.row_id))
            )
        ordered = statement.order_by(ProjectRow.updated_at.desc(), ProjectRow.id.desc()).limit(limit + 1)
        return (await self._db.scalars(ordered)).all()

    async def names(self, project_ids: Collection[str]) -> dict[str, str]:
        rows = await self._db.execute(
            select(ProjectRow.id, ProjectRow.name).where(ProjectRow.id.in_(project_ids))
        )
        return {row.id: row.name for row in rows}

    async def has_example(self) -> bool:
        found = await self._db.scalar(select(ProjectRow.id).where(ProjectRow.example).limit(1))
        return found is not None

    async def remove(self, project_id: str) -> None:
        await self._db.execute(delete(ProjectRow).where(ProjectRow.id == project_id))

    async def flush(self) -> None:
        await self._db.flush()


class BriefsTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def newest(self, project_id: str) -> Brief:
        content = await self._db.scalar(
            select(BriefRow.content)
            .where(BriefRow.project_id == project_id)
            .order_by(BriefRow.revision.desc())
            .limit(1)
        )
        return Brief() if content is None else Brief.model_validate(content)

    async def add(self, project_id: str, brief: Brief, *, at: datetime) -> None:
        self._db.add(
            BriefRow(
                project_id=project_id,
                revision=brief.revision,
                content=brief.model_dump(mode="json"),
                created_at=at,
            )
        )
        await self._db.flush()


class OptionsTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def add(self, row: OptionRow) -> None:
        self._db.add(row)
        await self._db.flush()

    async def find(self, option_id: str) -> OptionRow | None:
        found: OptionRow | None = await self._db.scalar(select(OptionRow).where(OptionRow.id == option_id))
        return found

    async def of_project(self, project_id: str) -> Sequence[OptionRow]:
        """Return the options, simplest first, discarded ones last."""
        return (
            await self._db.scalars(
                select(OptionRow)
                .where(OptionRow.project_id == project_id)
                .order_by(OptionRow.discarded, OptionRow.position, OptionRow.id)
            )
        ).all()

    async def flush(self) -> None:
        await self._db.flush()


class RevisionsTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def add(self, row: RevisionRow) -> None:
        self._db.add(row)
        await self._db.flush()

    async def find(self, revision_id: str) -> RevisionRow | None:
        found: RevisionRow | None = await self._db.scalar(
            select(RevisionRow).where(RevisionRow.id == revision_id)
        )
        return found

    async def heads(self, revision_ids: Sequence[str]) -> Sequence[RevisionRow]:
        return (await self._db.scalars(select(RevisionRow).where(RevisionRow.id.in_(revision_ids)))).all()

    async def by_tool_call(self, option_id: str, tool_call_id: str) -> RevisionRow | None:
        found: RevisionRow | None = await self._db.scalar(
            select(RevisionRow).where(
                RevisionRow.option_id == option_id, RevisionRow.tool_call_id == tool_call_id
            )
        )
        return found

    async def history(self, option_id: str) -> Sequence[RevisionRow]:
        return (
            await self._db.scalars(
                select(RevisionRow)
                .where(RevisionRow.option_id == option_id)
                .order_by(RevisionRow.number.desc())
            )
        ).all()

    async def last_number(self, option_id: str) -> int:
        found = await self._db.scalar(
            select(func.max(RevisionRow.number)).where(RevisionRow.option_id == option_id)
        )
        return found or 0

    async def re_evaluated(
        self, revision_id: str, *, evaluation: dict[str, object], brief_revision: int
    ) -> None:
        """Store what a changed brief makes of a revision; the design itself stays as it is."""
        await self._db.execute(
            update(RevisionRow)
            .where(RevisionRow.id == revision_id)
            .values(evaluation=evaluation, brief_revision=brief_revision)
        )


def _contains(q: str) -> ColumnElement[bool]:
    pattern = "%" + q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    return or_(ProjectRow.name.ilike(pattern, escape="\\"), ProjectRow.goal.ilike(pattern, escape="\\"))
