"""Deletes an organisation with everything in it; what was done stays in the trail, under its id."""

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.audit.service import AuditTrail
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.organizations.errors import NameDiffers
from cloudwright.organizations.repository import OrganizationsTable
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.repository import TenantRows

_NO_NAME = "Deleted organisation"


class Closing:
    """Works in one transaction of the organisation: all of it goes, or nothing does."""

    def __init__(self, db: AsyncSession, *, audit: AuditTrail, clock: Clock = utc_now) -> None:
        self._db = db
        self._table = OrganizationsTable(db)
        self._audit = audit
        self._clock = clock

    async def delete(self, principal: Principal, *, typed_name: str) -> None:
        """Delete the caller's organisation: projects, conversations, bundles, keys, members, invitations.

        Its members are signed out of it with their next request.

        Raises:
            NameDiffers: what was typed is not its name.
        """
        organization = await self._table.find(principal.organization_id)
        if organization is None or organization.name.strip() != typed_name.strip():
            raise NameDiffers("This is not the name of the organisation. Nothing was deleted.")
        await self._audit.record(
            "organization.deleted", organization.id, actor_id=principal.user_id, details={}
        )
        await TenantRows(self._db).erase()
        await self._table.close(organization.id, _NO_NAME, now=self._clock())
