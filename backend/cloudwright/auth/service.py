"""Sign-ins: start one, recognise one, end one; and tickets for sockets."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.audit.service import AuditTrail
from cloudwright.auth.errors import TicketRefused
from cloudwright.auth.repository import SignInsTable, TicketsTable
from cloudwright.auth.schemas import SignIn, SocketTicket, Started
from cloudwright.auth.tokens import new_token, token_hash
from cloudwright.config import SignInSettings
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.ids import new_id
from cloudwright.organizations.schemas import Membership
from cloudwright.organizations.service import Organizations
from cloudwright.tenancy.principal import Principal

_SEEN_AGAIN_AFTER = timedelta(minutes=5)
_LONGEST_DEVICE = 200


class SignIns:
    """Starts, recognises and ends sign-ins; works before the organisation is known."""

    def __init__(
        self,
        db: AsyncSession,
        settings: SignInSettings,
        *,
        organizations: Organizations,
        audit: AuditTrail,
        clock: Clock = utc_now,
    ) -> None:
        self._sign_ins = SignInsTable(db)
        self._settings = settings
        self._organizations = organizations
        self._audit = audit
        self._clock = clock

    async def start(self, membership: Membership, *, device: str) -> Started:
        """Start a sign-in for a member on a device and return its token, this once."""
        now = self._clock()
        token = new_token()
        sign_in = SignIn(
            id=new_id("sgn"),
            organization_id=membership.organization_id,
            person_id=membership.person_id,
            token_hash=token_hash(token),
            device=device[:_LONGEST_DEVICE],
            created_at=now,
            last_seen_at=now,
            expires_at=now + timedelta(days=self._settings.lifetime_days),
        )
        await self._sign_ins.add(sign_in)
        await self._record("sign_in.started", sign_in)
        return Started(token=token, principal=_principal(sign_in, membership), expires_at=sign_in.expires_at)

    async def recognise(self, token: str) -> tuple[Principal, datetime] | None:
        """Return whose token this is and when it was last seen; None for an unknown or ended one."""
        sign_in = await self._sign_ins.live_by_token(token_hash(token), now=self._clock())
        return None if sign_in is None else await self._member(sign_in)

    async def still_valid(self, sign_in_id: str) -> Principal | None:
        """Return the principal of a sign-in that has not ended, with today's role."""
        sign_in = await self._sign_ins.live_by_id(sign_in_id, now=self._clock())
        member = None if sign_in is None else await self._member(sign_in)
        return member[0] if member else None

    def is_stale(self, last_seen_at: datetime) -> bool:
        """Return whether the time of the last visit is worth writing again."""
        return self._clock() - last_seen_at > _SEEN_AGAIN_AFTER

    async def seen(self, principal: Principal) -> None:
        """Note that the device was here just now."""
        await self._sign_ins.touch(principal.sign_in_id, now=self._clock())

    async def end(self, principal: Principal) -> None:
        """End a sign-in; its token and its tickets are worth nothing from now on."""
        await self._sign_ins.revoke(principal.sign_in_id, now=self._clock())
        await self._audit.record(
            "sign_in.ended",
            principal.sign_in_id,
            actor_id=principal.user_id,
            organization_id=principal.organization_id,
        )

    async def _member(self, sign_in: SignIn) -> tuple[Principal, datetime] | None:
        membership = await self._organizations.membership(sign_in.organization_id, sign_in.person_id)
        return None if membership is None else (_principal(sign_in, membership), sign_in.last_seen_at)

    async def _record(self, action: str, sign_in: SignIn) -> None:
        await self._audit.record(
            action,
            sign_in.id,
            actor_id=sign_in.person_id,
            organization_id=sign_in.organization_id,
            details={"device": sign_in.device},
        )


class Tickets:
    """One-use passes for sockets, because a browser cannot set headers on a WebSocket."""

    def __init__(
        self, db: AsyncSession, settings: SignInSettings, *, sign_ins: SignIns, clock: Clock = utc_now
    ) -> None:
        self._tickets = TicketsTable(db)
        self._sign_ins = sign_ins
        self._settings = settings
        self._clock = clock

    async def issue(self, principal: Principal) -> SocketTicket:
        """Issue a ticket that is bound to the caller's sign-in."""
        now = self._clock()
        seconds = self._settings.ticket_seconds
        ticket = new_token()
        await self._tickets.sweep(now=now)
        await self._tickets.add(
            token_hash(ticket),
            principal.sign_in_id,
            organization_id=principal.organization_id,
            expires_at=now + timedelta(seconds=seconds),
        )
        return SocketTicket(ticket=ticket, expires_in_seconds=seconds)

    async def redeem(self, ticket: str) -> Principal:
        """Use up a ticket and return who holds it.

        Raises:
            TicketRefused: unknown, used, expired, or its sign-in has ended.
        """
        sign_in_id = await self._tickets.take(token_hash(ticket), now=self._clock())
        principal = await self._sign_ins.still_valid(sign_in_id) if sign_in_id else None
        if principal is None:
            raise TicketRefused("This connection ticket is not valid any more. Ask for a new one.")
        return principal


def _principal(sign_in: SignIn, membership: Membership) -> Principal:
    return Principal(
        user_id=sign_in.person_id,
        organization_id=sign_in.organization_id,
        role=membership.role,
        sign_in_id=sign_in.id,
    )
