"""Organisations: find them, and the one that a local installation starts with."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.ids import new_id
from cloudwright.organizations.errors import OrganizationNotFound
from cloudwright.organizations.repository import OrganizationsTable
from cloudwright.organizations.schemas import Membership, Organization, OrganizationPlace, Standing
from cloudwright.organizations.seats import Seats
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
    def __init__(self, db: AsyncSession, people: People, *, seats: Seats, clock: Clock = utc_now) -> None:
        self._table = OrganizationsTable(db)
        self._people = people
        self._seats = seats
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

    async def standing(self, organization_id: str, person_id: str) -> Standing | None:
        """Return a person's place in an organisation and its rules, in one look-up."""
        return await self._table.standing(organization_id, person_id)

    async def places(self, person_id: str) -> Sequence[OrganizationPlace]:
        """Return a person's organisations by name; works before one of them is chosen."""
        places = await self._table.places(person_id)
        return [OrganizationPlace(organization=organization, role=role) for organization, role in places]

    async def found(self, name: str, *, owner_id: str) -> Membership:
        """Found an organisation whose owner is a person; works for every tenant."""
        organization = Organization(id=new_id("org"), name=name)
        await self._table.add(organization, created_at=self._clock())
        membership = Membership(organization_id=organization.id, person_id=owner_id, role=Role.OWNER)
        await self._table.add_membership(membership, created_at=self._clock())
        await self._seats.open(organization.id, limit=None, holders=[owner_id])
        return membership

    async def rename(self, organization_id: str, name: str) -> Organization:
        """Give an organisation another name; raises OrganizationNotFound."""
        await self.get(organization_id)
        await self._table.rename(organization_id, name)
        return Organization(id=organization_id, name=name)

    async def seed_local(self) -> Membership:
        """Make sure that the local studio and its architect exist; repeating it changes nothing."""
        if await self._table.find(LOCAL_STUDIO.id) is None:
            await self._table.add(LOCAL_STUDIO, created_at=self._clock())
        await self._seats.open(LOCAL_STUDIO.id, limit=None, holders=[LOCAL_ARCHITECT.id])
        await self._people.ensure(LOCAL_ARCHITECT)
        known = await self._table.membership(LOCAL_STUDIO.id, LOCAL_ARCHITECT.id)
        if known is not None:
            return known
        membership = Membership(
            organization_id=LOCAL_STUDIO.id, person_id=LOCAL_ARCHITECT.id, role=Role.OWNER
        )
        await self._table.add_membership(membership, created_at=self._clock())
        return membership
