"""SQL of the trails: that of the platform, and those of all organisations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.admin.models import OperatorEntryRow
from cloudwright.admin.paging import Place
from cloudwright.audit.models import AuditEntry
from cloudwright.projects.errors import BadCursor
from cloudwright.users.models import PersonRow

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class OperatorEntry:
    """One line of the platform's trail."""

    id: str
    at: datetime
    operator_id: str
    action: str
    subject_id: str = ""
    organization_id: str = ""
    reason: str = ""
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """What to look for; what is empty filters nothing. `q` is the beginning of an action or an exact id."""

    q: str = ""
    organization_id: str = ""
    actor_id: str = ""
    since: datetime | None = None
    until: datetime | None = None


class OperatorEntries:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def add(self, entry: OperatorEntry) -> None:
        """Add an entry; one with the same id is the same one."""
        row = {
            "id": entry.id,
            "at": entry.at,
            "operator_id": entry.operator_id,
            "action": entry.action,
            "subject_id": entry.subject_id,
            "about_id": entry.organization_id,
            "reason": entry.reason,
            "details": dict(entry.details),
        }
        await self._db.execute(self._insert().on_conflict_do_nothing(), [row])

    async def page(self, filters: Filters, *, after: Place | None, limit: int) -> Sequence[OperatorEntryRow]:
        """Return the newest entries first."""
        table = OperatorEntryRow
        statement = select(table).order_by(table.at.desc(), table.id.desc()).limit(limit)
        if filters.q:
            statement = statement.where(
                or_(table.action.startswith(filters.q, autoescape=True), table.subject_id == filters.q)
            )
        if filters.organization_id:
            statement = statement.where(table.about_id == filters.organization_id)
        if filters.actor_id:
            statement = statement.where(table.operator_id == filters.actor_id)
        if filters.since:
            statement = statement.where(table.at >= filters.since)
        if filters.until:
            statement = statement.where(table.at < filters.until)
        if after:
            moment = moment_of(after[0])
            statement = statement.where(or_(table.at < moment, and_(table.at == moment, table.id < after[1])))
        return (await self._db.scalars(statement)).all()

    def _insert(self) -> sqlite.Insert | postgresql.Insert:
        if self._db.get_bind().dialect.name == "postgresql":
            return postgresql.insert(OperatorEntryRow)
        return sqlite.insert(OperatorEntryRow)


class TenantEntries:
    """Entries of every organisation."""

    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def page(self, filters: Filters, *, after: Place | None, limit: int) -> Sequence[AuditEntry]:
        """Return the newest entries first."""
        statement = select(AuditEntry).order_by(AuditEntry.at.desc(), AuditEntry.id.desc()).limit(limit)
        if filters.q:
            statement = statement.where(
                or_(
                    AuditEntry.action.startswith(filters.q, autoescape=True),
                    AuditEntry.subject_id == filters.q,
                    AuditEntry.actor_id == filters.q,
                )
            )
        if filters.organization_id:
            statement = statement.where(AuditEntry.organization_id == filters.organization_id)
        if filters.actor_id:
            statement = statement.where(AuditEntry.actor_id == filters.actor_id)
        if filters.since:
            statement = statement.where(AuditEntry.at >= filters.since)
        if filters.until:
            statement = statement.where(AuditEntry.at < filters.until)
        if after:
            moment = moment_of(after[0])
            statement = statement.where(
                or_(AuditEntry.at < moment, and_(AuditEntry.at == moment, AuditEntry.id < after[1]))
            )
        return (await self._db.scalars(statement)).all()

    async def names(self, ids: Sequence[str]) -> dict[str, str]:
        """Return what people are called."""
        rows = await self._db.execute(select(PersonRow.id, PersonRow.name).where(PersonRow.id.in_({*ids})))
        return {row.id: row.name for row in rows}


def moment_text(at: datetime) -> str:
    """Return a moment as a cursor keeps it, to the microsecond."""
    return str((at - _EPOCH) // timedelta(microseconds=1))


def moment_of(text: str) -> datetime:
    """Return the moment of a cursor; raises BadCursor."""
    try:
        return _EPOCH + int(text) * timedelta(microseconds=1)
    except (ValueError, OverflowError) as error:
        raise BadCursor("This list has no such place. Start again without a cursor.") from error
