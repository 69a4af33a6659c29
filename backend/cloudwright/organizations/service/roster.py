"""The members as a page shows them: with when they were here last, and how they are protected."""

from cloudwright.organizations.errors import MemberNotFound
from cloudwright.organizations.ports import Attendance
from cloudwright.organizations.schemas import Member, Presence
from cloudwright.organizations.service.members import Members
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.work import UnitsOfWork

_NEVER_HERE = Presence(last_active_at=None, second_factor=False)


class Roster:
    """Asks for the members first, and then for what only the whole installation knows of them."""

    def __init__(self, units: UnitsOfWork, attendance: Attendance) -> None:
        self._units = units
        self._attendance = attendance

    async def all(self, principal: Principal) -> tuple[Member, ...]:
        """Return every member by name."""
        async with self._units.read(principal) as services:
            roster = await (await services.aget(Members)).roster()
        ids = [person.id for person, _ in roster]
        present = await self._attendance.of(principal.organization_id, ids)
        return tuple(
            Member(
                id=person.id,
                name=person.name,
                email=person.email,
                role=role,
                last_active_at=present.get(person.id, _NEVER_HERE).last_active_at,
                second_factor=present.get(person.id, _NEVER_HERE).second_factor,
                you=person.id == principal.user_id,
            )
            for person, role in roster
        )

    async def one(self, principal: Principal, person_id: str) -> Member:
        """Return one member.

        Raises:
            MemberNotFound: they are none.
        """
        for member in await self.all(principal):
            if member.id == person_id:
                return member
        raise MemberNotFound("This person is not a member.", details={"id": person_id})
