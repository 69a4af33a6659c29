"""The caller's organisations, and members and invitations of the one they work for."""

from collections.abc import Sequence

from fastapi import APIRouter, Request

from cloudwright.audit.schemas import Entry
from cloudwright.audit.service import AuditTrail
from cloudwright.config import OpenIdSettings
from cloudwright.organizations.schemas import (
    Invitation,
    InvitationPreview,
    Invited,
    Member,
    Membership,
    NewInvitation,
    NewOrganization,
    Organization,
    OrganizationChange,
    OrganizationPlace,
    RoleChange,
    RulesChange,
    SeatCount,
    Security,
    SignInChoice,
)
from cloudwright.organizations.seats import Seats
from cloudwright.organizations.service.invitation_links import InvitationLinks
from cloudwright.organizations.service.invitations import Invitations
from cloudwright.organizations.service.members import Members
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


@router.get("/organization/seats")
async def get_seats(services: ReadServices, principal: CurrentPrincipal) -> SeatCount:
    """Tell how many seats there are and how many are used."""
    return await (await services.aget(Seats)).count(principal.organization_id)


@router.get("/organization/members")
async def list_members(services: ReadServices) -> Sequence[Member]:
    """List the members by name."""
    return await (await services.aget(Members)).list()


@router.patch("/organization/members/{person_id}")
async def change_member(
    services: WriteServices, principal: CurrentPrincipal, person_id: str, change: RoleChange
) -> Membership:
    """Give a member another role; it holds with their next request."""
    return await (await services.aget(Members)).change_role(principal, person_id, role=change.role)


@router.delete("/organization/members/{person_id}")
async def remove_member(
    services: WriteServices, principal: CurrentPrincipal, person_id: str
) -> dict[str, str]:
    """Remove a member; what they made stays."""
    await (await services.aget(Members)).remove(principal, person_id)
    return {}


@router.delete("/me/membership")
async def leave_organization(services: WriteServices, principal: CurrentPrincipal) -> dict[str, str]:
    """Leave the organisation; its last owner cannot."""
    await (await services.aget(Members)).remove(principal, principal.user_id)
    return {}


@router.get("/organization/invitations")
async def list_invitations(services: ReadServices) -> Sequence[Invitation]:
    """List invitations that may still be accepted, the newest first."""
    return await (await services.aget(Invitations)).pending()


@router.post("/organization/invitations", status_code=201)
async def invite(services: WriteServices, principal: CurrentPrincipal, new: NewInvitation) -> Invited:
    """Invite an address; a seat is kept for it. The token is shown this once."""
    return await (await services.aget(Invitations)).invite(principal, new)


@router.delete("/organization/invitations/{invitation_id}")
async def withdraw_invitation(
    services: WriteServices, principal: CurrentPrincipal, invitation_id: str
) -> dict[str, str]:
    """Withdraw an invitation; its seat is free again."""
    await (await services.aget(Invitations)).withdraw(principal, invitation_id)
    return {}


@router.get("/invitations/{token}")
async def preview_invitation(services: Services, token: str) -> InvitationPreview:
    """Tell who has the link what it invites to."""
    return await (await services.aget(InvitationLinks)).preview(token)


@router.post("/invitations/{token}/accept")
async def accept_invitation(services: Services, principal: CurrentPrincipal, token: str) -> Membership:
    """Become a member; the caller's address has to be the invited one."""
    return await (await services.aget(InvitationLinks)).accept(token, principal)


@router.get("/organization/audit")
async def list_audit_entries(services: ReadServices, limit: int = 50) -> Sequence[Entry]:
    """List what was done, the newest first, at most 200."""
    return await (await services.aget(AuditTrail)).newest(max(1, min(limit, 200)))
