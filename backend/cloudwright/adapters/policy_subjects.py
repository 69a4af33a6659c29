"""Who may call models: applications and members, as rules know them."""

from collections.abc import Mapping

from cloudwright.gateway.applications.service.applications import Applications
from cloudwright.gateway.policy.values import Kind, Subject
from cloudwright.organizations.service.members import Members


class KnownSubjects:
    """Implements `gateway.policy.ports.Subjects` for one organisation."""

    def __init__(self, organization_id: str, *, applications: Applications, members: Members) -> None:
        self._organization_id = organization_id
        self._applications = applications
        self._members = members

    async def known(self) -> Mapping[tuple[Kind, str], Subject]:
        """Return applications with what they list themselves, and members with their role."""
        applications = [
            Subject(
                kind=Kind.APPLICATION,
                id=each.id,
                organization_id=self._organization_id,
                name=each.name,
                teams=(each.team,) if each.team else (),
                models=(each.models,),
            )
            for each in (await self._applications.list()).items
        ]
        people = [
            Subject(
                kind=Kind.PERSON,
                id=person.id,
                organization_id=self._organization_id,
                name=person.name,
                role=role.value,
            )
            for person, role in await self._members.roster()
        ]
        return {(each.kind, each.id): each for each in (*applications, *people)}
