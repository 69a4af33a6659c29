"""SQL of the outbox."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.notifications.models import NotificationRow
from cloudwright.notifications.schemas import Delivery, Message, State

_KEY = (NotificationRow.organization_id, NotificationRow.id)


class Notifications:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def add(self, message_id: str, message: Message, *, organization_id: str, at: datetime) -> None:
        """Add a message; one that is there already stays as it is."""
        row = {
            "organization_id": organization_id,
            "id": message_id,
            "template": message.content.template,
            "message": message.model_dump(mode="json"),
            "state": State.WAITING.value,
            "attempts": 0,
            "created_at": at,
            "due_at": at,
        }
        await self._db.execute(self._insert().on_conflict_do_nothing(), [row])

    async def claim(self, lease: str, *, now: datetime, until: datetime) -> Delivery | None:
        """Take the message that is due longest and that nobody holds."""
        due = (
            select(*_KEY)
            .where(_due(now))
            .order_by(NotificationRow.due_at, NotificationRow.id)
            .limit(1)
            .scalar_subquery()
        )
        claimed = await self._db.scalar(
            update(NotificationRow)
            .where(tuple_(*_KEY).in_(due), _due(now))
            .values(lease_owner=lease, lease_until=until, attempts=NotificationRow.attempts + 1)
            .returning(NotificationRow)
            .execution_options(synchronize_session=False)
        )
        if claimed is None:
            return None
        return Delivery(
            organization_id=claimed.organization_id,
            id=claimed.id,
            lease=lease,
            attempt=claimed.attempts,
            message=Message.model_validate(claimed.message),
        )

    async def anything_due(self, now: datetime) -> bool:
        return await self._db.scalar(select(NotificationRow.id).where(_due(now)).limit(1)) is not None

    async def end(self, delivery: Delivery, state: State, *, at: datetime, error: str | None = None) -> bool:
        """End a message and erase what it said; say whether the lease was still ours."""
        return await self._change(
            delivery, {"state": state.value, "ended_at": at, "error": error, "message": None}
        )

    async def postpone(self, delivery: Delivery, *, due_at: datetime, error: str) -> bool:
        """Let a message wait for its next attempt; say whether the lease was still ours."""
        return await self._change(delivery, {"due_at": due_at, "error": error})

    async def _change(self, delivery: Delivery, values: dict[str, object]) -> bool:
        changed = await self._db.scalar(
            update(NotificationRow)
            .where(
                NotificationRow.organization_id == delivery.organization_id,
                NotificationRow.id == delivery.id,
                NotificationRow.lease_owner == delivery.lease,
            )
            .values(**values, lease_owner=None, lease_until=None)
            .returning(NotificationRow.id)
            .execution_options(synchronize_session=False)
        )
        return changed is not None

    def _insert(self) -> sqlite.Insert | postgresql.Insert:
        if self._db.get_bind().dialect.name == "postgresql":
            return postgresql.insert(NotificationRow)
        return sqlite.insert(NotificationRow)


def _due(now: datetime) -> ColumnElement[bool]:
    return and_(
        NotificationRow.state == State.WAITING.value,
        NotificationRow.due_at <= now,
        or_(NotificationRow.lease_until.is_(None), NotificationRow.lease_until < now),
    )
