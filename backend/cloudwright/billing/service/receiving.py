"""Webhooks are kept, and answered only when they are."""

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.billing.ports import PaymentProvider
from cloudwright.billing.repository import WebhookInbox
from cloudwright.billing.schemas import Event
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork

log = structlog.get_logger(__name__)

STRIPE = "stripe"

_INBOX = EveryTenant("webhooks are kept before it is known whose they are")


class Receiving:
    def __init__(self, units: UnitsOfWork, provider: PaymentProvider, clock: Clock = utc_now) -> None:
        self._units = units
        self._provider = provider
        self._clock = clock

    async def receive(self, payload: bytes, signature: str) -> None:
        """Keep a webhook; when this returns, it is committed.

        Raises:
            WebhookRefused: it was not signed by the payment provider for us, or too long ago.
        """
        event = self._provider.event(payload, signature)
        if why := self._foreign(event):
            log.warning("webhook dropped", id=event.id, type=event.type, why=why)
            return
        async with self._units.write(_INBOX) as services:
            inbox = WebhookInbox(await services.aget(AsyncSession))
            await inbox.add(STRIPE, event, at=self._clock())

    def _foreign(self, event: Event) -> str | None:
        """Return why an event with a good signature is none of ours, or None when it is."""
        if event.account is not None:
            return "another account"
        if event.live != self._provider.live:
            return "a key for the other mode"
        if event.customer_id is None:
            return "no customer"
        return None
