"""What the next seat costs, and an invitation that buys it where none is free."""

from cloudwright.organizations.errors import SeatsExhausted
from cloudwright.organizations.ports import SeatShop
from cloudwright.organizations.schemas import Invitation, NewInvitation, SeatCount, Seating, SeatPrice
from cloudwright.organizations.service.invitations import Invitations
from cloudwright.rbac.insisting import insist_on
from cloudwright.rbac.permissions import Permission
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.work import UnitsOfWork


class Inviting:
    """Talks to who sells seats between transactions, never inside of one."""

    def __init__(self, units: UnitsOfWork, shop: SeatShop) -> None:
        self._units = units
        self._shop = shop

    async def seating(self, principal: Principal) -> Seating:
        """Return how many seats members and open invitations have."""
        async with self._units.read(principal) as services:
            return await (await services.aget(Invitations)).seating(principal.organization_id)

    async def price(self, principal: Principal) -> SeatPrice:
        """Return what the seat of the next invitation costs now."""
        seating = await self.seating(principal)
        free = _free(seating)
        if free is None or free > 0:
            return _without_money(free)
        offer = await self._shop.offer(principal, _taken(seating) + 1)
        if offer is None:
            return _without_money(0, blocked=True)
        return SeatPrice(
            seats_free=0,
            adds_seat=True,
            blocked=False,
            prorated=offer.prorated,
            monthly=offer.monthly,
            period_ends_at=offer.period_ends_at,
        )

    async def invite(self, principal: Principal, new: NewInvitation) -> Invitation:
        """Invite an address and mail it the link; a seat is bought only where that was agreed to.

        Raises:
            RoleRefused, AlreadyMember, AlreadyInvited: as `Invitations.invite`.
            SeatsExhausted: no seat is free, and none was to be bought or could be.
            NotPermitted: a seat would be bought by somebody who may not spend money.
        """
        try:
            return await self._invited(principal, new)
        except SeatsExhausted:
            if not new.buy_seat:
                raise
            insist_on(principal, Permission.BILLING_MANAGE)
            seats = _taken(await self.seating(principal)) + 1
            if await self._shop.offer(principal, seats) is None:
                raise
        await self._shop.buy(principal, seats)
        return await self._invited(principal, new)

    async def _invited(self, principal: Principal, new: NewInvitation) -> Invitation:
        async with self._units.write(principal) as services:
            return await (await services.aget(Invitations)).invite(principal, new)


def _taken(seating: Seating) -> int:
    return seating.used + seating.invited


def _free(seating: Seating) -> int | None:
    return SeatCount(limit=seating.limit, used=_taken(seating)).free


def _without_money(free: int | None, *, blocked: bool = False) -> SeatPrice:
    return SeatPrice(
        seats_free=free, adds_seat=False, blocked=blocked, prorated=None, monthly=None, period_ends_at=None
    )
