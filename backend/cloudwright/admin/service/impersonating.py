"""An operator looks as a member: announced to them and their owners, for a reason, never for long."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.admin.errors import CannotLookAs, NotLooking
from cloudwright.admin.repository import OrganizationsView, PeopleView
from cloudwright.admin.schemas import Impersonated, ImpersonationList, ImpersonationOrder
from cloudwright.admin.trail.service import Trail
from cloudwright.audit.service import AuditTrail
from cloudwright.auth.impersonation.schemas import Impersonation
from cloudwright.auth.impersonation.service import Impersonations
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.notifications.schemas import LookedAs, Message
from cloudwright.notifications.service import Outbox
from cloudwright.tenancy.principal import Principal, Role
from cloudwright.users.models import PersonRow
from cloudwright.users.schemas import Person


class Impersonating:
    """Works for every organisation; `page` is where a member reads who looked as them."""

    def __init__(
        self,
        db: AsyncSession,
        *,
        trail: Trail,
        audit: AuditTrail,
        outbox: Outbox,
        page: str,
        clock: Clock = utc_now,
    ) -> None:
        self._impersonations = Impersonations(db, clock)
        self._organizations = OrganizationsView(db)
        self._people = PeopleView(db)
        self._trail = trail
        self._audit = audit
        self._outbox = outbox
        self._page = page
        self._clock = clock

    async def begin(self, operator: Principal, order: ImpersonationOrder) -> Impersonated:
        """Let the operator's device look as a member, and tell the organisation's owners.

        Raises:
            CannotLookAs: the person is no member there, is disabled, an operator, or the caller.
        """
        caller = await self._people.find(operator.user_id)
        members = await self._organizations.members(order.organization_id)
        target = next((row for row, _ in members if row.id == order.person_id), None)
        if target is None or caller is None:
            raise CannotLookAs("This person is not a member of that organisation.")
        if target.operator or target.id == operator.user_id:
            raise CannotLookAs("Nobody looks as an operator of the platform.")
        if target.disabled_at is not None:
            raise CannotLookAs("This person is disabled; there is nothing that they see.")
        made = await self._impersonations.begin(
            _person(caller),
            _person(target),
            organization_id=order.organization_id,
            sign_in_id=operator.sign_in_id,
            reason=order.reason,
            lasting=timedelta(minutes=order.minutes),
        )
        await self._record(made, "impersonation.started", minutes=str(order.minutes))
        owners = [row for row, role in members if role == Role.OWNER.value]
        await self._announce(made, target, owners)
        return (await self._shown([made]))[0]

    async def end(self, principal: Principal) -> None:
        """End what the caller is looking as; raises NotLooking."""
        looking = principal.onlooker
        made = None if looking is None else await self._impersonations.live(looking.impersonation_id)
        if made is None:
            raise NotLooking("You look as nobody; this is your own account.")
        await self._impersonations.end(made)
        await self._record(made, "impersonation.ended")

    async def newest(self) -> ImpersonationList:
        """Return the newest, of everybody."""
        return ImpersonationList(items=tuple(await self._shown(await self._impersonations.newest())))

    async def _record(self, made: Impersonation, action: str, **details: str) -> None:
        said = {"operator": made.operator_name, "reason": made.reason, **details}
        await self._trail.record(
            made.operator_id,
            action,
            subject_id=made.person_id,
            organization_id=made.organization_id,
            reason=made.reason,
            details=details,
        )
        await self._audit.record(
            action,
            made.person_id,
            actor_id=made.operator_id,
            organization_id=made.organization_id,
            details=said,
        )

    async def _announce(self, made: Impersonation, target: PersonRow, owners: Sequence[PersonRow]) -> None:
        names = await self._organizations.names([made.organization_id])
        content = LookedAs(
            operator=made.operator_name[:200],
            person=target.name[:200],
            organization=names[made.organization_id][:200],
            reason=" ".join(made.reason.split())[:200],
            at=made.started_at,
            until=made.expires_at,
            link=self._page,
        )
        for owner in owners:
            message = Message(to=owner.email, content=content)
            await self._outbox.add(message, organization_id=made.organization_id)

    async def _shown(self, rows: Sequence[Impersonation]) -> list[Impersonated]:
        people = await self._people.names({row.person_id for row in rows})
        homes = await self._organizations.names({row.organization_id for row in rows})
        return [
            shown(
                row,
                person=people.get(row.person_id, row.person_id),
                organization=homes.get(row.organization_id, row.organization_id),
                clock=self._clock,
            )
            for row in rows
        ]


def shown(row: Impersonation, *, person: str, organization: str, clock: Clock) -> Impersonated:
    """Return one as screens show it."""
    return Impersonated(
        id=row.id,
        operator=row.operator_name,
        person=person,
        organization=organization,
        reason=row.reason,
        started_at=row.started_at,
        ends_at=row.over_at(),
        over=row.over_at() <= clock(),
    )


def _person(row: PersonRow) -> Person:
    return Person(id=row.id, name=row.name, email=row.email)
