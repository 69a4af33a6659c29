"""What is used of the plan, and the limits that admins set."""

from typing import Annotated

from fastapi import APIRouter, Query

from cloudwright.quotas.errors import NotAMember
from cloudwright.quotas.schemas import Metric, OwnLimit, OwnQuotas, QuotaList, QuotaRequest
from cloudwright.quotas.service.limits import Limits, Standings
from cloudwright.quotas.service.telling import Admins, Directory
from cloudwright.tenancy.dependencies import CurrentPrincipal, ReadServices, WriteServices

router = APIRouter(tags=["quotas"])

Subject = Annotated[str, Query(max_length=60, description="As the limit has it.")]


@router.get("/organization/quotas")
async def list_quotas(services: ReadServices) -> QuotaList:
    """List what is counted, how much of it is used in this period, and what the plan gives."""
    return QuotaList(items=await (await services.aget(Standings)).whole())


@router.get("/organization/limits")
async def list_limits(services: ReadServices) -> OwnQuotas:
    """List the limits that admins have set for members and modes, with what is used of each."""
    directory, standings = await services.aget(Directory, Standings)
    return OwnQuotas(items=await standings.own(await directory.names()))


@router.put("/organization/limits")
async def set_limit(services: WriteServices, principal: CurrentPrincipal, own: OwnLimit) -> OwnLimit:
    """Set a limit in place of the one that is there; it holds from the next message on."""
    directory, limits = await services.aget(Directory, Limits)
    kind, _, person_id = own.subject.partition(":")
    if kind == "member" and person_id != "*" and person_id not in await directory.names():
        raise NotAMember("This person is not a member of the organisation. Nothing was set.")
    await limits.put(own, by=principal)
    return own


@router.delete("/organization/limits")
async def remove_limit(
    services: WriteServices, principal: CurrentPrincipal, subject: Subject, metric: Metric
) -> dict[str, str]:
    """Remove a limit; what the plan gives stays. One that is not there is gone already."""
    await (await services.aget(Limits)).remove(subject, metric, by=principal)
    return {}


@router.post("/quota-requests")
async def ask_for_more(
    services: WriteServices, principal: CurrentPrincipal, request: QuotaRequest
) -> dict[str, str]:
    """Tell the admins that somebody stands before a limit; they are told of each at most once a day."""
    admins, standings = await services.aget(Admins, Standings)
    await admins.ask(principal, request.metric, standings=standings)
    return {}
