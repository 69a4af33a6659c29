"""Organisations: find them, and the one that a local installation starts with."""

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.kit.clock import Clock, utc_now
from cloudwright.organizations.errors import OrganizationNotFound
from cloudwright.organizations.repository import OrganizationsTable
from cloudwright.organizations.schemas import Membership, Organization
from cloudwright.tenancy.principal import Principal, Role
from cloudwright.users.schemas import Person
from cloudwright.users.service import People

LOCAL_STUDIO = Organization(id="org_local", name="Local studio")
LOCAL_ARCHITECT = Person(id="usr_local", name="Local architect", email="architect@localhost")


def local_principal(sign_in_id: str) -> Principal:
    """Return the local architect as the caller of a command line program, which needs no sign-in."""
    return Principal(
        user_id=LOCAL_ARCHITECT.id,
        organization_id=LOCAL_STUDIO.id,
        role=Role.OWNER,
        sign_in_id=sign_in_id,
    )


class Organizations:
    def __init__(self, db: AsyncSession, people: People, *, clock: Clock = utc_now) -> None:
        self._table = OrganizationsTable(db)
        self._people = people
        self._clock = clock

    async def get(self, organization_id: str) -> Organization:
        """Return an organisation.

        Raises:
            OrganizationNotFound: there is none with this id.
        """
        organization = await self._table.find(organization_id)
        if organization is None:
            raise OrganizationNotFound(
                "This organisation does not exist any more.", details={"id": organization_id}
            )
        return organization

    async def membership(self, organization_id: str, person_id: str) -> Membership | None:
        """Return a person's place in an organisation, if they have one."""
        return await self._table.membership(organization_id, person_id)

    async def seed_local(self) -> Membership:
        """Make sure that the local studio and its architect exist; repeating it changes nothing."""
        if await self._table.find(LOCAL_STUDIO.id) is None:
            await self._table.add(LOCAL_STUDIO, created_at=self._clock())
        await self._people.ensure(LOCAL_ARCHITECT)
        known = await self._table.membership(LOCAL_STUDIO.id, LOCAL_ARCHITECT.id)
        if known is not None:
            return known
        membership = Membership(
            organization_id=LOCAL_STUDIO.id, person_id=LOCAL_ARCHITECT.id, role=Role.OWNER
        )
        await self._table.add_membership(membership, created_at=self._clock())
        return membership
