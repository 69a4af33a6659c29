"""Seats that are sold one by one, as organisations ask for them when somebody is invited."""

from cloudwright.billing.catalogue import plan
from cloudwright.billing.errors import BillingOff, NotSubscribed, PlanNotOnSale
from cloudwright.billing.schemas import Currency
from cloudwright.billing.service.payments import Payments
from cloudwright.billing.service.refreshing import Selling
from cloudwright.kit.money import MinorMoney
from cloudwright.organizations.schemas import SeatOffer
from cloudwright.tenancy.principal import Principal


class PlanSeats:
    """Implements `organizations.ports.SeatShop`."""

    def __init__(self, payments: Payments, selling: Selling) -> None:
        self._payments = payments
        self._selling = selling

    async def offer(self, principal: Principal, seats: int) -> SeatOffer | None:
        """Return what it costs to have so many seats; None where the plan cannot grow by seats."""
        try:
            preview = await self._payments.preview(principal, seats)
        except (NotSubscribed, PlanNotOnSale, BillingOff):
            return None
        overview = await self._payments.overview(principal)
        chosen = plan(self._selling.catalogue, overview.standing.plan)
        currency = preview.currency.upper()
        monthly = chosen.prices.get(Currency(preview.currency))
        return SeatOffer(
            prorated=MinorMoney(amount_minor=preview.prorated, currency=currency),
            monthly=MinorMoney(amount_minor=monthly.seat if monthly else 0, currency=currency),
            period_ends_at=overview.standing.period_end,
        )

    async def buy(self, principal: Principal, seats: int) -> None:
        """Make it so many seats; asking for the same number again buys nothing more."""
        await self._payments.change_seats(principal, seats)
