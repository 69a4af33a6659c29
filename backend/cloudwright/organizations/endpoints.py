"""The caller's organisations, and the rules of the one they work for."""

from collections.abc import Sequence

from fastapi import APIRouter, Request

from cloudwright.audit.service import AuditTrail
from cloudwright.config import OpenIdSettings
from cloudwright.organizations.schemas import (
    NewOrganization,
    Organization,
    OrganizationChange,
    OrganizationEnd,
    OrganizationPlace,
    RulesChange,
    Security,
    SignInChoice,
)
from cloudwright.organizations.service.closing import Closing
from cloudwright.organizations.service.organizations import Organizations
from cloudwright.organizations.service.rules import OrganizationRules
from cloudwright.tenancy.dependencies import (
    CurrentPrincipal,
    ReadServices,
    Services,
    WriteServices,
    address_of,
)
from cloudwright.tenancy.principal import Rules
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork

router = APIRouter(tags=["organisations"])

_PLACES = EveryTenant("a person's organisations are looked for in all of them")
_FOUNDING = EveryTenant("an organisation that is founded is nobody's yet")


@router.get("/organizations")
async def list_organizations(services: Services, principal: CurrentPrincipal) -> Sequence[OrganizationPlace]:
    """List the caller's organisations and their role in each."""
    units = await services.aget(UnitsOfWork)
    async with units.read(_PLACES) as scoped:
        return await (await scoped.aget(Organizations)).places(principal.user_id)


@router.post("/organizations", status_code=201)
async def found_organization(
    services: Services, principal: CurrentPrincipal, new: NewOrganization
) -> Organization:
    """Found an organisation; the caller owns it."""
    units = await services.aget(UnitsOfWork)
    async with units.write(_FOUNDING) as scoped:
        organizations, audit = await scoped.aget(Organizations, AuditTrail)
        membership = await organizations.found(new.name, owner_id=principal.user_id)
        await audit.record(
            "organization.founded",
            membership.organization_id,
            actor_id=principal.user_id,
            organization_id=membership.organization_id,
            details={"name": new.name},
        )
        return await organizations.get(membership.organization_id)


@router.patch("/organization")
async def change_organization(
    services: WriteServices, principal: CurrentPrincipal, change: OrganizationChange
) -> Organization:
    """Rename the organisation."""
    organizations, audit = await services.aget(Organizations, AuditTrail)
    renamed = await organizations.rename(principal.organization_id, change.name)
    await audit.record(
        "organization.renamed", renamed.id, actor_id=principal.user_id, details={"name": renamed.name}
    )
    return renamed


@router.delete("/organization")
async def delete_organization(
    services: WriteServices, principal: CurrentPrincipal, confirmation: OrganizationEnd
) -> dict[str, str]:
    """Delete the organisation with everything in it; its name has to be typed. It cannot be brought back."""
    await (await services.aget(Closing)).delete(principal, typed_name=confirmation.name)
    return {}


@router.get("/organization/security")
async def get_security(request: Request, services: ReadServices, principal: CurrentPrincipal) -> Security:
    """Tell the rules that hold for every member, and from where the caller comes."""
    rules, settings = await services.aget(OrganizationRules, OpenIdSettings)
    now = await rules.read(principal.organization_id)
    return _security(now, settings=settings, address=address_of(request))


@router.patch("/organization/security")
async def change_security(
    request: Request, services: WriteServices, principal: CurrentPrincipal, change: RulesChange
) -> Security:
    """Change rules; they hold with every member's next request. One that locks the caller out is refused."""
    rules, settings = await services.aget(OrganizationRules, OpenIdSettings)
    now = await rules.change(principal, change)
    return _security(now, settings=settings, address=address_of(request))


def _security(rules: Rules, *, settings: OpenIdSettings, address: str) -> Security:
    return Security(
        require_second_factor=rules.second_factor_required,
        identity_provider=rules.identity_provider,
        providers=tuple(SignInChoice(id=each.id, label=each.title) for each in settings.providers),
        ip_allow_list=tuple(str(network) for network in rules.networks),
        your_address=address,
        sharing=rules.sharing,
    )
