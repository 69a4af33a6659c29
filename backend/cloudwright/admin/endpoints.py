"""The pages of operators. To everybody else there is nothing here."""

from datetime import datetime
from importlib.metadata import version
from typing import Annotated, Literal

from fastapi import APIRouter, Query

from cloudwright.admin.figures.service import Figures
from cloudwright.admin.health.watch import DependencyWatch
from cloudwright.admin.schemas import (
    Because,
    Impersonated,
    ImpersonationList,
    ImpersonationOrder,
    OrganizationPage,
    Performance,
    PersonPage,
    PlanOrder,
    PlatformHealth,
    PlatformOrganizationDetail,
    RunList,
    RunStop,
    TrailPage,
    Window,
)
from cloudwright.admin.service.deeds import Deeds
from cloudwright.admin.service.directory import Directory
from cloudwright.admin.service.impersonating import Impersonating, shown
from cloudwright.admin.service.running import Running
from cloudwright.admin.trail.repository import Filters
from cloudwright.admin.trail.service import Looks, Trail
from cloudwright.auth.impersonation.service import Impersonations
from cloudwright.kit.clock import utc_now
from cloudwright.organizations.service.organizations import Organizations
from cloudwright.tenancy.dependencies import CurrentPrincipal, Services
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork
from cloudwright.users.service import People

router = APIRouter(tags=["platform"])

_FINDING = EveryTenant("an operator looks for organisations and people")
_RUNNING = EveryTenant("an operator looks at what runs in every organisation")
_FIGURES = EveryTenant("an operator looks at figures of all runs")
_TRAIL = EveryTenant("an operator reads the trails of every organisation")
_LOOKING = EveryTenant("an operator begins or ends to look as a member")
_OWN = EveryTenant("a person reads who looked as them, in which of their organisations")

Search = Annotated[str, Query(max_length=200)]
Limit = Annotated[int, Query(ge=1, le=100)]
Cursor = Annotated[str | None, Query(max_length=600)]
Id = Annotated[str, Query(max_length=40)]


@router.get("/platform/organizations")
async def platform_organizations(
    services: Services, principal: CurrentPrincipal, q: Search = "", limit: Limit = 50, cursor: Cursor = None
) -> OrganizationPage:
    """List organisations by name; `q` looks for words of the name, or an id."""
    looks, units = await services.aget(Looks, UnitsOfWork)
    await looks.record(principal, "organizations.listed", q=q)
    async with units.read(_FINDING) as scoped:
        return await (await scoped.aget(Directory)).organizations(q, cursor=cursor, limit=limit)


@router.get("/platform/organizations/{organization_id}")
async def platform_organization(
    services: Services, principal: CurrentPrincipal, organization_id: str
) -> PlatformOrganizationDetail:
    """Get an organisation, what it used this month, and its members."""
    looks, units = await services.aget(Looks, UnitsOfWork)
    await looks.record(principal, "organization.seen", organization_id=organization_id[:40])
    async with units.read(_FINDING) as scoped:
        return await (await scoped.aget(Directory)).organization(organization_id)


@router.post("/platform/organizations/{organization_id}/plan")
async def set_platform_plan(
    services: Services, principal: CurrentPrincipal, organization_id: str, order: PlanOrder
) -> dict[str, str]:
    """Give an organisation a plan, where nobody sells any."""
    await (await services.aget(Deeds)).set_plan(principal, organization_id, order=order)
    return {}


@router.post("/platform/organizations/{organization_id}/suspend")
async def suspend_organization(
    services: Services, principal: CurrentPrincipal, organization_id: str, because: Because
) -> dict[str, str]:
    """Let an organisation do nothing from its next request on, and stop what runs there."""
    await (await services.aget(Deeds)).suspend(principal, organization_id, reason=because.reason)
    return {}


@router.post("/platform/organizations/{organization_id}/resume")
async def resume_organization(
    services: Services, principal: CurrentPrincipal, organization_id: str, because: Because
) -> dict[str, str]:
    """Let a suspended organisation work again."""
    await (await services.aget(Deeds)).resume(principal, organization_id, reason=because.reason)
    return {}


@router.get("/platform/people")
async def platform_people(
    services: Services, principal: CurrentPrincipal, q: Search = "", limit: Limit = 50, cursor: Cursor = None
) -> PersonPage:
    """List people by name; `q` looks for words of the name or address, or an id."""
    looks, units = await services.aget(Looks, UnitsOfWork)
    await looks.record(principal, "people.listed", q=q)
    async with units.read(_FINDING) as scoped:
        return await (await scoped.aget(Directory)).people(q, cursor=cursor, limit=limit)


@router.post("/platform/people/{person_id}/disable")
async def disable_person(
    services: Services, principal: CurrentPrincipal, person_id: str, because: Because
) -> dict[str, str]:
    """Keep a person out; every sign-in and token of theirs ends now."""
    await (await services.aget(Deeds)).disable(principal, person_id, reason=because.reason)
    return {}


@router.post("/platform/people/{person_id}/enable")
async def enable_person(
    services: Services, principal: CurrentPrincipal, person_id: str, because: Because
) -> dict[str, str]:
    """Let a person sign in again."""
    await (await services.aget(Deeds)).enable(principal, person_id, reason=because.reason)
    return {}


