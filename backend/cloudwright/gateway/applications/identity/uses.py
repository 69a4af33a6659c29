"""When keys were last used: remembered with every call, written once a minute."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.gateway.applications.repository import KeysTable
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.tenancy.scope import OneTenant
from cloudwright.tenancy.work import UnitsOfWork


class Uses:
    """One per process."""

    def __init__(self, units: UnitsOfWork, *, clock: Clock = utc_now) -> None:
        self._units = units
        self._clock = clock
        self._unwritten: dict[str, dict[str, datetime]] = {}

    def note(self, organization_id: str, key_id: str) -> None:
        """Remember that a key was used just now."""
        self._unwritten.setdefault(organization_id, {})[key_id] = self._clock()

    async def write(self) -> int:
        """Write what was used since the last time, and return how many keys that were.

        What cannot be written is kept for the next time.
        """
        written = 0
        for organization_id in list(self._unwritten):
            used = self._unwritten.pop(organization_id)
            try:
                await self._write(organization_id, used)
            except BaseException:
                self._unwritten[organization_id] = {**used, **self._unwritten.get(organization_id, {})}
                raise
            written += len(used)
        return written

    async def _write(self, organization_id: str, used: Mapping[str, datetime]) -> None:
        async with self._units.write(OneTenant(organization_id)) as services:
            table = KeysTable(services.get(AsyncSession))
            for key_id, at in used.items():
                await table.used(key_id, at)
