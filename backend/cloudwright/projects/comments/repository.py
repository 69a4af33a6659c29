"""SQL of comments. The tenant filter is the session's own."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.design.model.architecture import Architecture
from cloudwright.projects.comments.anchors import Moment
from cloudwright.projects.models import (
    CommentReadRow,
    CommentRow,
    CommentThreadRow,
    OptionRow,
    RevisionRow,
)


class CommentsTable:
    """Threads, what was said in them, and until when somebody has read them."""

    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def add_thread(self, row: CommentThreadRow) -> None:
        self._db.add(row)
        await self._db.flush()

    async def add(self, row: CommentRow) -> None:
        self._db.add(row)
        await self._db.flush()

    async def threads(self, option_id: str) -> Sequence[CommentThreadRow]:
        """Return the threads of an option, last changed first."""
        rows = await self._db.scalars(
            select(CommentThreadRow)
            .where(CommentThreadRow.option_id == option_id)
            .order_by(CommentThreadRow.updated_at.desc(), CommentThreadRow.id.desc())
        )
        return rows.all()

    async def thread(self, thread_id: str) -> CommentThreadRow | None:
        found: CommentThreadRow | None = await self._db.scalar(
            select(CommentThreadRow).where(CommentThreadRow.id == thread_id)
        )
        return found

    async def comments(self, thread_ids: Sequence[str]) -> Sequence[CommentRow]:
        """Return what was said in these threads, oldest first."""
        rows = await self._db.scalars(
            select(CommentRow).where(CommentRow.thread_id.in_(thread_ids)).order_by(CommentRow.id)
        )
        return rows.all()

    async def comment(self, comment_id: str) -> CommentRow | None:
        found: CommentRow | None = await self._db.scalar(
            select(CommentRow).where(CommentRow.id == comment_id)
        )
        return found

    async def flush(self) -> None:
        await self._db.flush()

    async def remove_thread(self, thread_id: str) -> None:
        await self._db.execute(delete(CommentThreadRow).where(CommentThreadRow.id == thread_id))

    async def remove(self, comment_ids: Sequence[str]) -> None:
        await self._db.execute(delete(CommentRow).where(CommentRow.id.in_(comment_ids)))

    async def touch(self, thread_id: str, *, at: datetime) -> None:
        """Note that something was said; what was resolved is open again."""
        await self._db.execute(
            update(CommentThreadRow)
            .where(CommentThreadRow.id == thread_id)
            .values(updated_at=at, resolved_at=None, resolved_by=None)
        )

    async def settle(self, thread_id: str, *, at: datetime | None, by: str | None) -> None:
        await self._db.execute(
            update(CommentThreadRow)
            .where(CommentThreadRow.id == thread_id)
            .values(resolved_at=at, resolved_by=by)
        )

    async def reads(self, person_id: str, thread_ids: Sequence[str]) -> dict[str, datetime]:
        """Return until when a person has read each of these threads."""
        rows = await self._db.execute(
            select(CommentReadRow.thread_id, CommentReadRow.read_at).where(
                CommentReadRow.person_id == person_id, CommentReadRow.thread_id.in_(thread_ids)
            )
        )
        return {row.thread_id: row.read_at for row in rows}

    async def mark_read(self, thread_id: str, *, organization_id: str, person_id: str, at: datetime) -> None:
        row = {
            "organization_id": organization_id,
            "thread_id": thread_id,
            "person_id": person_id,
            "read_at": at,
        }
        insert = self._insert()
        await self._db.execute(
            insert.on_conflict_do_update(
                index_elements=["organization_id", "thread_id", "person_id"],
                set_={"read_at": insert.excluded.read_at},
            ),
            [row],
        )

    def _insert(self) -> sqlite.Insert | postgresql.Insert:
        if self._db.get_bind().dialect.name == "postgresql":
            return postgresql.insert(CommentReadRow)
        return sqlite.insert(CommentReadRow)


class CommentedDesigns:
    """The designs that comments are about."""

    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def newest(self, option_id: str) -> tuple[str, Moment] | None:
        """Return the project of an option and its newest revision."""
        row = (
            await self._db.execute(
                select(OptionRow.project_id, RevisionRow.number, RevisionRow.architecture)
                .join(RevisionRow, RevisionRow.id == OptionRow.head_revision_id)
                .where(OptionRow.id == option_id)
            )
        ).one_or_none()
        if row is None:
            return None
        return row.project_id, Moment(row.number, Architecture.model_validate(row.architecture))

    async def seen(self, revision_id: str) -> tuple[str, Moment] | None:
        """Return the option of a revision and the revision."""
        row = (
            await self._db.execute(
                select(RevisionRow.option_id, RevisionRow.number, RevisionRow.architecture).where(
                    RevisionRow.id == revision_id
                )
            )
        ).one_or_none()
        if row is None:
            return None
        return row.option_id, Moment(row.number, Architecture.model_validate(row.architecture))

    async def backwards(self, option_id: str) -> Sequence[Moment]:
        """Return the revisions of an option, newest first."""
        rows = await self._db.execute(
            select(RevisionRow.number, RevisionRow.architecture)
            .where(RevisionRow.option_id == option_id)
            .order_by(RevisionRow.number.desc())
        )
        return [Moment(row.number, Architecture.model_validate(row.architecture)) for row in rows]
