"""SQL of provider keys."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.gateway.applications.accounts.schemas import ProviderFinding, ProviderKey
from cloudwright.gateway.applications.models import AccountRow
from cloudwright.gateway.upstream.target import Provider
from cloudwright.tenancy.scope import tenant_of


@dataclass(frozen=True, slots=True)
class Stored:
    """A provider key, and its secret as it is sealed."""

    shown: ProviderKey
    sealed: str = field(repr=False)


class AccountsTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def all(self) -> Sequence[Stored]:
        rows = await self._db.scalars(
            select(AccountRow).order_by(AccountRow.created_at.desc(), AccountRow.id.desc())
        )
        return [Stored(_shown(row), row.secret) for row in rows]

    async def find(self, account_id: str) -> Stored | None:
        row = await self._db.scalar(select(AccountRow).where(AccountRow.id == account_id))
        return Stored(_shown(row), row.secret) if row else None

    async def add(self, key: ProviderKey, sealed: str, *, by: str) -> None:
        self._db.add(
            AccountRow(
                organization_id=tenant_of(self._db),
                id=key.id,
                provider=key.provider.value,
                name=key.name,
                base_url=key.base_url,
                region=key.region,
                secret=sealed,
                ending=key.ending,
                created_by=by,
                created_at=key.created_at,
                replaced_at=key.replaced_at,
                finding=key.finding,
            )
        )
        await self._db.flush()

    async def replace(self, account_id: str, sealed: str, *, ending: str, now: datetime) -> None:
        unchecked = {"checked_at": None, "works": None, "finding": ""}
        await self._db.execute(
            update(AccountRow)
            .where(AccountRow.id == account_id)
            .values(secret=sealed, ending=ending, replaced_at=now, **unchecked)
        )

    async def found(self, account_id: str, finding: ProviderFinding, *, sealed: str, now: datetime) -> None:
        """Note what a check said, unless the secret is another one by now."""
        await self._db.execute(
            update(AccountRow)
            .where(AccountRow.id == account_id, AccountRow.secret == sealed)
            .values(checked_at=now, works=finding.works, finding=finding.finding)
        )

    async def remove(self, account_id: str) -> None:
        await self._db.execute(delete(AccountRow).where(AccountRow.id == account_id))


def _shown(row: AccountRow) -> ProviderKey:
    return ProviderKey(
        id=row.id,
        provider=Provider(row.provider),
        name=row.name,
        base_url=row.base_url,
        region=row.region,
        ending=row.ending,
        created_at=row.created_at,
        replaced_at=row.replaced_at,
        checked_at=row.checked_at,
        works=row.works,
        finding=row.finding,
    )
