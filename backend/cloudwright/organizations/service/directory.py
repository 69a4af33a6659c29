"""Who belongs to the organisation, for those who address somebody."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.organizations.repository import OrganizationsTable
from cloudwright.rbac.permissions import Permission
from cloudwright.rbac.roles import permitted
from cloudwright.users.schemas import Person
from cloudwright.users.service import People


@dataclass(frozen=True, slots=True)
class Directory:
    """Works for the organisation of the caller."""

    db: AsyncSession
    people: People

    async def who_may(self, permission: Permission) -> tuple[Person, ...]:
        """Return the members whose role has a permission, by name."""
        joined = await OrganizationsTable(self.db).members()
        ids = [each.membership.person_id for each in joined if permission in permitted(each.membership.role)]
        people = await self.people.many(ids)
        return tuple(sorted(people.values(), key=lambda person: (person.name.casefold(), person.id)))
