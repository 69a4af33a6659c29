"""Invitations: each holds a seat, works for seven days, and is accepted once with the token of its mail."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

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
    InvitationJustSent,
    RoleRefused,
    SeatsExhausted,
)
from cloudwright.organizations.repository import InvitationsTable, OrganizationsTable
from cloudwright.organizations.schemas import (
    Acceptance,
    Invitation,
    InvitationState,
    Kept,
    Membership,
    NewInvitation,
    Seating,
)
from cloudwright.organizations.seats import Full, Seats
from cloudwright.organizations.service.mail import InvitationMail
from cloudwright.rbac.roles import may_assign
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.scope import tenant_of
from cloudwright.users.schemas import Person
from cloudwright.users.service import People

LIFETIME = timedelta(days=7)
SENT_AGAIN_AFTER = timedelta(minutes=1)
_GONE = "somebody who left"


class Invitations:
    """Works for one organisation: the caller's, or that of the invitation which is accepted."""

    def __init__(
        self,
        db: AsyncSession,
        *,
        people: People,
        seats: Seats,
        mail: InvitationMail,
        audit: AuditTrail,
        clock: Clock = utc_now,
    ) -> None:
        self._db = db
        self._table = InvitationsTable(db)
        self._organizations = OrganizationsTable(db)
        self._people = people
        self._seats = seats
        self._mail = mail
        self._audit = audit
        self._clock = clock

    async def pending(self) -> Sequence[Invitation]:
        """Return the invitations that may still be accepted, the newest first."""
        kept = await self._table.pending(now=self._clock())
        people = await self._people.many({each.invited_by for each in kept})
        return [_shown(each, people) for each in kept]

    async def seating(self, organization_id: str) -> Seating:
        """Return who has the seats; invitations that are too old have none, also before they are ended."""
        count = await self._seats.count(organization_id)
        holders = await self._seats.holders(organization_id)
        invited = {each.id for each in await self._table.pending(now=self._clock())} & holders
        old = {each.id for each in await self._table.old(now=self._clock())} & holders
        return Seating(used=len(holders - invited - old), invited=len(invited), limit=count.limit)

    async def invite(self, principal: Principal, new: NewInvitation) -> Invitation:
        """Invite an address; its seat is taken and its mail written in this transaction.

        Raises:
            RoleRefused: the caller may not give this role.
            AlreadyMember, AlreadyInvited: the address needs no other invitation.
            SeatsExhausted: no seat is free.
        """
        if not may_assign(principal.role, current=None, new=new.role):
            raise RoleRefused("Your role does not allow you to invite somebody in this role.")
        await self._insist_on_somebody_new(new.email)
        await self.end_old()
        now, token = self._clock(), new_token()
        kept = Kept(
            id=new_id("inv"),
            email=new.email,
            role=new.role,
            state=InvitationState.PENDING,
            invited_by=principal.user_id,
            created_at=now,
            expires_at=now + LIFETIME,
        )
        taken = await self._seats.take(principal.organization_id, kept.id)
        if isinstance(taken, Full):
            raise SeatsExhausted(
                f"All {taken.limit} seats are used. Remove a member, withdraw an invitation or add seats.",
                details={"limit": taken.limit, "used": taken.used},
            )
        await self._table.add(kept, token_hash(token))
        await self._record("invitation.sent", kept, actor_id=principal.user_id)
        return await self._sent(kept, token)

    async def resend(self, principal: Principal, invitation_id: str) -> Invitation:
        """Mail a new link, which works for seven days from now; the last one works no more.

        Raises:
            InvitationEnded: it was accepted, withdrawn or is too old.
            InvitationJustSent: its mail went out less than a minute ago.
        """
        kept = await self._table.find(invitation_id)
        now, token = self._clock(), new_token()
        if kept is None or kept.state is not InvitationState.PENDING or kept.expires_at <= now:
            raise ended()
        self._insist_on_a_pause(kept.expires_at - LIFETIME, now=now)
        again = replace(kept, expires_at=now + LIFETIME)
        if not await self._table.renew(kept.id, token_hash(token), expires_at=again.expires_at):
            raise ended()
        await self._record("invitation.sent_again", kept, actor_id=principal.user_id)
        return await self._sent(again, token)

    async def by_token(self, token: str) -> Kept:
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
        found = await self._table.find(invitation_id)
        if found is None or not await self._table.end(invitation_id, InvitationState.WITHDRAWN):
            raise ended()
        await self._seats.give_up(tenant_of(self._db), invitation_id)
        await self._record("invitation.withdrawn", found, actor_id=principal.user_id)

    async def accept(self, acceptance: Acceptance, person: Person) -> Membership:
        """Make a person a member. The link proves the mailbox; another address has to be meant.

        Raises:
            InvitationEnded: it was accepted, withdrawn or is too old, or nobody was given this token.
            InvitationForSomebodyElse: it was sent to another address, and that was not agreed to.
        """
        found = await self.by_token(acceptance.token)
        elsewhere = found.email.casefold() != person.email.casefold()
        if elsewhere and not acceptance.with_other_address:
            raise InvitationForSomebodyElse(
                f"This invitation was sent to {found.email}, and you are signed in as {person.email}. "
                "Confirm that you want to accept it with this account.",
                details={"invited": found.email, "yours": person.email},
            )
        if not await self._table.end(found.id, InvitationState.ACCEPTED):
            raise ended()
        membership = Membership(organization_id=tenant_of(self._db), person_id=person.id, role=found.role)
        await self._seats.hand_over(membership.organization_id, found.id, person_id=person.id)
        known = await self._organizations.membership(membership.organization_id, person.id)
        if known is None:
            await self._organizations.add_membership(membership, created_at=self._clock())
        await self._record("invitation.accepted", found, actor_id=person.id)
        await self._tell_the_inviter(found, person)
        return known or membership

    async def end_old(self) -> int:
        """End what is too old to be accepted, give the seats back, and return how many there were."""
        old = await self._table.old(now=self._clock())
        for invitation in old:
            if await self._table.end(invitation.id, InvitationState.EXPIRED):
                await self._seats.give_up(tenant_of(self._db), invitation.id)
        return len(old)

    async def _sent(self, kept: Kept, token: str) -> Invitation:
        people = await self._people.many([kept.invited_by])
        shown = _shown(kept, people)
        await self._mail.invite(shown, token, organization=await self._name(), lifetime=LIFETIME)
        return shown

    async def _tell_the_inviter(self, kept: Kept, person: Person) -> None:
        people = await self._people.many([kept.invited_by])
        if kept.invited_by in people:
            inviter = people[kept.invited_by]
            await self._mail.accepted(kept, person, inviter=inviter, organization=await self._name())

    async def _name(self) -> str:
        organization = await self._organizations.find(tenant_of(self._db))
        return organization.name if organization else ""

    def _insist_on_a_pause(self, sent_at: datetime, *, now: datetime) -> None:
        left = sent_at + SENT_AGAIN_AFTER - now
        if left > timedelta(0):
            seconds = int(left.total_seconds()) + 1
            raise InvitationJustSent(
                f"The mail went out a moment ago. It can be sent again in {seconds} seconds.",
                details={"retry_after_seconds": seconds},
            )

    async def _insist_on_somebody_new(self, email: str) -> None:
        person = await self._people.with_email(email)
        if person is not None and await self._organizations.membership(tenant_of(self._db), person.id):
            raise AlreadyMember(f"{email} is a member already.")
        if await self._table.pending_for(email, now=self._clock()):
            raise AlreadyInvited(f"{email} has an open invitation. Send it again, or withdraw it.")

    async def _record(self, action: str, kept: Kept, *, actor_id: str) -> None:
        details = {"email": kept.email, "role": kept.role.value}
        await self._audit.record(action, kept.id, actor_id=actor_id, details=details)


def ended() -> InvitationEnded:
    """Return the error of an invitation that leads nowhere."""
    return InvitationEnded(
        "This invitation was accepted, withdrawn, or is too old to be used. Ask for a new one."
    )


def _shown(kept: Kept, people: Mapping[str, Person]) -> Invitation:
    return Invitation(
        id=kept.id,
        email=kept.email,
        role=kept.role,
        invited_by=people[kept.invited_by].name if kept.invited_by in people else _GONE,
        created_at=kept.created_at,
        expires_at=kept.expires_at,
    )
