"""One-use passes for sockets, because a browser cannot set headers on a WebSocket."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.auth.errors import TicketRefused
from cloudwright.auth.repository import TicketsTable
from cloudwright.auth.schemas import SocketTicket
from cloudwright.auth.service.sign_ins import SignIns
from cloudwright.config import SignInSettings
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.tokens import new_token, token_hash
from cloudwright.tenancy.principal import Principal


class Tickets:
    """Issues tickets to who is signed in, and redeems each once."""

    def __init__(
        self, db: AsyncSession, settings: SignInSettings, *, sign_ins: SignIns, clock: Clock = utc_now
    ) -> None:
        self._tickets = TicketsTable(db)
        self._settings = settings
        self._sign_ins = sign_ins
        self._clock = clock

    async def issue(self, principal: Principal) -> SocketTicket:
        """Return a ticket for the caller's sign-in, and forget expired ones."""
        now = self._clock()
        seconds = self._settings.ticket_seconds
        ticket = new_token()
        await self._tickets.sweep(now=now)
        await self._tickets.add(token_hash(ticket), principal, expires_at=now + timedelta(seconds=seconds))
        return SocketTicket(ticket=ticket, expires_in_seconds=seconds)

    async def redeem(self, ticket: str, *, address: str) -> Principal:
        """Use up a ticket and return who holds it, and comes from `address`.

        Raises:
            TicketRefused: unknown, used, expired, or its sign-in has ended.
        """
        sign_in_id = await self._tickets.take(token_hash(ticket), now=self._clock())
        principal = None
        if sign_in_id:
            principal = await self._sign_ins.still_valid(sign_in_id, address=address)
        if principal is None:
            raise TicketRefused("This connection ticket is not valid any more. Ask for a new one.")
        return principal
