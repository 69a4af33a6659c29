"""SQL of the audit trail."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, String, cast, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.audit.models import AuditEntry
from cloudwright.audit.schemas import ActorKind, Entry, Filters, Result


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
                actor_kind=entry.actor_kind.value,
                action=entry.action,
                subject_id=entry.subject_id,
                result=entry.result.value,
                address=entry.address,
                request_id=entry.request_id,
                details=dict(entry.details),
            )
        )
        await self._db.flush()

    async def newest(self, filters: Filters, *, before: str | None, limit: int) -> Sequence[Entry]:
        """Return entries older than the one with the id `before`; ids sort by age."""
        older = [AuditEntry.id < before] if before else []
        rows = await self._db.scalars(
            select(AuditEntry)
            .where(*older, *_conditions(filters))
            .order_by(AuditEntry.id.desc())
            .limit(limit)
        )
        return [_entry(row) for row in rows]

    async def actions(self) -> Sequence[str]:
        rows = await self._db.scalars(select(AuditEntry.action).distinct().order_by(AuditEntry.action))
        return rows.all()

    async def actors(self) -> frozenset[str]:
        return frozenset(await self._db.scalars(select(AuditEntry.actor_id).distinct()))


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if filters.action:
        conditions.append(AuditEntry.action == filters.action)
    if filters.result is not None:
        conditions.append(AuditEntry.result == filters.result.value)
    if filters.since is not None:
        conditions.append(AuditEntry.at >= filters.since)
    if filters.text:
        conditions.append(
            or_(
                AuditEntry.actor_id.in_(filters.people),
                AuditEntry.subject_id.in_(filters.people),
                AuditEntry.subject_id == filters.text,
                cast(AuditEntry.details, String).icontains(filters.text, autoescape=True),
            )
        )
    return conditions


def _entry(row: AuditEntry) -> Entry:
    return Entry(
        id=row.id,
        at=row.at,
        actor_id=row.actor_id,
        actor_kind=ActorKind(row.actor_kind),
        action=row.action,
        subject_id=row.subject_id,
        result=Result(row.result),
        address=row.address,
        request_id=row.request_id,
        details=row.details,
    )
