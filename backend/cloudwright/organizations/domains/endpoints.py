"""Domains of the caller's organisation, and joining one by the domain of an address."""

from fastapi import APIRouter

from cloudwright.kit.lists import All
from cloudwright.organizations.domains.schemas import Domain, NewDomain, OpenPlace
from cloudwright.organizations.domains.service import Domains
from cloudwright.organizations.schemas import Membership
from cloudwright.tenancy.dependencies import CurrentPrincipal, Services

router = APIRouter(tags=["domains"])


@router.get("/organization/domains")
async def list_domains(services: Services, principal: CurrentPrincipal) -> All[Domain]:
    """List the domains that the organisation claims, by name."""
    return All(items=tuple(await (await services.aget(Domains)).all(principal)))


@router.post("/organization/domains", status_code=201)
async def claim_domain(services: Services, principal: CurrentPrincipal, new: NewDomain) -> Domain:
    """Claim a domain; answers with the DNS record that proves it."""
    return await (await services.aget(Domains)).claim(principal, new.name)


@router.post("/organization/domains/{domain_id}/verify")
async def verify_domain(services: Services, principal: CurrentPrincipal, domain_id: str) -> Domain:
    """Look for the record now. Whoever has a proved address there may then join."""
    return await (await services.aget(Domains)).verify(principal, domain_id)


@router.delete("/organization/domains/{domain_id}")
async def release_domain(services: Services, principal: CurrentPrincipal, domain_id: str) -> dict[str, str]:
    """Give a domain up; who joined by it stays."""
    await (await services.aget(Domains)).release(principal, domain_id)
    return {}


@router.get("/organizations/open")
async def list_open_organizations(services: Services, principal: CurrentPrincipal) -> All[OpenPlace]:
    """List the organisations that the caller may join because of their address."""
    return All(items=tuple(await (await services.aget(Domains)).open_to(principal.user_id)))


@router.post("/organizations/{organization_id}/join")
async def join_organization(
    services: Services, principal: CurrentPrincipal, organization_id: str
) -> Membership:
    """Join an organisation without an invitation, as the domain of a proved address allows."""
    return await (await services.aget(Domains)).join(principal, organization_id)
