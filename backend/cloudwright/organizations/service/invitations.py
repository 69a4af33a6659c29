"""Invitations: a seat kept for an address, until it is accepted, withdrawn or too old."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.audit.service import AuditTrail
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.ids import new_id
from cloudwright.kit.tokens import new_token, token_hash
from cloudwright.organizations.errors import (
    AlreadyInvited,
    AlreadyMember,
    InvitationEnded,
    InvitationForSomebodyElse,
    RoleRefused,
    SeatsUsedUp,
)
from cloudwright.organizations.repository import InvitationsTable, OrganizationsTable
from cloudwright.organizations.schemas import (
    Invitation,
    InvitationState,
    Invited,
    Membership,
    NewInvitation,
)
from cloudwright.organizations.seats import Full, Seats
from cloudwright.rbac.roles import may_assign
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.scope import tenant_of
from cloudwright.users.schemas import Person
from cloudwright.users.service import People

LIFETIME = timedelta(days=7)


class Invitations:
    """Works for one organisation: the caller's, or that of the invitation which is accepted."""

    def __init__(
        self,
        db: AsyncSession,
        *,
        people: People,
        seats: Seats,
        audit: AuditTrail,
        clock: Clock = utc_now,
    ) -> None:
        self._db = db
        self._table = InvitationsTable(db)
        self._organizations = OrganizationsTable(db)
        self._people = people
        self._seats = seats
        self._audit = audit
        self._clock = clock

    async def pending(self) -> Sequence[Invitation]:
        """Return the invitations that may still be accepted, the newest first."""
        return await self._table.pending(now=self._clock())

    async def invite(self, principal: Principal, new: NewInvitation) -> Invited:
        """Invite an address and return the token of the link, this once. The seat is taken now.

        Raises:
            RoleRefused: the caller may not give this role.
            AlreadyMember, AlreadyInvited: the address needs no other invitation.
            SeatsUsedUp: no seat is free.
        """
        if not may_assign(principal.role, current=None, new=new.role):
            raise RoleRefused("Your role does not allow you to invite somebody in this role.")
        await self._insist_on_somebody_new(new.email)
        now, token = self._clock(), new_token()
        invitation = Invitation(
            id=new_id("inv"),
            email=new.email,
            role=new.role,
            state=InvitationState.PENDING,
            invited_by=principal.user_id,
            created_at=now,
            expires_at=now + LIFETIME,
        )
        taken = await self._seats.take(principal.organization_id, invitation.id)
        if isinstance(taken, Full):
            raise SeatsUsedUp(
                f"All {taken.limit} seats are used. Remove a member, withdraw an invitation or add seats.",
                details={"limit": taken.limit, "used": taken.used},
            )
        await self._table.add(invitation, token_hash(token))
        await self._record("invitation.sent", invitation, actor_id=principal.user_id)
        return Invited(invitation=invitation, token=token)

    async def by_token(self, token: str) -> Invitation:
        """Return the pending invitation of a link.

        Raises:
            InvitationEnded: it was accepted, withdrawn or is too old, or nobody was given this token.
        """
        found = await self._table.by_token(token_hash(token))
        if found is None or found.expires_at <= self._clock():
            raise ended()
        return found

    async def withdraw(self, principal: Principal, invitation_id: str) -> None:
        """Withdraw an invitation; its seat is free again.

        Raises:
            InvitationEnded: it was accepted, withdrawn or is too old.
        """
        invitation = await self._ended(invitation_id, InvitationState.WITHDRAWN)
        await self._record("invitation.withdrawn", invitation, actor_id=principal.user_id)

    async def accept(self, token: str, person: Person) -> Membership:
        """Make a person a member; who was invited is told by the address alone.

        Raises:
            InvitationEnded: it was accepted, withdrawn or is too old, or nobody was given this token.
            InvitationForSomebodyElse: it was sent to another address.
        """
        found = await self.by_token(token)
        if found.email.casefold() != person.email.casefold():
            raise InvitationForSomebodyElse(
                f"This invitation was sent to {found.email}. Sign in with that address to accept it."
            )
        if not await self._table.end(found.id, InvitationState.ACCEPTED):
            raise ended()
        membership = Membership(organization_id=tenant_of(self._db), person_id=person.id, role=found.role)
        await self._seats.hand_over(membership.organization_id, found.id, person_id=person.id)
        if await self._organizations.membership(membership.organization_id, person.id) is None:
            await self._organizations.add_membership(membership, created_at=self._clock())
        await self._record("invitation.accepted", found, actor_id=person.id)
        return membership

    async def end_old(self) -> int:
        """End what is too old to be accepted, give the seats back, and return how many there were."""
        old = await self._table.old(now=self._clock())
        for invitation in old:
            if await self._table.end(invitation.id, InvitationState.EXPIRED):
                await self._seats.give_up(tenant_of(self._db), invitation.id)
        return len(old)

    async def _ended(self, invitation_id: str, state: InvitationState) -> Invitation:
        found = await self._table.find(invitation_id)
        if found is None or not await self._table.end(invitation_id, state):
            raise ended()
        await self._seats.give_up(tenant_of(self._db), invitation_id)
        return found

    async def _insist_on_somebody_new(self, email: str) -> None:
        person = await self._people.with_email(email)
        if person is not None and await self._organizations.membership(tenant_of(self._db), person.id):
            raise AlreadyMember(f"{email} is a member already.")
        if await self._table.pending_for(email, now=self._clock()):
            raise AlreadyInvited(f"{email} has an open invitation. Withdraw it to send another one.")

    async def _record(self, action: str, invitation: Invitation, *, actor_id: str) -> None:
        details = {"email": invitation.email, "role": invitation.role.value}
        await self._audit.record(action, invitation.id, actor_id=actor_id, details=details)


def ended() -> InvitationEnded:
    """Return the error of an invitation that leads nowhere."""
    return InvitationEnded(
        "This invitation was accepted, withdrawn, or is too old to be used. Ask for a new one."
    )
