"""Who is an operator: said on the machine of the installation, never over the network."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.admin.repository import PeopleView
from cloudwright.admin.schemas import Operator
from cloudwright.admin.trail.service import Trail
from cloudwright.users.errors import PersonNotFound
from cloudwright.users.models import PersonRow

_CONSOLE = "console"


class Appointing:
    """Works for the whole installation."""

    def __init__(self, db: AsyncSession, trail: Trail) -> None:
        self._people = PeopleView(db)
        self._trail = trail

    async def add(self, email: str) -> Operator:
        """Make the person with this address an operator; raises PersonNotFound.

        It counts only on devices where they signed in with a second factor, once their address is proven;
        for the local architect on the machine of the server it counts at once.
        """
        person = await self._with_email(email)
        if not person.operator:
            await self._people.make_operator(person.id)
            await self._trail.record(_CONSOLE, "operator.added", subject_id=person.id)
        return await self._shown(person)

    async def remove(self, email: str) -> Operator:
        """Take it from the person with this address; felt with their next request; raises PersonNotFound."""
        person = await self._with_email(email)
        if person.operator:
            await self._people.make_nobody(person.id)
            await self._trail.record(_CONSOLE, "operator.removed", subject_id=person.id)
        return await self._shown(person)

    async def list(self) -> Sequence[Operator]:
        """Return every operator by name."""
        return [await self._shown(person) for person in await self._people.operators()]

    async def _with_email(self, email: str) -> PersonRow:
        person = await self._people.with_email(email.strip())
        if person is None:
            raise PersonNotFound(f"Nobody has the address {email}. They have to sign up or be invited first.")
        return person

    async def _shown(self, person: PersonRow) -> Operator:
        return Operator(
            email=person.email,
            name=person.name,
            address_proven=person.email_verified_at is not None,
            second_factor=person.id in await self._people.with_second_factor([person.id]),
        )
