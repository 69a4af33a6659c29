"""Suspend and resume organisations, set their plans, disable and enable people, stop runs."""

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.admin.errors import CannotDisable
from cloudwright.admin.repository import OrganizationsView, PeopleView, RunsView
from cloudwright.admin.trail.service import Trail
from cloudwright.audit.service import AuditTrail
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.organizations.errors import OrganizationNotFound
from cloudwright.tenancy.principal import Principal
from cloudwright.users.errors import PersonNotFound
from cloudwright.users.models import PersonRow


class Suspending:
    """Works for every organisation; each deed stands in the trail of the platform and of who it concerns."""

    def __init__(self, db: AsyncSession, *, trail: Trail, audit: AuditTrail, clock: Clock = utc_now) -> None:
        self._organizations = OrganizationsView(db)
        self._people = PeopleView(db)
        self._runs = RunsView(db)
        self._trail = trail
        self._audit = audit
        self._clock = clock

    async def suspend(self, operator: Principal, organization_id: str, *, reason: str) -> list[str]:
        """Let an organisation do nothing from its next request on; return its runs that are to be stopped.

        Raises:
            OrganizationNotFound: there is none with this id.
        """
        await self._insist_on_organization(organization_id)
        await self._organizations.suspend(
            organization_id, by=operator.user_id, reason=reason, at=self._clock()
        )
        await self._record(operator, "organization.suspended", organization_id, reason=reason)
        return [*await self._runs.open_of(organization_id)]

    async def resume(self, operator: Principal, organization_id: str, *, reason: str) -> None:
        """Let an organisation work again; raises OrganizationNotFound."""
        await self._insist_on_organization(organization_id)
        if await self._organizations.resume(organization_id):
            await self._record(operator, "organization.resumed", organization_id, reason=reason)

    async def disable(self, operator: Principal, person_id: str, *, reason: str) -> None:
        """Keep a person out: every token and sign-in of theirs ends now.

        Raises:
            PersonNotFound: nobody has this id.
            CannotDisable: they are an operator.
        """
        person = await self._person(person_id)
        if person.operator:
            raise CannotDisable(
                "This person is an operator. Take that from them first: cloudwright operators remove."
            )
        await self._people.disable(person_id, at=self._clock())
        await self._record_person(operator, "person.disabled", person_id, reason=reason)

    async def enable(self, operator: Principal, person_id: str, *, reason: str) -> None:
        """Let a person sign in again; raises PersonNotFound."""
        person = await self._person(person_id)
        if person.disabled_at is not None:
            await self._people.enable(person_id)
            await self._record_person(operator, "person.enabled", person_id, reason=reason)

    async def note_stop(self, operator: Principal, run_id: str, *, organization_id: str, reason: str) -> None:
        """Record that a run is told to stop, before it is."""
        details = {"reason": reason, "by": "operator"}
        await self._trail.record(
            operator.user_id,
            "run.stopped",
            subject_id=run_id,
            organization_id=organization_id,
            reason=reason,
        )
        await self._audit.record(
            "run.stopped_by_operator",
            run_id,
            actor_id=operator.user_id,
            organization_id=organization_id,
            details=details,
        )

    async def note_plan(self, operator: Principal, organization_id: str, *, plan: str, reason: str) -> None:
        """Record that an operator sets a plan; raises OrganizationNotFound."""
        await self._insist_on_organization(organization_id)
        await self._trail.record(
            operator.user_id,
            "plan.set",
            subject_id=organization_id,
            organization_id=organization_id,
            reason=reason,
            details={"plan": plan},
        )

    async def _record(self, operator: Principal, action: str, organization_id: str, *, reason: str) -> None:
        await self._trail.record(
            operator.user_id,
            action,
            subject_id=organization_id,
            organization_id=organization_id,
            reason=reason,
        )
        await self._audit.record(
            action,
            organization_id,
            actor_id=operator.user_id,
            organization_id=organization_id,
            details={"reason": reason, "by": "operator"},
        )

    async def _record_person(self, operator: Principal, action: str, person_id: str, *, reason: str) -> None:
        await self._trail.record(operator.user_id, action, subject_id=person_id, reason=reason)
        for home in await self._organizations.homes(person_id):
            await self._audit.record(
                f"{action}_by_operator",
                person_id,
                actor_id=operator.user_id,
                organization_id=home,
                details={"by": "operator"},
            )

    async def _insist_on_organization(self, organization_id: str) -> None:
        if await self._organizations.find(organization_id) is None:
            raise OrganizationNotFound("There is no such organisation.", details={"id": organization_id})

    async def _person(self, person_id: str) -> PersonRow:
        person = await self._people.find(person_id)
        if person is None:
            raise PersonNotFound("There is no such person.", details={"id": person_id})
        return person
