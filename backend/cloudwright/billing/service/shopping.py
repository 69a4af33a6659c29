"""What an organisation sees of its plan, and buys."""

from dataclasses import dataclass

from cloudwright.billing.errors import PaymentsMisconfigured, PaymentsRefused, PaymentsUnavailable
from cloudwright.billing.offers import card, shown
from cloudwright.billing.schemas import (
    CheckoutRequest,
    Currency,
    Hosted,
    NextInvoice,
    Overview,
    Payer,
    PlanCard,
    PlanChoice,
    PlanId,
    PlanStatus,
    ShownInvoice,
    SubscriptionView,
)
from cloudwright.billing.service.payments import Payments
from cloudwright.kit.money import MinorMoney
from cloudwright.organizations.seats import Seats
from cloudwright.quotas.schemas import Grant, Quota
from cloudwright.quotas.service.limits import Standings
from cloudwright.quotas.service.plans import Plans
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.work import UnitsOfWork

_RUNNING = frozenset({PlanStatus.TRIALING, PlanStatus.ACTIVE})


@dataclass(frozen=True, slots=True)
class _InUse:
    """What an organisation has in use, and was given."""

    seats: int
    used: tuple[Quota, ...]
    granted: Grant | None


class Shopping:
    """Talks to the payment provider outside of transactions."""

    def __init__(self, units: UnitsOfWork, payments: Payments) -> None:
        self._units = units
        self._payments = payments

    async def subscription(self, principal: Principal) -> SubscriptionView:
        """Return the plan, where it stands, and every other one with what it would have no room for."""
        overview, in_use = await self._payments.overview(principal), await self._in_use(principal)
        currency = overview.currency or Currency.USD
        plans = tuple(
            card(each, currency=currency, used=in_use.used, seats=in_use.seats)
            for each in self._payments.plans()
        )
        standing = overview.standing
        if not overview.payments:
            return _set_by_operators(in_use.granted, plans=plans)
        return SubscriptionView(
            plan=standing.plan,
            status=standing.status,
            seats=standing.seats,
            trial_ends_at=standing.trial_end,
            cancels_at=standing.ends_at,
            kept_until=standing.kept_until,
            next_invoice=await self._next_invoice(principal, overview),
            self_service=True,
            plans=plans,
        )

    async def invoices(self, principal: Principal) -> tuple[ShownInvoice, ...]:
        """Return the newest invoices, newest first."""
        return tuple(shown(each) for each in await self._payments.invoices(principal))

    async def checkout(
        self, principal: Principal, choice: PlanChoice, *, payer: Payer, key: str | None
    ) -> Hosted:
        """Return the page where the plan is paid, for as many seats as are in use.

        Raises:
            PlanNotOnSale, AlreadySubscribed: nothing was bought.
        """
        seats = max(1, (await self._in_use(principal)).seats)
        order = CheckoutRequest(plan=choice.plan, seats=seats, currency=choice.currency)
        return await self._payments.checkout(principal, order, payer=payer, key=key)

    async def _next_invoice(self, principal: Principal, overview: Overview) -> NextInvoice | None:
        """Ask what comes next; a provider that does not answer keeps nobody from seeing their plan."""
        standing = overview.standing
        if standing.status not in _RUNNING or standing.ends_at or standing.seats is None:
            return None
        try:
            preview = await self._payments.preview(principal, standing.seats)
        except (PaymentsUnavailable, PaymentsRefused, PaymentsMisconfigured):
            return None
        if preview.next_at is None:
            return None
        total = MinorMoney(amount_minor=preview.next_total, currency=preview.currency.upper())
        return NextInvoice(total=total, at=preview.next_at)

    async def _in_use(self, principal: Principal) -> _InUse:
        async with self._units.read(principal) as services:
            seats, standings, plans = await services.aget(Seats, Standings, Plans)
            count = await seats.count(principal.organization_id)
            return _InUse(count.used, await standings.whole(), await plans.granted())


def _set_by_operators(granted: Grant | None, *, plans: tuple[PlanCard, ...]) -> SubscriptionView:
    return SubscriptionView(
        plan=PlanId(granted.plan) if granted else None,
        status=PlanStatus.ACTIVE if granted else PlanStatus.NONE,
        seats=granted.seats if granted else None,
        trial_ends_at=None,
        cancels_at=None,
        kept_until=None,
        next_invoice=None,
        self_service=False,
        plans=plans,
    )
