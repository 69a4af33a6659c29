"""SQL of domains."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.organizations.domains.schemas import Claim
from cloudwright.organizations.models import DomainRow
from cloudwright.tenancy.principal import Role


class DomainsTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def add(self, claim: Claim) -> None:
        self._db.add(
            DomainRow(
                organization_id=claim.organization_id,
                id=claim.id,
                name=claim.name,
                token=claim.token,
                default_role=claim.default_role.value,
                created_by=claim.created_by,
                created_at=claim.created_at,
            )
        )
        await self._db.flush()

    async def all(self) -> Sequence[Claim]:
        return await self._some()

    async def find(self, domain_id: str) -> Claim | None:
        return next(iter(await self._some(DomainRow.id == domain_id)), None)

    async def verified(self, name: str) -> Claim | None:
        """Return whose domain it is, in a session for every tenant."""
        return next(iter(await self._some(DomainRow.name == name, DomainRow.verified_at.is_not(None))), None)

    async def verify(self, domain_id: str, *, at: datetime) -> None:
        await self._db.execute(update(DomainRow).where(DomainRow.id == domain_id).values(verified_at=at))

    async def remove(self, domain_id: str) -> None:
        await self._db.execute(delete(DomainRow).where(DomainRow.id == domain_id))

    async def _some(self, *conditions: ColumnElement[bool]) -> Sequence[Claim]:
        rows = await self._db.scalars(select(DomainRow).where(*conditions).order_by(DomainRow.name))
        return [
            Claim(
                organization_id=row.organization_id,
                id=row.id,
                name=row.name,
                token=row.token,
                default_role=Role(row.default_role),
                created_by=row.created_by,
                created_at=row.created_at,
                verified_at=row.verified_at,
            )
            for row in rows
        ]
