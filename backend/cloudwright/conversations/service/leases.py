"""What is done for all organisations: renew leases, see which runs are to stop or dead, end idle windows."""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.config import RunSettings
from cloudwright.conversations.ports import RunKey
from cloudwright.conversations.repository import RunsTable, SessionsTable
from cloudwright.conversations.service.turns import SESSION_IDLE
from cloudwright.kit.clock import Clock, utc_now


class Leases:
    """Works in a session for every tenant."""

    def __init__(self, db: AsyncSession, settings: RunSettings, clock: Clock = utc_now) -> None:
        self._runs = RunsTable(db)
        self._sessions = SessionsTable(db)
        self._settings = settings
        self._clock = clock

    async def renew(self, owner: str, keys: Collection[RunKey]) -> None:
        """Extend the leases of those runs that `owner` still holds."""
        lease = timedelta(seconds=self._settings.lease_seconds)
        await self._runs.renew(owner, keys, until=self._clock() + lease)

    async def held_by(self, owner: str) -> Mapping[RunKey, bool]:
        """Return the open runs of `owner`, and whether each is asked to stop."""
        return await self._runs.held_by(owner)

    async def expired(self) -> Sequence[RunKey]:
        """Return open runs whose owner was silent for too long."""
        return await self._runs.expired(now=self._clock())

    async def end_idle_sessions(self) -> None:
        """End activity windows without a turn for 24 hours; their conversations go on in new ones."""
        await self._sessions.end_idle(since=self._clock() - SESSION_IDLE, idle=SESSION_IDLE)
