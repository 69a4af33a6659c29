"""SQL of where what was said is stored."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.database.base import Base
from cloudwright.gateway.models import CallBodyRow
from cloudwright.tenancy.scope import tenant_of

_WRONG = (IntegrityError, DataError, OverflowError, ValueError)
_WRONG_STATES = ("22", "23")  # data exceptions and violated constraints, as PostgreSQL numbers them
_BODIES = Base.metadata.tables[CallBodyRow.__tablename__]


class StoredBodies:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def add(self, hour: datetime, sha256: str, *, calls: Collection[str]) -> None:
        """Remember in which file these calls are; what is remembered already stays as it is."""
        dialect = postgresql if self._db.get_bind().dialect.name == "postgresql" else sqlite
        rows = [
            {"organization_id": tenant_of(self._db), "call_id": call, "sha256": sha256, "hour": hour}
            for call in calls
        ]
        if rows:
            await self._db.execute(dialect.insert(_BODIES).on_conflict_do_nothing(), rows)

    async def file_of(self, call_id: str) -> str | None:
        """Return the SHA-256 of the file in which a call is."""
        return await self._db.scalar(select(CallBodyRow.sha256).where(CallBodyRow.call_id == call_id))

    async def organizations(self, before: datetime) -> Sequence[str]:
        """Return who has bodies of hours before this one; for work on the whole installation."""
        found = select(CallBodyRow.organization_id).where(CallBodyRow.hour < before).distinct()
        return (await self._db.scalars(found)).all()

    async def oldest(self, before: datetime, *, most: int) -> Mapping[str, datetime]:
        """Return files of hours before this one, and their hours."""
        found = select(CallBodyRow.sha256, CallBodyRow.hour).where(CallBodyRow.hour < before)
        return {row[0]: row[1] for row in await self._db.execute(found.distinct().limit(most))}

    async def forget(self, sha256: str) -> None:
        """Forget the calls of a file."""
        await self._db.execute(
            delete(CallBodyRow)
            .where(CallBodyRow.sha256 == sha256)
            .execution_options(synchronize_session=False)
        )


def is_unacceptable(error: Exception) -> bool:
    """Return whether the rows are at fault, so that trying again would change nothing."""
    if isinstance(error, _WRONG):
        return True
    said = getattr(error, "orig", None)
    state = str(getattr(said, "sqlstate", None) or "")
    return state.startswith(_WRONG_STATES) or isinstance(getattr(said, "__cause__", None), ValueError)
