"""Who somebody is whom a provider or a proven address vouches for: known already, or new here."""

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.auth.errors import AccountExists, AddressUnproven
from cloudwright.auth.oidc.schemas import Identity
from cloudwright.auth.repository import IdentitiesTable
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.ids import new_id
from cloudwright.organizations.schemas import Membership
from cloudwright.organizations.service.organizations import Organizations
from cloudwright.users.schemas import Person
from cloudwright.users.service import People


class Entering:
    """Works before the organisation is known."""

    def __init__(
        self, db: AsyncSession, *, people: People, organizations: Organizations, clock: Clock = utc_now
    ) -> None:
        self._identities = IdentitiesTable(db)
        self._people = people
        self._organizations = organizations
        self._clock = clock

    async def by_identity(self, identity: Identity) -> Membership:
        """Return the place of whom a provider knows by this subject; they are added when they are new.

        The address finds a person only when the provider and we have both seen it proven: otherwise
        whoever registers a stranger's address first would wait in that stranger's account.

        Raises:
            AccountExists: the address has an account here that has not proven it.
            AddressUnproven: the provider does not vouch for an address.
        """
        now = self._clock()
        known = await self._identities.person(identity.issuer, identity.subject)
        if known is not None:
            await self._identities.used(identity.issuer, identity.subject, now=now)
            return await self.home(known)
        if identity.verified_email is None:
            raise AddressUnproven("This provider does not say that your e-mail address is yours.")
        email = identity.verified_email.lower()
        person = await self._people.with_email(email)
        if person is not None and not await self._people.has_proven_address(person.id):
            raise AccountExists(
                "There is an account with this address. Sign in as you did before, then connect the provider."
            )
        person = person or await self.enrol(email, name=identity.name)
        await self._identities.add(identity, person.id, email=email, now=now)
        return await self.home(person.id)

    async def enrol(self, email: str, *, name: str) -> Person:
        """Add a person with a proven address and an organisation of their own."""
        person = Person(id=new_id("usr"), name=name or email.partition("@")[0], email=email)
        await self._people.enrol(person, proven_at=self._clock())
        await self._organizations.found(f"{person.name}'s organisation"[:200], owner_id=person.id)
        return person

    async def home(self, person_id: str) -> Membership:
        """Return the organisation a person works for when they come in: the first by name.

        Whoever belongs to none gets one of their own.
        """
        places = await self._organizations.places(person_id)
        if places:
            first = places[0]
            return Membership(organization_id=first.organization.id, person_id=person_id, role=first.role)
        person = await self._people.get(person_id)
        return await self._organizations.found(f"{person.name}'s organisation"[:200], owner_id=person_id)
