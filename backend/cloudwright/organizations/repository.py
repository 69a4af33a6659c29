"""SQL of organisations and memberships."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.organizations.models import MembershipRow, OrganizationRow
from cloudwright.organizations.schemas import Membership, Organization
from cloudwright.tenancy.principal import Role


class OrganizationsTable:
    def __init__(self, db: AsyncSession) -> None:
        self._db = db

    async def find(self, organization_id: str) -> Organization | None:
        row = await self._db.scalar(select(OrganizationRow).where(OrganizationRow.id == organization_id))
        return Organization(id=row.id, name=row.name) if row else None

    async def add(self, organization: Organization, *, created_at: datetime) -> None:
        self._db.add(OrganizationRow(id=organization.id, name=organization.name, created_at=created_at))
        await self._db.flush()

    async def membership(self, organization_id: str, person_id: str) -> Membership | None:
        row = await self._db.scalar(
            select(MembershipRow).where(
                MembershipRow.organization_id == organization_id, MembershipRow.person_id == person_id
            )
        )
        if row is None:
            return None
        return Membership(organization_id=row.organization_id, person_id=row.person_id, role=Role(row.role))

    async def add_membership(self, membership: Membership, *, created_at: datetime) -> None:
        self._db.add(
            MembershipRow(
                organization_id=membership.organization_id,
                person_id=membership.person_id,
                role=membership.role.value,
                created_at=created_at,
            )
        )
        await self._db.flush()
