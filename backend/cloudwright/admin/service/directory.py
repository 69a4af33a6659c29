"""Organisations and people, found and looked at."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.admin.paging import cursor_at, place_of
from cloudwright.admin.repository import OrganizationFacts, OrganizationsView, PeopleView, RunsView
from cloudwright.admin.schemas import (
    MonthlyUse,
    OrganizationPage,
    PersonPage,
    PlatformMember,
    PlatformOrganization,
    PlatformOrganizationDetail,
    PlatformPerson,
)
from cloudwright.billing.schemas import PlanId
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.organizations.errors import OrganizationNotFound
from cloudwright.tenancy.principal import Role
from cloudwright.users.models import PersonRow

_NANO = Decimal(10) ** 9
_CENT = Decimal("0.01")


class Directory:
    """Reads across organisations; `plans` are those that an operator may set here."""

    def __init__(self, db: AsyncSession, *, plans: Sequence[PlanId], clock: Clock = utc_now) -> None:
        self._organizations = OrganizationsView(db)
        self._people = PeopleView(db)
        self._runs = RunsView(db)
        self._plans = tuple(plans)
        self._clock = clock

    async def organizations(self, q: str, *, cursor: str | None, limit: int) -> OrganizationPage:
        """Return organisations by name; raises BadCursor."""
        rows = await self._organizations.page(q, after=place_of(cursor), limit=limit + 1)
        shown = await self._shown(rows[:limit])
        last = shown[-1] if shown and len(rows) > limit else None
        return OrganizationPage(
            items=tuple(shown), next_cursor=None if last is None else cursor_at((last.name, last.id))
        )

    async def organization(self, organization_id: str) -> PlatformOrganizationDetail:
        """Return an organisation with its members and what it used this month.

        Raises:
            OrganizationNotFound: there is none with this id.
        """
        facts = await self._organizations.find(organization_id)
        if facts is None:
            raise OrganizationNotFound("There is no such organisation.", details={"id": organization_id})
        (shown,) = await self._shown([facts])
        calls, tokens, nano = await self._runs.spent(organization_id, since=self._month())
        usage = MonthlyUse(
            runs=shown.runs_this_month,
            model_calls=calls,
            tokens=tokens,
            cost_usd=str((Decimal(nano) / _NANO).quantize(_CENT)),
        )
        members = tuple(
            _member(person, role) for person, role in await self._organizations.members(organization_id)
        )
        return PlatformOrganizationDetail(organization=shown, usage=usage, members=members, plans=self._plans)

    async def people(self, q: str, *, cursor: str | None, limit: int) -> PersonPage:
        """Return people by name; raises BadCursor."""
        rows = await self._people.page(q, after=place_of(cursor), limit=limit + 1)
        shown = rows[:limit]
        ids = [row.id for row in shown]
        homes = await self._people.organizations(ids)
        factors = await self._people.with_second_factor(ids)
        seen = await self._people.last_seen(ids)
        items = tuple(
            PlatformPerson(
                id=row.id,
                name=row.name,
                email=row.email,
                email_proven=row.email_verified_at is not None,
                organizations=homes.get(row.id, 0),
                second_factor=row.id in factors,
                operator=row.operator,
                disabled=row.disabled_at is not None,
                created_at=row.created_at,
                last_active_at=seen.get(row.id),
            )
            for row in shown
        )
        last = items[-1] if items and len(rows) > limit else None
        return PersonPage(items=items, next_cursor=None if last is None else cursor_at((last.name, last.id)))

    async def _shown(self, rows: Sequence[OrganizationFacts]) -> list[PlatformOrganization]:
        ids = [row.id for row in rows]
        members = await self._organizations.member_counts(ids)
        runs = await self._runs.counts(ids, since=self._month())
        active = await self._runs.newest(ids)
        return [
            PlatformOrganization(
                id=row.id,
                name=row.name,
                plan=_plan(row),
                seats_used=row.seats_used,
                seats_limit=row.seats_limit,
                members=members.get(row.id, 0),
                runs_this_month=runs.get(row.id, 0),
                created_at=row.created_at,
                last_active_at=active.get(row.id),
                suspended=row.suspended_reason is not None,
                suspended_reason=row.suspended_reason,
            )
            for row in rows
        ]

    def _month(self) -> datetime:
        return self._clock().replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def _member(person: PersonRow, role: str) -> PlatformMember:
    return PlatformMember(
        id=person.id,
        name=person.name,
        email=person.email,
        role=Role(role),
        operator=person.operator,
        disabled=person.disabled_at is not None,
    )


def _plan(row: OrganizationFacts) -> str:
    return row.plan or ""
