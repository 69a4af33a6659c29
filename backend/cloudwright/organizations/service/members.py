"""Members: who belongs to the organisation, in which role, and until when."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.audit.service import AuditTrail
from cloudwright.organizations.errors import LastOwner, MemberNotFound, RoleRefused
from cloudwright.organizations.ports import Departures
from cloudwright.organizations.repository import OrganizationsTable
from cloudwright.organizations.schemas import Membership
from cloudwright.organizations.seats import Seats
from cloudwright.rbac.roles import may_assign
from cloudwright.tenancy.principal import Principal, Role
from cloudwright.users.schemas import Person
from cloudwright.users.service import People


class Members:
    """Works for the organisation of the caller."""

    def __init__(
        self, db: AsyncSession, *, people: People, seats: Seats, departures: Departures, audit: AuditTrail
    ) -> None:
        self._table = OrganizationsTable(db)
        self._people = people
        self._seats = seats
        self._departures = departures
        self._audit = audit

    async def roster(self) -> Sequence[tuple[Person, Role]]:
        """Return every member with their role, by name."""
        joined = await self._table.members()
        people = await self._people.many([each.membership.person_id for each in joined])
        roster = [(people[each.membership.person_id], each.membership.role) for each in joined]
        return sorted(roster, key=lambda member: (member[0].name.casefold(), member[0].id))

    async def change_role(self, principal: Principal, person_id: str, *, role: Role) -> None:
        """Give a member another role; it holds with their next request.

        Raises:
            MemberNotFound: they are not a member.
            RoleRefused: the caller may not give or take this role.
            LastOwner: nobody would own the organisation any more.
        """
        member = await self._member(principal, person_id)
        self._insist(principal, current=member.role, new=role)
        if role is member.role:
            return
        if member.role is Role.OWNER:
            await self._insist_on_another_owner()
        await self._table.set_role(person_id, role)
        details = {"from": member.role.value, "to": role.value}
        await self._audit.record(
            "member.role_changed", person_id, actor_id=principal.user_id, details=details
        )

    async def remove(self, principal: Principal, person_id: str) -> None:
        """Remove a member, or leave; what they made stays with the organisation, their keys end.

        Raises:
            MemberNotFound, RoleRefused, LastOwner: as above; everybody but the last owner may leave.
        """
        member = await self._member(principal, person_id)
        leaves = person_id == principal.user_id
        if not leaves:
            self._insist(principal, current=member.role, new=None)
        if member.role is Role.OWNER:
            await self._insist_on_another_owner()
        await self._departures.of(person_id, by=principal)
        await self._table.remove_member(person_id)
        await self._seats.give_up(principal.organization_id, person_id)
        await self._audit.record(
            "member.left" if leaves else "member.removed",
            person_id,
            actor_id=principal.user_id,
            details={"role": member.role.value},
        )

    async def _member(self, principal: Principal, person_id: str) -> Membership:
        member = await self._table.membership(principal.organization_id, person_id)
        if member is None:
            raise MemberNotFound("This person is not a member.", details={"id": person_id})
        return member

    def _insist(self, principal: Principal, *, current: Role, new: Role | None) -> None:
        if not may_assign(principal.role, current=current, new=new):
            raise RoleRefused(
                "Your role does not allow this. Nothing was changed; ask an owner.",
                details={"from": current.value, "to": new.value if new else None},
            )

    async def _insist_on_another_owner(self) -> None:
        if await self._table.owners() <= 1:
            raise LastOwner("An organisation needs an owner. Make somebody else an owner first.")
