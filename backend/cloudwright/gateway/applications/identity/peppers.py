"""What goes into the hashes of keys beside the key: versions of it, kept sealed by the key ring."""

import base64
import secrets

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.encryption.schemas import Sealed
from cloudwright.encryption.service import Sealer
from cloudwright.gateway.applications.identity.repository import PeppersTable
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork

_BYTES = 32
_ALL = EveryTenant("what goes into the hashes of keys belongs to the installation", turn="peppers")


class Peppers:
    """One per process; the newest version goes into new secrets, the others prove the older ones."""

    def __init__(self, units: UnitsOfWork, sealer: Sealer, *, clock: Clock = utc_now) -> None:
        self._units = units
        self._sealer = sealer
        self._clock = clock
        self._known: dict[int, bytes] = {}

    async def ensure(self) -> None:
        """Make the first pepper where there is none; called at start, outside of every transaction."""
        await self._read()
        if not self._known:
            await self.renew(after=0)

    async def newest(self) -> tuple[int, bytes]:
        """Return the version and the pepper of new secrets.

        Raises:
            LookupError: none was made yet.
        """
        if not self._known:
            await self._read()
        version = max(self._known, default=0)
        return version, self._known[version]

    async def of(self, version: int) -> bytes | None:
        """Return the pepper of a version; None when there is none."""
        if version not in self._known:
            await self._read()
        return self._known.get(version)

    async def renew(self, *, after: int) -> None:
        """Add the version after `after`, unless another process was faster."""
        version, pepper = after + 1, secrets.token_bytes(_BYTES)
        sealed = await self._sealer.seal(pepper, context=_context(version))
        text = base64.b64encode(sealed.to_bytes()).decode()
        async with self._units.write(_ALL) as services:
            table = PeppersTable(services.get(AsyncSession))
            if version not in await table.all():
                await table.add(version, text, now=self._clock())
        await self._read()

    async def _read(self) -> None:
        async with self._units.read(_ALL) as services:
            kept = await PeppersTable(services.get(AsyncSession)).all()
        for version in kept.keys() - self._known.keys():
            sealed = Sealed.from_bytes(base64.b64decode(kept[version]))
            self._known[version] = await self._sealer.open(sealed, context=_context(version))


def _context(version: int) -> dict[str, str]:
    return {"table": "application_peppers", "row": str(version), "column": "secret"}
