"""The worker that settles webhooks, and the nightly comparison with the payment provider."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.billing.repository import Customers, WebhookInbox
from cloudwright.billing.schemas import Hint, Reconciled, Refreshed, Settled, Subscription
from cloudwright.billing.service.refreshing import Refreshing, Selling
from cloudwright.billing.standing import differs, standing
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.errors import CloudwrightError
from cloudwright.kit.ids import new_id
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork

log = structlog.get_logger(__name__)

_INBOX = EveryTenant("webhooks of all organisations are settled by one worker")
_BUSY_PAUSE = timedelta(seconds=2)
_FIRST_PAUSE_SECONDS = 5
_LONGEST_PAUSE_SECONDS = 3_600


class Bookkeeper:
    """Takes every event as a hint: it fetches what is so now. Several may work at once."""

    def __init__(
        self, units: UnitsOfWork, refreshing: Refreshing, *, selling: Selling, clock: Clock = utc_now
    ) -> None:
        self._units = units
        self._refreshing = refreshing
        self._selling = selling
        self._clock = clock

    async def settle_due(self) -> int:
        """Settle the events that are due now; return how many were looked at."""
        looked_at = 0
        while (hint := await self._claim()) is not None:
            await self._settle(hint)
            looked_at += 1
        return looked_at

    async def reconcile(self) -> Reconciled:
        """Compare every customer with what the provider says, and refresh those that differ."""
        found: dict[str, list[Subscription]] = defaultdict(list)
        async for subscription in self._selling.provider.every_subscription():
            found[subscription.customer_id].append(subscription)
        customers, repaired = await self._known(), 0
        for customer in customers:
            if not self._is_right(customer, found.get(customer.customer_id, [])):
                repaired += await self._refreshing.refresh(customer.customer_id) is Refreshed.DONE
        async with self._units.write(_INBOX) as services:
            inbox = WebhookInbox(await services.aget(AsyncSession))
            await inbox.forget(before=self._clock() - timedelta(days=self._selling.settings.kept_days))
        log.info("payments reconciled", customers=len(customers), repaired=repaired)
        return Reconciled(customers=len(customers), repaired=repaired)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Settle and reconcile again and again until the end of the block; nothing where nothing is sold."""
        settings = self._selling.settings
        duties = [
            asyncio.create_task(self._repeat(self.settle_due, settings.poll_seconds), name="webhooks"),
            asyncio.create_task(
                self._repeat(self.reconcile, settings.reconcile_hours * 3_600), name="reconcile"
            ),
        ]
        if self._selling.provider.live is None:
            for duty in duties:
                duty.cancel()
        try:
            yield
        finally:
            for duty in duties:
                duty.cancel()
            await asyncio.wait(duties)

    async def _repeat(self, duty: Callable[[], Awaitable[object]], seconds: float) -> None:
        while True:
            try:
                await duty()
            except (CloudwrightError, SQLAlchemyError, OSError) as error:
                log.warning("payments could not be looked at", error=type(error).__name__)
            except Exception:
                # Outermost: one that cannot be settled must not end the worker; its lease keeps it aside.
                log.exception("payments could not be looked at")
            await asyncio.sleep(seconds)

    async def _claim(self) -> Hint | None:
        now = self._clock()
        async with self._units.read(_INBOX) as services:
            if not await WebhookInbox(await services.aget(AsyncSession)).anything_due(now):
                return None
        until = now + timedelta(seconds=self._selling.settings.turn_seconds)
        async with self._units.write(_INBOX) as services:
            inbox = WebhookInbox(await services.aget(AsyncSession))
            return await inbox.claim(new_id("lse"), now=now, until=until)

    async def _settle(self, hint: Hint) -> None:
        if hint.attempt > self._selling.settings.attempts:
            await self._park(hint, "the worker died each time")
            return
        try:
            refreshed = await self._refreshing.refresh(hint.customer_id)
        except CloudwrightError as error:
            await self._try_later(hint, error.message)
            return
        match refreshed:
            case Refreshed.BUSY:
                await self._postpone(hint, due_at=self._clock() + _BUSY_PAUSE, attempts=hint.attempt - 1)
            case Refreshed.NOT_OURS:
                async with self._units.write(_INBOX) as services:
                    inbox = WebhookInbox(await services.aget(AsyncSession))
                    await inbox.settle(hint.source, [hint.external_id], at=self._clock())
            case Refreshed.DONE:
                return

    async def _try_later(self, hint: Hint, error: str) -> None:
        if hint.attempt >= self._selling.settings.attempts:
            await self._park(hint, error)
            return
        seconds = min(_FIRST_PAUSE_SECONDS * 2 ** (hint.attempt - 1), _LONGEST_PAUSE_SECONDS)
        due_at = self._clock() + timedelta(seconds=seconds)
        await self._postpone(hint, due_at=due_at, attempts=hint.attempt, error=error)

    async def _postpone(
        self, hint: Hint, *, due_at: datetime, attempts: int, error: str | None = None
    ) -> None:
        async with self._units.write(_INBOX) as services:
            inbox = WebhookInbox(await services.aget(AsyncSession))
            await inbox.postpone(hint, due_at=due_at, error=error, attempts=attempts)

    async def _park(self, hint: Hint, error: str) -> None:
        log.error("webhook parked", id=hint.external_id, attempts=hint.attempt, error=error)
        async with self._units.write(_INBOX) as services:
            inbox = WebhookInbox(await services.aget(AsyncSession))
            await inbox.park(hint, at=self._clock(), error=error)

    async def _known(self) -> list[Settled]:
        async with self._units.read(_INBOX) as services:
            db = await services.aget(AsyncSession)
            return await Customers(db).settled()

    def _is_right(self, stored: Settled, found: list[Subscription]) -> bool:
        """Say whether nothing has changed, not even by time alone: a plan is kept only so long."""
        due = standing(found, self._selling.catalogue, now=self._clock())
        return not differs(stored.subscriptions, found) and due == stored.standing
