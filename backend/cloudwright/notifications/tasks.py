"""The worker that sends what the outbox holds."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.config import NotificationSettings
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.errors import CloudwrightError
from cloudwright.kit.ids import new_id
from cloudwright.notifications.errors import EmailRejected, EmailUnsent
from cloudwright.notifications.ports import EmailSender
from cloudwright.notifications.rendering import rendered
from cloudwright.notifications.repository import Notifications
from cloudwright.notifications.retrying import pause
from cloudwright.notifications.schemas import Delivered, Delivery, State
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork

log = structlog.get_logger(__name__)

_OUTBOX = EveryTenant("messages of all organisations are sent by one worker")


class Mailroom:
    """Claims, sends and marks, each in its own transaction: none is open while a mail server answers.

    Several may work at once. A message whose worker died is claimed again when its lease ends.
    """

    def __init__(
        self,
        units: UnitsOfWork,
        sender: EmailSender,
        *,
        settings: NotificationSettings,
        clock: Clock = utc_now,
    ) -> None:
        self._units = units
        self._sender = sender
        self._settings = settings
        self._clock = clock

    async def deliver_due(self) -> Delivered:
        """Send every message that is due now."""
        done = Delivered()
        while (delivery := await self._claim()) is not None:
            done += await self._deliver(delivery)
        return done

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Deliver again and again until the end of the block."""
        task = asyncio.create_task(self._repeat(), name="mailroom")
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _repeat(self) -> None:
        while True:
            try:
                await self.deliver_due()
            except (CloudwrightError, SQLAlchemyError, OSError) as error:
                log.warning("messages could not be sent", error=type(error).__name__)
            except Exception:
                # Outermost: one that cannot be settled must not end the worker; its lease keeps it aside.
                log.exception("messages could not be sent")
            await asyncio.sleep(self._settings.poll_seconds)

    async def _claim(self) -> Delivery | None:
        now = self._clock()
        async with self._units.read(_OUTBOX) as services:
            if not await Notifications(await services.aget(AsyncSession)).anything_due(now):
                return None
        until = now + timedelta(seconds=self._settings.lease_seconds)
        async with self._units.write(_OUTBOX) as services:
            table = Notifications(await services.aget(AsyncSession))
            return await table.claim(new_id("lse"), now=now, until=until)

    async def _deliver(self, delivery: Delivery) -> Delivered:
        """Send one message; an attempt beyond the last only finds out that none of them came back."""
        if delivery.attempt > self._settings.attempts:
            return await self._give_up(delivery, error="the worker died each time")
        try:
            await self._sender.send(rendered(delivery.message), key=delivery.id)
        except EmailRejected as error:
            return await self._give_up(delivery, error=error.message)
        except EmailUnsent as error:
            return await self._try_later(delivery, error.message)
        return await self._end(delivery, State.SENT, error=None)

    async def _try_later(self, delivery: Delivery, error: str) -> Delivered:
        wait = pause(delivery.attempt, self._settings)
        if wait is None:
            return await self._give_up(delivery, error=error)
        async with self._units.write(_OUTBOX) as services:
            table = Notifications(await services.aget(AsyncSession))
            await table.postpone(delivery, due_at=self._clock() + wait, error=error)
        log.info("message postponed", id=delivery.id, attempt=delivery.attempt, error=error)
        return Delivered(postponed=1)

    async def _give_up(self, delivery: Delivery, *, error: str) -> Delivered:
        log.error("message given up", id=delivery.id, attempts=delivery.attempt, error=error)
        return await self._end(delivery, State.GIVEN_UP, error=error)

    async def _end(self, delivery: Delivery, state: State, *, error: str | None) -> Delivered:
        async with self._units.write(_OUTBOX) as services:
            table = Notifications(await services.aget(AsyncSession))
            ours = await table.end(delivery, state, at=self._clock(), error=error)
        if not ours:
            log.warning("message was claimed by another worker meanwhile", id=delivery.id)
            return Delivered()
        return Delivered(sent=1) if state is State.SENT else Delivered(given_up=1)
