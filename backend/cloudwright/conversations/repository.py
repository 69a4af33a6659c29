"""SQL of conversations, messages, activities and activity windows."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.conversations.models import ActivityRow, ConversationRow, MessageRow, RunRow, SessionRow
from cloudwright.conversations.ports import RunKey


class ConversationsTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    def add(self, row: ConversationRow) -> None:
        self._db.add(row)

    async def flush(self) -> None:
        await self._db.flush()

    async def find(self, conversation_id: str) -> ConversationRow | None:
        return await self._db.scalar(select(ConversationRow).where(ConversationRow.id == conversation_id))

    async def page(
        self, q: str, *, project_id: str | None, limit: int, before: tuple[datetime, str] | None
    ) -> Sequence[tuple[ConversationRow, bool]]:
        """Return up to `limit` rows, last changed first, each with whether a run of it is open."""
        open_run = (
            select(RunRow.id)
            .where(RunRow.conversation_id == ConversationRow.id, RunRow.ended_at.is_(None))
            .exists()
        )
        statement = select(ConversationRow, open_run).order_by(
            ConversationRow.updated_at.desc(), ConversationRow.id.desc()
        )
        if project_id:
            statement = statement.where(ConversationRow.project_id == project_id)
        for word in q.split():
            statement = statement.where(
                or_(
                    ConversationRow.title.icontains(word, autoescape=True),
                    ConversationRow.id.in_(
                        select(MessageRow.conversation_id).where(
                            MessageRow.text.icontains(word, autoescape=True)
                        )
                    ),
                )
            )
        if before:
            moment, last_id = before
            statement = statement.where(
                or_(
                    ConversationRow.updated_at < moment,
                    and_(ConversationRow.updated_at == moment, ConversationRow.id < last_id),
                )
            )
        rows = await self._db.execute(statement.limit(limit))
        return [(row, is_open) for row, is_open in rows]

    async def delete(self, row: ConversationRow) -> None:
        await self._db.execute(delete(ConversationRow).where(ConversationRow.id == row.id))


class MessagesTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    def add(self, row: MessageRow) -> None:
        self._db.add(row)

    async def of(self, conversation_id: str) -> Sequence[MessageRow]:
        rows = await self._db.scalars(
            select(MessageRow).where(MessageRow.conversation_id == conversation_id).order_by(MessageRow.seq)
        )
        return rows.all()

    async def newest(self, conversation_id: str, *, limit: int) -> Sequence[MessageRow]:
        """Return the last messages, oldest first."""
        rows = await self._db.scalars(
            select(MessageRow)
            .where(MessageRow.conversation_id == conversation_id)
            .order_by(MessageRow.seq.desc())
            .limit(limit)
        )
        return rows.all()[::-1]

    async def of_person(self, run_id: str) -> MessageRow | None:
        """Return the message that started the run."""
        return await self._db.scalar(
            select(MessageRow).where(MessageRow.run_id == run_id, MessageRow.role == "user")
        )

    async def written_by(self, person_id: str) -> list[Mapping[str, str]]:
        """Return what a person wrote, the oldest first."""
        rows = await self._db.execute(
            select(MessageRow.conversation_id, MessageRow.text, MessageRow.created_at)
            .join(RunRow, RunRow.id == MessageRow.run_id)
            .where(RunRow.person_id == person_id, MessageRow.role == "user")
            .order_by(MessageRow.created_at, MessageRow.id)
        )
        return [
            {"conversation_id": row.conversation_id, "text": row.text, "at": row.created_at.isoformat()}
            for row in rows
        ]


class ActivitiesTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    def add(self, row: ActivityRow) -> None:
        self._db.add(row)

    async def of(self, conversation_id: str) -> Sequence[ActivityRow]:
        rows = await self._db.scalars(
            select(ActivityRow)
            .where(ActivityRow.conversation_id == conversation_id)
            .order_by(ActivityRow.seq)
        )
        return rows.all()


class SessionsTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    def add(self, row: SessionRow) -> None:
        self._db.add(row)

    async def open(
        self, conversation_id: str, *, person_id: str, mode: str, since: datetime
    ) -> SessionRow | None:
        """Return the person's window of this mode that was active since then."""
        return await self._db.scalar(
            select(SessionRow)
            .where(
                SessionRow.conversation_id == conversation_id,
                SessionRow.person_id == person_id,
                SessionRow.mode == mode,
                SessionRow.ended_at.is_(None),
                SessionRow.last_active_at >= since,
            )
            .order_by(SessionRow.last_active_at.desc())
            .limit(1)
        )

    async def end_idle(self, *, since: datetime, idle: timedelta) -> None:
        """End windows that were last active before `since`, at the moment they became idle too long."""
        rows = await self._db.scalars(
            select(SessionRow).where(SessionRow.ended_at.is_(None), SessionRow.last_active_at < since)
        )
        for row in rows.all():
            row.ended_at = row.last_active_at + idle
        await self._db.flush()


class RunsTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    def add(self, row: RunRow) -> None:
        self._db.add(row)

    async def flush(self) -> None:
        await self._db.flush()

    async def find(self, run_id: str) -> RunRow | None:
        return await self._db.scalar(select(RunRow).where(RunRow.id == run_id))

    async def open_in(self, conversation_id: str) -> RunRow | None:
        return await self._db.scalar(
            select(RunRow).where(RunRow.conversation_id == conversation_id, RunRow.ended_at.is_(None))
        )

    async def newest_in(self, conversation_id: str) -> RunRow | None:
        return await self._db.scalar(
            select(RunRow)
            .where(RunRow.conversation_id == conversation_id)
            .order_by(RunRow.first_seq.desc())
            .limit(1)
        )

    async def of(self, conversation_id: str) -> Sequence[RunRow]:
        rows = await self._db.scalars(
            select(RunRow).where(RunRow.conversation_id == conversation_id).order_by(RunRow.first_seq)
        )
        return rows.all()

    async def running_by_project(self, project_ids: Iterable[str]) -> dict[str, str]:
        """Return the open run of each project that has one."""
        rows = await self._db.execute(
            select(ConversationRow.project_id, RunRow.id)
            .join(ConversationRow, ConversationRow.id == RunRow.conversation_id)
            .where(RunRow.ended_at.is_(None), ConversationRow.project_id.in_([*project_ids]))
        )
        return {row.project_id: row.id for row in rows}

    async def fences(self, keys: Collection[RunKey]) -> dict[RunKey, int]:
        """Return the newest fence of each of these runs that is open; none passes on before the commit."""
        rows = await self._db.execute(
            select(RunRow.organization_id, RunRow.id, RunRow.fence)
            .where(RunRow.id.in_([key.run_id for key in keys]), RunRow.ended_at.is_(None))
            .order_by(RunRow.organization_id, RunRow.id)
            .with_for_update(read=True)
        )
        return {RunKey(organization_id, run_id): fence for organization_id, run_id, fence in rows}

    async def renew(self, owner: str, keys: Iterable[RunKey], *, until: datetime) -> None:
        """Extend the leases of those open runs that `owner` still holds."""
        await self._db.execute(
            update(RunRow)
            .where(
                RunRow.owner == owner,
                RunRow.id.in_([key.run_id for key in keys]),
                RunRow.ended_at.is_(None),
            )
            .values(lease_expires_at=until)
            .execution_options(synchronize_session=False)
        )

    async def held_by(self, owner: str) -> dict[RunKey, bool]:
        """Return the open runs that `owner` holds, and whether each is asked to stop."""
        rows = await self._db.execute(
            select(RunRow.organization_id, RunRow.id, RunRow.cancel_requested).where(
                RunRow.owner == owner, RunRow.ended_at.is_(None)
            )
        )
        return {RunKey(organization_id, run_id): stop for organization_id, run_id, stop in rows}

    async def expired(self, *, now: datetime) -> list[RunKey]:
        """Return open runs whose owner was silent for too long."""
        rows = await self._db.execute(
            select(RunRow.organization_id, RunRow.id).where(
                RunRow.ended_at.is_(None), RunRow.lease_expires_at < now
            )
        )
        return [RunKey(organization_id, run_id) for organization_id, run_id in rows]
