"""Members of the caller's organisation, its seats, and invitations."""

from fastapi import APIRouter

from cloudwright.kit.lists import All
from cloudwright.organizations.schemas import (
    Acceptance,
    Invitation,
    InvitationPreview,
    InvitationToken,
    Member,
    Membership,
    NewInvitation,
    RoleChange,
    Seating,
    SeatPrice,
)
from cloudwright.organizations.service.invitation_links import InvitationLinks
from cloudwright.organizations.service.invitations import Invitations
from cloudwright.organizations.service.inviting import Inviting
from cloudwright.organizations.service.members import Members
from cloudwright.organizations.service.roster import Roster
from cloudwright.tenancy.dependencies import CurrentPrincipal, ReadServices, Services, WriteServices
from cloudwright.tenancy.work import UnitsOfWork

router = APIRouter(tags=["members"])


@router.get("/organization/members")
async def list_members(services: Services, principal: CurrentPrincipal) -> All[Member]:
    """List the members by name."""
    return All(items=await (await services.aget(Roster)).all(principal))


@router.patch("/organization/members/{person_id}")
async def change_member(
    services: Services, principal: CurrentPrincipal, person_id: str, change: RoleChange
) -> Member:
    """Give a member another role; it holds with their next request."""
    units, roster = await services.aget(UnitsOfWork, Roster)
    async with units.write(principal) as scoped:
        await (await scoped.aget(Members)).change_role(principal, person_id, role=change.role)
    return await roster.one(principal, person_id)


@router.delete("/organization/members/{person_id}")
async def remove_member(
    services: WriteServices, principal: CurrentPrincipal, person_id: str
) -> dict[str, str]:
    """Remove a member; what they made stays, their keys end."""
    await (await services.aget(Members)).remove(principal, person_id)
    return {}


@router.delete("/me/membership")
async def leave_organization(services: WriteServices, principal: CurrentPrincipal) -> dict[str, str]:
    """Leave the organisation; its last owner cannot."""
    await (await services.aget(Members)).remove(principal, principal.user_id)
    return {}


@router.get("/organization/seats")
async def get_seats(services: Services, principal: CurrentPrincipal) -> Seating:
    """Tell how many seats there are, and how many members and open invitations have."""
    return await (await services.aget(Inviting)).seating(principal)


@router.get("/organization/seats/price")
async def get_seat_price(services: Services, principal: CurrentPrincipal) -> SeatPrice:
    """Tell what the seat of the next invitation costs now."""
    return await (await services.aget(Inviting)).price(principal)


@router.get("/organization/invitations")
async def list_invitations(services: ReadServices, principal: CurrentPrincipal) -> All[Invitation]:
    """List invitations that may still be accepted, the newest first."""
    del principal
    return All(items=tuple(await (await services.aget(Invitations)).pending()))


@router.post("/organization/invitations", status_code=201)
async def invite(services: Services, principal: CurrentPrincipal, new: NewInvitation) -> Invitation:
    """Invite an address: it gets a mail with a link, and a seat is held for it."""
    return await (await services.aget(Inviting)).invite(principal, new)


@router.post("/organization/invitations/{invitation_id}/resend")
async def resend_invitation(
    services: WriteServices, principal: CurrentPrincipal, invitation_id: str
) -> Invitation:
    """Mail a new link that works for seven days; the last one works no more."""
    return await (await services.aget(Invitations)).resend(principal, invitation_id)


@router.delete("/organization/invitations/{invitation_id}")
async def withdraw_invitation(
    services: WriteServices, principal: CurrentPrincipal, invitation_id: str
) -> dict[str, str]:
    """Withdraw an invitation; its seat is free again."""
    await (await services.aget(Invitations)).withdraw(principal, invitation_id)
    return {}


@router.post("/invitations/preview")
async def preview_invitation(services: Services, link: InvitationToken) -> InvitationPreview:
    """Tell who has the link what it invites to."""
    return await (await services.aget(InvitationLinks)).preview(link.token)


@router.post("/invitations/accept")
async def accept_invitation(
    services: Services, principal: CurrentPrincipal, acceptance: Acceptance
) -> Membership:
    """Become a member; an address that is not the invited one has to be meant."""
    return await (await services.aget(InvitationLinks)).accept(acceptance, principal)
