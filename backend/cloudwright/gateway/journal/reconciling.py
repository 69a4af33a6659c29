"""Accounts for calls whose end nobody wrote down: each becomes a row of its own, marked as assumed."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from cloudwright.gateway.journal.ports import Journal
from cloudwright.gateway.journal.records import Started
from cloudwright.gateway.wire.refusal import Refusal
from cloudwright.kit.clock import Clock, utc_now

log = structlog.get_logger(__name__)


class Reconciler:
    """Ends calls in the journal, from where they are shipped like all others.

    If the true end of such a call comes after all, the ledger keeps what came first.
    """

    def __init__(
        self,
        journal: Journal,
        *,
        longest_call: timedelta = timedelta(hours=1),
        clock: Clock = utc_now,
        pause_seconds: float = 60.0,
    ) -> None:
        self._journal = journal
        self._longest_call = longest_call
        self._clock = clock
        self._pause_seconds = pause_seconds

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Account for what earlier processes left, and for what takes too long, meanwhile."""
        task = asyncio.create_task(self._run(), name="journal-reconciler")
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait({task})

    async def after_start(self, now: datetime) -> int:
        """End the calls that earlier processes left open; return how many there were.

        Raises:
            Refusal: there is no room for it now; those that were not ended are still open.
        """
        return await self._end(self._journal.left_open(), now)

    async def overdue(self, now: datetime) -> int:
        """End calls that take longer than any call may, so that they keep no room."""
        return await self._end(self._journal.overdue(now - self._longest_call), now)

    async def _end(self, calls: Sequence[Started], now: datetime) -> int:
        for call in calls:
            passed = max(0, int((now - call.presumed.started_at).total_seconds() * 1000))
            await self._journal.finished(replace(call.presumed, milliseconds=passed))
        if calls:
            await self._journal.durable()
            log.warning("calls without an end accounted for", calls=len(calls))
        return len(calls)

    async def _run(self) -> None:
        while True:
            try:
                await self.after_start(self._clock())
                await self.overdue(self._clock())
            except Refusal as refused:
                log.warning("calls without an end not accounted for yet", code=refused.code)
            await asyncio.sleep(self._pause_seconds)
