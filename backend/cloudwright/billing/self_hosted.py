"""No payments: the twin for installations whose operator sets plans."""

from collections.abc import AsyncIterator, Sequence
from typing import NoReturn

from cloudwright.billing.errors import BillingOff, WebhookRefused
from cloudwright.billing.schemas import (
    Event,
    Hosted,
    Invoice,
    Order,
    Preview,
    ProductOffer,
    SeatChange,
    Subscription,
    Synced,
)


class NoPayments:
    """Sells nothing, and says so."""

    @property
    def live(self) -> bool | None:
        return None

    async def sync(self, products: Sequence[ProductOffer]) -> Synced:
        del products
        _off()

    async def create_customer(self, organization_id: str, *, name: str, email: str) -> str:
        del organization_id, name, email
        _off()

    async def checkout(self, order: Order) -> Hosted:
        del order
        _off()

    async def portal(self, customer_id: str, *, return_url: str) -> Hosted:
        del customer_id, return_url
        _off()

    async def invoices(self, customer_id: str) -> tuple[Invoice, ...]:
        del customer_id
        return ()

    async def preview(self, change: SeatChange) -> Preview:
        del change
        _off()

    async def change_seats(self, change: SeatChange, *, key: str | None) -> None:
        del change, key
        _off()

    async def subscriptions(self, customer_id: str) -> tuple[Subscription, ...]:
        del customer_id
        _off()

    async def every_subscription(self) -> AsyncIterator[Subscription]:
        for nothing in tuple[Subscription, ...]():
            yield nothing

    def event(self, payload: bytes, signature: str) -> Event:
        del payload, signature
        raise WebhookRefused("This installation takes no payments, so it expects no webhooks.")

    async def close(self) -> None:
        return


def _off() -> NoReturn:
    raise BillingOff(
        "This installation takes no payments; its operator sets the plan of an organisation. "
        "Nothing was changed."
    )
