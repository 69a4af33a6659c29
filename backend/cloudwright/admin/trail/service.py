"""The trail of the platform: who looked at what, who did what, and why."""

from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.admin.paging import cursor_at, place_of
from cloudwright.admin.repository import OrganizationsView
from cloudwright.admin.schemas import PlatformEntry, TrailPage
from cloudwright.admin.trail.repository import (
    Filters,
    OperatorEntries,
    OperatorEntry,
    TenantEntries,
    moment_text,
)
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.ids import new_id
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork

_RECORDING = EveryTenant("what an operator looks at is recorded before it is shown")
_SAME_LOOK = timedelta(minutes=10)
_REMEMBERED = 1_000


class Trail:
    """Writes in the caller's transaction, and reads; works for every organisation."""

    def __init__(self, db: AsyncSession, clock: Clock = utc_now) -> None:
        self._platform = OperatorEntries(db)
        self._tenants = TenantEntries(db)
        self._organizations = OrganizationsView(db)
        self._clock = clock

    async def record(
        self,
        operator_id: str,
        action: str,
        *,
        subject_id: str = "",
        organization_id: str = "",
        reason: str = "",
        details: Mapping[str, str] | None = None,
    ) -> None:
        """Record a deed of an operator; `action` is `object.deed` in the past tense."""
        entry = OperatorEntry(
            id=new_id("ope"),
            at=self._clock(),
            operator_id=operator_id,
            action=action,
            subject_id=subject_id,
            organization_id=organization_id,
            reason=reason,
            details=tuple((details or {}).items()),
        )
        await self._platform.add(entry)

    async def add(self, entry: OperatorEntry) -> None:
        """Add an entry whose id says what is the same."""
        await self._platform.add(entry)

    async def of_platform(self, filters: Filters, *, cursor: str | None, limit: int) -> TrailPage:
        """Return what operators did, the newest first; raises BadCursor."""
        rows = await self._platform.page(filters, after=place_of(cursor), limit=limit + 1)
        shown = rows[:limit]
        people = await self._tenants.names([row.operator_id for row in shown])
        homes = await self._organizations.names({row.about_id for row in shown})
        items = tuple(
            PlatformEntry(
                id=row.id,
                at=row.at,
                trail="platform",
                organization_id=row.about_id,
                organization=homes.get(row.about_id, row.about_id),
                actor_id=row.operator_id,
                actor=people.get(row.operator_id, row.operator_id),
                action=row.action,
                subject_id=row.subject_id,
                reason=row.reason,
                details=row.details,
            )
            for row in shown
        )
        return TrailPage(items=items, next_cursor=_next(items, more=len(rows) > limit))

    async def of_organizations(self, filters: Filters, *, cursor: str | None, limit: int) -> TrailPage:
        """Return what was done in every organisation, the newest first; raises BadCursor."""
        rows = await self._tenants.page(filters, after=place_of(cursor), limit=limit + 1)
        shown = rows[:limit]
        people = await self._tenants.names([row.actor_id for row in shown])
        homes = await self._organizations.names({row.organization_id for row in shown})
        items = tuple(
            PlatformEntry(
                id=row.id,
                at=row.at,
                trail="organization",
                organization_id=row.organization_id,
                organization=homes.get(row.organization_id, row.organization_id),
                actor_id=row.actor_id,
                actor=people.get(row.actor_id, row.actor_id),
                action=row.action,
                subject_id=row.subject_id,
                reason=str(row.details.get("reason", "")),
                details={name: str(value) for name, value in row.details.items()},
            )
            for row in shown
        )
        return TrailPage(items=items, next_cursor=_next(items, more=len(rows) > limit))


class Looks:
    """Records each look across organisations before it is taken; the same one again once in ten minutes.

    One per process: screens that look again every few seconds write nothing in between.
    """

    def __init__(self, units: UnitsOfWork, clock: Clock = utc_now) -> None:
        self._units = units
        self._clock = clock
        self._recorded: OrderedDict[str, None] = OrderedDict()

    async def record(
        self, principal: Principal, action: str, *, organization_id: str = "", **details: str
    ) -> None:
        """Return once it is in the trail that this operator looks at this."""
        now = self._clock()
        said = {name: value[:200] for name, value in details.items() if value}
        look = _identity(principal.user_id, action, organization_id, said=said, now=now)
        if look in self._recorded:
            return
        entry = OperatorEntry(
            id=look,
            at=now,
            operator_id=principal.user_id,
            action=action,
            organization_id=organization_id,
            details=tuple(said.items()),
        )
        async with self._units.write(_RECORDING) as services:
            await (await services.aget(Trail)).add(entry)
        self._recorded[look] = None
        while len(self._recorded) > _REMEMBERED:
            self._recorded.popitem(last=False)


def _identity(*parts: str, said: Mapping[str, str], now: datetime) -> str:
    window = int(now.timestamp() // _SAME_LOOK.total_seconds())
    text = "\n".join([*parts, *(f"{name}={said[name]}" for name in sorted(said)), str(window)])
    return f"ope_{sha256(text.encode()).hexdigest()[:32]}"


def _next(items: tuple[PlatformEntry, ...], *, more: bool) -> str | None:
    return cursor_at((moment_text(items[-1].at), items[-1].id)) if items and more else None
