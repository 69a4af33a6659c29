"""What was said goes away after its time; what it cost stays."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.gateway.journal.packing import unpacked
from cloudwright.gateway.journal.ports import BodyStore
from cloudwright.gateway.journal.records import Bodies
from cloudwright.gateway.journal.repository import StoredBodies
from cloudwright.tenancy.scope import EveryTenant, OneTenant
from cloudwright.tenancy.work import UnitsOfWork

_AT_ONCE = 100
_HOUR = timedelta(hours=1)


class SaidInCalls:
    """Finds what was said in a call, and removes it when its time is over."""

    def __init__(self, units: UnitsOfWork, store: BodyStore) -> None:
        self._units = units
        self._store = store

    async def of_call(self, organization_id: str, call_id: str) -> Bodies | None:
        """Return what was said, redacted; None when nothing was kept or its time is over."""
        async with self._units.read(OneTenant(organization_id)) as services:
            sha256 = await StoredBodies(await services.aget(AsyncSession)).file_of(call_id)
        if sha256 is None:
            return None
        content = await self._store.get(organization_id, sha256)
        return unpacked(content, organization_id=organization_id, call_id=call_id)

    async def expire(
        self, now: datetime, *, after: timedelta, own: Mapping[str, timedelta] | None = None
    ) -> int:
        """Remove files of hours that ended longer ago than `after`, or than an organisation's `own` time.

        The file goes first: what is removed only half is removed whole the next time.
        """
        times = own or {}
        newest = now - min([after, *times.values()]) - _HOUR
        async with self._units.read(EveryTenant("old bodies are found for all organisations")) as services:
            owners = await StoredBodies(await services.aget(AsyncSession)).organizations(newest)
        return sum([await self._expire(each, now - times.get(each, after) - _HOUR) for each in owners])

    async def _expire(self, organization_id: str, before: datetime) -> int:
        removed = 0
        while files := await self._old_files(organization_id, before):
            for sha256 in files:
                await self._store.remove(organization_id, sha256)
                async with self._units.write(OneTenant(organization_id)) as services:
                    await StoredBodies(await services.aget(AsyncSession)).forget(sha256)
                removed += 1
        return removed

    async def _old_files(self, organization_id: str, before: datetime) -> Mapping[str, datetime]:
        async with self._units.read(OneTenant(organization_id)) as services:
            return await StoredBodies(await services.aget(AsyncSession)).oldest(before, most=_AT_ONCE)
