"""The audit trail."""

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.audit.repository import Entries
from cloudwright.audit.schemas import Entry
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.ids import new_id
from cloudwright.tenancy.scope import OneTenant, scope_of


class AuditTrail:
    """Adds entries in the caller's transaction, so that a deed and its record commit together."""

    def __init__(self, db: AsyncSession, clock: Clock = utc_now) -> None:
        self._db = db
        self._entries = Entries(db)
        self._clock = clock

    async def record(
        self,
        action: str,
        subject_id: str,
        *,
        actor_id: str,
        organization_id: str | None = None,
        details: Mapping[str, str] | None = None,
    ) -> None:
        """Record a deed; `organization_id` is needed only in a session for every organisation."""
        scope = scope_of(self._db)
        owner = scope.organization_id if isinstance(scope, OneTenant) else organization_id
        if owner is None:
            raise ValueError("an audit entry needs its organisation")
        entry = Entry(
            id=new_id("aud"),
            at=self._clock(),
            actor_id=actor_id,
            action=action,
            subject_id=subject_id,
            details=details or {},
        )
        await self._entries.add(entry, organization_id=owner)

    async def newest(self, limit: int = 50) -> list[Entry]:
        """Return the newest entries first."""
        return await self._entries.newest(limit)
