"""Collects what a person made: rows of every table, what they wrote, and their bundles as they are."""

import json
from collections.abc import AsyncIterator, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.artifacts.errors import ContentMissing
from cloudwright.artifacts.ports import ArtifactStore
from cloudwright.artifacts.service.bundles import Bundles
from cloudwright.billing.repository import Subscriptions
from cloudwright.conversations.repository import MessagesTable
from cloudwright.kit.canonical import JsonValue
from cloudwright.tenancy.repository import Row, TenantRows
from cloudwright.tenancy.scope import OneTenant
from cloudwright.tenancy.work import UnitsOfWork

_ARTIFACTS = "artifacts"
_OVER = frozenset({"canceled", "incomplete_expired"})


class EveryRecord:
    """Implements `PersonalRecords`; one organisation is read after the other."""

    def __init__(self, units: UnitsOfWork, store: ArtifactStore) -> None:
        self._units = units
        self._store = store

    async def of(self, person_id: str, organization_ids: Sequence[str]) -> AsyncIterator[tuple[str, bytes]]:
        """Give the files of a person."""
        for organization_id in organization_ids:
            async with self._units.read(OneTenant(organization_id, person_id)) as services:
                db = services.get(AsyncSession)
                tables = await TenantRows(db).of_person(person_id)
                written = await MessagesTable(db).written_by(person_id)
            folder = f"organizations/{organization_id}"
            for name, rows in tables.items():
                yield f"{folder}/{name}.json", _json([dict(row) for row in rows])
            if written:
                yield f"{folder}/messages.json", _json(written)
            for row in tables.get(_ARTIFACTS, ()):
                async for file in self._bundle(organization_id, folder, row=row):
                    yield file

    async def _bundle(
        self, organization_id: str, folder: str, *, row: Row
    ) -> AsyncIterator[tuple[str, bytes]]:
        try:
            content = await self._store.get(organization_id, str(row["sha256"]))
        except ContentMissing:
            return
        yield f"{folder}/bundles/{row['id']}.zip", content


def _json(value: JsonValue) -> bytes:
    return json.dumps(value, indent=1, ensure_ascii=False, sort_keys=True).encode()


class EveryRemain:
    """Implements `Remains`: plans that are paid, and bytes in the store of artifacts."""

    def __init__(self, units: UnitsOfWork, bundles: Bundles) -> None:
        self._units = units
        self._bundles = bundles

    async def hold(self, organization_id: str) -> str | None:
        """Return why an organisation cannot go: somebody would go on paying for it."""
        async with self._units.read(OneTenant(organization_id)) as services:
            found = await Subscriptions(services.get(AsyncSession)).all()
        if any(each.status not in _OVER for each in found):
            return "Your personal organisation has a plan that is paid. Cancel it first. Nothing was deleted."
        return None

    async def sweep(self) -> None:
        """Remove the bytes of bundles that are gone."""
        await self._bundles.sweep()
