"""Brings records of one organisation to the ledger and to the store of bodies."""

import asyncio
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.gateway.journal.packing import by_hour, packed
from cloudwright.gateway.journal.ports import BodyStore
from cloudwright.gateway.journal.records import Bodies, Record
from cloudwright.gateway.journal.repository import StoredBodies
from cloudwright.gateway.schemas import Entry
from cloudwright.gateway.service import Ledger
from cloudwright.tenancy.scope import OneTenant
from cloudwright.tenancy.work import UnitsOfWork


class LedgerPosting:
    """A `Posting` over the database; repeating it changes nothing."""

    def __init__(self, units: UnitsOfWork, store: BodyStore) -> None:
        self._units = units
        self._store = store

    async def __call__(self, organization_id: str, records: Sequence[Record]) -> None:
        """Store the files, then add the rows, the sums and the places of the files in one transaction."""
        said = by_hour(each for each in records if isinstance(each, Bodies))
        files = []
        for hour, bodies in sorted(said.items()):
            content = await asyncio.to_thread(packed, bodies)
            files.append(
                (hour, await self._store.put(organization_id, content), [each.id for each in bodies])
            )
        async with self._units.write(OneTenant(organization_id)) as services:
            ledger, db = await services.aget(Ledger, AsyncSession)
            stored = StoredBodies(db)
            for hour, sha256, calls in files:
                await stored.add(hour, sha256, calls=calls)
            await ledger.post([each for each in records if isinstance(each, Entry)])
