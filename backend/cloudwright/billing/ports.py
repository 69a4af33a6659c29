"""Who collects payments, and who gives an organisation its plan."""

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

from cloudwright.billing.schemas import (
    Event,
    Hosted,
    Invoice,
    Order,
    Payer,
    PlanId,
    PlanStatus,
    Preview,
    ProductOffer,
    SeatChange,
    Subscription,
    Synced,
)
from cloudwright.tenancy.principal import Principal

BILLING = "billing"
"""Who sets a plan because of what was paid."""


class PaymentProvider(Protocol):
    """Collects payments. Every call may raise PaymentsUnavailable, PaymentsRefused, PaymentsMisconfigured."""

    @property
    def live(self) -> bool | None:
        """Say whether money is real here; None where nothing is sold."""
        ...

    async def sync(self, products: Sequence[ProductOffer]) -> Synced:
        """Make the products and prices what they are to be; repeating it changes nothing."""
        ...

    async def create_customer(self, organization_id: str, *, name: str, email: str) -> str:
        """Return the id of a new customer; asked twice for the same, it is the same one."""
        ...

    async def checkout(self, order: Order) -> Hosted:
        """Return the page where an order is paid.

        Raises:
            SameKeyOtherRequest: the order's key was used for another order.
        """
        ...

    async def portal(self, customer_id: str, *, return_url: str) -> Hosted:
        """Return the page where a customer changes payment methods and cancels."""
        ...

    async def invoices(self, customer_id: str) -> tuple[Invoice, ...]:
        """Return the newest invoices, newest first."""
        ...

    async def preview(self, change: SeatChange) -> Preview:
        """Return what a change of seats costs; changes nothing."""
        ...

    async def change_seats(self, change: SeatChange, *, key: str | None) -> None:
        """Change the seats of a subscription; the difference is prorated.

        Raises:
            SameKeyOtherRequest: the key was used for another change.
        """
        ...

    async def subscriptions(self, customer_id: str) -> tuple[Subscription, ...]:
        """Return every subscription of a customer, ended ones too; none for a customer who is gone."""
        ...

    def every_subscription(self) -> AsyncIterator[Subscription]:
        """Return every subscription of every customer, ended ones too."""
        ...

    def event(self, payload: bytes, signature: str) -> Event:
        """Return the event of a webhook.

        Raises:
            WebhookRefused: the signature is not right, or too old.
        """
        ...

    async def close(self) -> None:
        """Close the connections."""
        ...


class PayerSource(Protocol):
    """Knows who pays for an organisation."""

    async def payer_of(self, principal: Principal) -> Payer:
        """Return the organisation's name and the address of who buys for it."""
        ...


class PlanSink(Protocol):
    """Gives an organisation its plan, in the transaction of the caller, who works for that organisation."""

    async def set_plan(
        self, organization_id: str, plan: PlanId, *, seats: int | None, status: PlanStatus, by: str = BILLING
    ) -> None:
        """Set plan, seats (None is unlimited) and status; setting the same again changes nothing.

        What a contract gives beyond the plan stays.
        """
        ...