@router.get("/platform/runs")
async def platform_runs(services: Services, principal: CurrentPrincipal) -> RunList:
    """List runs of every organisation that have not ended, the oldest first."""
    looks, units = await services.aget(Looks, UnitsOfWork)
    await looks.record(principal, "runs.listed")
    async with units.read(_RUNNING) as scoped:
        return await (await scoped.aget(Running)).list()


@router.post("/platform/runs/{run_id}/cancel")
async def stop_platform_run(
    services: Services, principal: CurrentPrincipal, run_id: str, stop: RunStop
) -> dict[str, str]:
    """Stop a run as its owner would; what was said is kept."""
    deeds = await services.aget(Deeds)
    await deeds.stop(principal, run_id, organization_id=stop.organization_id, reason=stop.reason)
    return {}


@router.get("/platform/health")
async def platform_health(services: Services, principal: CurrentPrincipal) -> PlatformHealth:
    """Tell how every dependency is, how fast it answers, and since when."""
    looks, units, watch = await services.aget(Looks, UnitsOfWork, DependencyWatch)
    await looks.record(principal, "health.seen")
    dependencies = await watch.dependencies()
    async with units.read(_FIGURES) as scoped:
        waiting, running = await (await scoped.aget(Figures)).waiting_and_running()
    return PlatformHealth(
        dependencies=dependencies, queue_depth=waiting, running=running, version=version("cloudwright")
    )


@router.get("/platform/performance")
async def platform_performance(
    services: Services, principal: CurrentPrincipal, window: Window = "1h"
) -> Performance:
    """Tell the error rate and latency of runs by mode, of the last hour, day or week."""
    looks, units = await services.aget(Looks, UnitsOfWork)
    await looks.record(principal, "performance.seen", window=window)
    async with units.read(_FIGURES) as scoped:
        return await (await scoped.aget(Figures)).of(window)


@router.get("/platform/audit")
async def platform_trail(
    services: Services,
    principal: CurrentPrincipal,
    trail: Literal["organizations", "platform"] = "organizations",
    q: Search = "",
    organization_id: Id = "",
    actor_id: Id = "",
    since: Annotated[datetime | None, Query(alias="from")] = None,
    until: Annotated[datetime | None, Query(alias="to")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> TrailPage:
    """Read what was done in every organisation, or by operators; `q` begins an action, or is an id."""
    looks, units = await services.aget(Looks, UnitsOfWork)
    await looks.record(
        principal, "trail.read", organization_id=organization_id, trail=trail, q=q, actor=actor_id
    )
    filters = Filters(
        q=q, organization_id=organization_id, actor_id=actor_id, since=_aware(since), until=_aware(until)
    )
    async with units.read(_TRAIL) as scoped:
        entries = await scoped.aget(Trail)
        if trail == "platform":
            return await entries.of_platform(filters, cursor=cursor, limit=limit)
        return await entries.of_organizations(filters, cursor=cursor, limit=limit)


@router.get("/platform/impersonations")
async def list_impersonations(services: Services, principal: CurrentPrincipal) -> ImpersonationList:
    """List who looked as whom, the newest first, at most 100."""
    looks, units = await services.aget(Looks, UnitsOfWork)
    await looks.record(principal, "impersonations.listed")
    async with units.read(_LOOKING) as scoped:
        return await (await scoped.aget(Impersonating)).newest()


@router.post("/platform/impersonations", status_code=201)
async def begin_impersonation(
    services: Services, principal: CurrentPrincipal, order: ImpersonationOrder
) -> Impersonated:
    """Look as a member from now on, on this device; nothing can be changed meanwhile."""
    units = await services.aget(UnitsOfWork)
    async with units.write(_LOOKING) as scoped:
        return await (await scoped.aget(Impersonating)).begin(principal, order)


@router.delete("/impersonation")
async def end_impersonation(services: Services, principal: CurrentPrincipal) -> dict[str, str]:
    """End to look as a member; the device works for its operator again."""
    units = await services.aget(UnitsOfWork)
    async with units.write(_LOOKING) as scoped:
        await (await scoped.aget(Impersonating)).end(principal)
    return {}


@router.get("/account/impersonations")
async def account_impersonations(services: Services, principal: CurrentPrincipal) -> ImpersonationList:
    """List who of the platform looked as the caller, and why; the newest first."""
    units = await services.aget(UnitsOfWork)
    async with units.read(principal) as scoped:
        rows = await (await scoped.aget(Impersonations)).newest()
    async with units.read(_OWN) as scoped:
        organizations, people = await scoped.aget(Organizations, People)
        person = await people.get(principal.user_id)
        places = await organizations.places(principal.user_id)
    names = {each.organization.id: each.organization.name for each in places}
    return ImpersonationList(
        items=tuple(
            shown(
                row,
                person=person.name,
                organization=names.get(row.organization_id, row.organization_id),
                clock=utc_now,
            )
            for row in rows
        )
    )


def _aware(moment: datetime | None) -> datetime | None:
    """A moment without a zone is meant in UTC."""
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=utc_now().tzinfo)
