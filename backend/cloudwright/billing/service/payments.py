"""What people do about their plan: see it, buy it, change its seats."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.billing.catalogue import lines, plan
from cloudwright.billing.errors import AlreadySubscribed, NotSubscribed, PlanNotOnSale
from cloudwright.billing.repository import Customers, Subscriptions
from cloudwright.billing.schemas import (
    CheckoutRequest,
    Currency,
    Hosted,
    Invoice,
    Order,
    Overview,
    Part,
    Payer,
    Plan,
    PlanStatus,
    Preview,
    SeatChange,
    Standing,
    Subscription,
)
from cloudwright.billing.service.refreshing import Refreshing, Selling
from cloudwright.billing.standing import nothing
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.work import UnitsOfWork

_CHANGEABLE = frozenset({PlanStatus.TRIALING, PlanStatus.ACTIVE, PlanStatus.PAST_DUE})
_PAYING = _CHANGEABLE | {PlanStatus.SUSPENDED}


@dataclass(frozen=True, slots=True)
class _Held:
    customer_id: str | None
    standing: Standing
    subscriptions: tuple[Subscription, ...]

    @property
    def current(self) -> Subscription | None:
        """The subscription that decides."""
        decisive = self.standing.subscription_id
        return next((each for each in self.subscriptions if each.id == decisive), None)


class Payments:
    """Talks to the payment provider outside of transactions."""

    def __init__(
        self, units: UnitsOfWork, refreshing: Refreshing, *, selling: Selling, clock: Clock = utc_now
    ) -> None:
        self._units = units
        self._refreshing = refreshing
        self._selling = selling
        self._clock = clock

    def plans(self) -> tuple[Plan, ...]:
        """Return what can be had."""
        return self._selling.catalogue.plans

    async def overview(self, principal: Principal) -> Overview:
        """Return where the organisation stands with its payments."""
        held = await self._held(principal)
        current = next(
            (each for each in held.subscriptions if each.id == held.standing.subscription_id), None
        )
        return Overview(
            standing=held.standing,
            plan=plan(self._selling.catalogue, held.standing.plan),
            currency=Currency(current.currency) if current and current.currency in [*Currency] else None,
            payments=self._selling.provider.live is not None,
        )

    async def checkout(
        self, principal: Principal, request: CheckoutRequest, *, payer: Payer, key: str | None = None
    ) -> Hosted:
        """Return the page where the plan is paid; an organisation tries a plan for free once.

        Raises:
            PlanNotOnSale: this plan cannot be bought, or not with so many seats.
            AlreadySubscribed: change the subscription instead, in the portal.
        """
        chosen = self._on_sale(request)
        held = await self._held(principal)
        if held.standing.status in _PAYING:
            raise AlreadySubscribed(
                "This organisation has a subscription already. Nothing was changed; "
                "change its seats here, or its plan in the customer portal."
            )
        order = Order(
            organization_id=principal.organization_id,
            customer_id=held.customer_id or await self._customer(principal, payer),
            lines=lines(chosen, seats=request.seats, currency=request.currency),
            trial_days=0 if held.subscriptions else chosen.trial_days,
            success_url=f"{self._selling.page}?checkout=done",
            cancel_url=f"{self._selling.page}?checkout=left",
            key=key,
        )
        return await self._selling.provider.checkout(order)

    async def portal(self, principal: Principal) -> Hosted:
        """Return the page where payment methods, plan and cancellation are.

        Raises:
            NotSubscribed: nothing was ever bought.
        """
        customer_id = (await self._held(principal)).customer_id
        if customer_id is None:
            raise _not_subscribed()
        return await self._selling.provider.portal(customer_id, return_url=self._selling.page)

    async def invoices(self, principal: Principal) -> tuple[Invoice, ...]:
        """Return the newest invoices, newest first."""
        customer_id = (await self._held(principal)).customer_id
        return await self._selling.provider.invoices(customer_id) if customer_id else ()

    async def preview(self, principal: Principal, seats: int) -> Preview:
        """Return what another number of seats costs; changes nothing.

        Raises:
            NotSubscribed, PlanNotOnSale: there is no subscription, or so many seats cannot be had.
        """
        return await self._selling.provider.preview(await self._change(principal, seats))

    async def change_seats(self, principal: Principal, seats: int, *, key: str | None = None) -> Overview:
        """Buy or give back seats; nobody loses a seat that they have.

        Raises:
            NotSubscribed, PlanNotOnSale: there is no subscription, or so many seats cannot be had.
        """
        change = await self._change(principal, seats)
        await self._selling.provider.change_seats(change, key=key)
        await self._refreshing.refresh(change.customer_id)
        return await self.overview(principal)

    async def _held(self, principal: Principal) -> _Held:
        async with self._units.read(principal) as services:
            db = await services.aget(AsyncSession)
            row = await Customers(db).find()
            if row is None:
                return _Held(None, nothing(self._selling.catalogue), ())
            stored = tuple(await Subscriptions(db).all())
            return _Held(row.customer_id, Standing.model_validate(row.standing), stored)

    async def _customer(self, principal: Principal, payer: Payer) -> str:
        """Make the organisation a customer; of two that ask at once the first one's stays."""
        made = await self._selling.provider.create_customer(
            principal.organization_id, name=payer.organization, email=payer.email
        )
        async with self._units.write(principal) as services:
            customers = Customers(await services.aget(AsyncSession))
            await customers.add(
                principal.organization_id,
                made,
                email=payer.email,
                standing=nothing(self._selling.catalogue),
                at=self._clock(),
            )
            row = await customers.find()
        return row.customer_id if row else made

    async def _change(self, principal: Principal, seats: int) -> SeatChange:
        held = await self._held(principal)
        current = next(
            (each for each in held.subscriptions if each.id == held.standing.subscription_id), None
        )
        if current is None or held.customer_id is None or held.standing.status not in _CHANGEABLE:
            raise _not_subscribed()
        most = plan(self._selling.catalogue, held.standing.plan).allowances.seats
        line = next((each for each in current.items if each.part is Part.SEAT), None)
        if line is None or (most is not None and seats > most):
            raise _too_many(seats, most)
        return SeatChange(
            customer_id=held.customer_id, subscription_id=current.id, item_id=line.id, seats=seats
        )

    def _on_sale(self, request: CheckoutRequest) -> Plan:
        chosen = plan(self._selling.catalogue, request.plan)
        if not chosen.on_sale:
            raise PlanNotOnSale(
                f"The {chosen.name} plan cannot be bought here. Nothing was changed.",
                details={"plan": chosen.id.value},
            )
        most = chosen.allowances.seats
        if most is not None and request.seats > most:
            raise _too_many(request.seats, most)
        return chosen


def _too_many(seats: int, most: int | None) -> PlanNotOnSale:
    return PlanNotOnSale(
        f"This plan has at most {most} seats, not {seats}. Nothing was changed; choose a larger plan."
        if most
        else "The seats of this plan are not counted one by one. Nothing was changed.",
        details={"most": most, "seats": seats},
    )


def _not_subscribed() -> NotSubscribed:
    return NotSubscribed(
        "This organisation has no subscription that could be changed. Choose a plan, or pay what is open."
    )
