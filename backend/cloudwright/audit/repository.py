"""SQL of the audit trail."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.audit.models import AuditEntry
from cloudwright.audit.schemas import Entry


class Entries:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def add(self, entry: Entry, *, organization_id: str) -> None:
        self._db.add(
            AuditEntry(
                organization_id=organization_id,
                id=entry.id,
                at=entry.at,
                actor_id=entry.actor_id,
                action=entry.action,
                subject_id=entry.subject_id,
                details=dict(entry.details),
            )
        )
        await self._db.flush()

    async def newest(self, limit: int) -> list[Entry]:
        rows = await self._db.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(limit))
        return [
            Entry(
                id=row.id,
                at=row.at,
                actor_id=row.actor_id,
                action=row.action,
                subject_id=row.subject_id,
                details=row.details,
            )
            for row in rows
        ]
