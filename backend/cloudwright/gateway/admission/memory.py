"""Counts in memory: enough for one process, and what a process falls back on for its share."""

import time
from collections import defaultdict
from collections.abc import Callable, Sequence

from cloudwright.gateway.admission.books import Books
from cloudwright.gateway.admission.gcra import MICROSECONDS
from cloudwright.gateway.admission.periods import spans_of
from cloudwright.gateway.admission.ports import Figures
from cloudwright.gateway.admission.schemas import Alert, Counter, Held, Refused, Standing, Want
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.ids import new_id


class MemoryGate:
    """Implements `Gate`; `clock` says which day it is, `monotonic` how long something takes."""

    def __init__(
        self,
        figures: Figures,
        *,
        clock: Clock = utc_now,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._figures = figures
        self._clock = clock
        self._monotonic = monotonic
        self._books: dict[str, Books] = defaultdict(Books)

    async def admit(self, want: Want, *, lease_seconds: float) -> Held | Refused:
        books = self._books[want.organization_id]
        hold = self._hold(want)
        while unknown := books.unknown(hold):
            figures = await self._figures.spent(want.organization_id, unknown)
            books.forget(now=self._now(), moment=self._clock())
            for counter, spent in zip(unknown, figures, strict=True):
                books.open(counter, spent)
            hold = self._hold(want)
        return books.admit(hold, until=self._until(lease_seconds), moment=self._clock())

    async def settle(self, hold: Held, *, actual_nano_usd: int, actual_tokens: int) -> bool:
        return self._books[hold.organization_id].settle(
            hold, actual_nano_usd=actual_nano_usd, actual_tokens=actual_tokens, now=self._now()
        )

    async def release(self, hold: Held) -> bool:
        return await self.settle(hold, actual_nano_usd=0, actual_tokens=0)

    async def renew(self, hold: Held, *, lease_seconds: float) -> bool:
        books = self._books[hold.organization_id]
        return books.renew(hold, until=self._until(lease_seconds), now=self._now())

    async def expired(self, *, most: int = 100) -> Sequence[Held]:
        for books in self._books.values():
            books.sweep(self._now())
        return [hold for books in self._books.values() for hold in books.lost.values()][:most]

    async def rebuild(self, organization_id: str, counter: Counter, *, spent_nano_usd: int) -> None:
        self._books[organization_id].rebuild(counter, spent_nano_usd)

    async def alerts(self, organization_id: str) -> Sequence[Alert]:
        books = self._books[organization_id]
        taken, books.alerts = books.alerts, []
        return taken

    async def standings(self, organization_id: str, counters: Sequence[Counter]) -> Sequence[Standing]:
        books = self._books[organization_id]
        books.sweep(self._now())
        counts = [books.count(counter) for counter in counters]
        return [Standing(count.spent or 0, count.held) for count in counts]

    def _hold(self, want: Want) -> Held:
        return Held(
            id=new_id("hold"),
            organization_id=want.organization_id,
            amount_nano_usd=want.amount_nano_usd,
            tokens=want.tokens,
            limits=want.limits,
            spans=spans_of(want.limits, self._clock(), zone=want.zone),
            at=self._now(),
        )

    def _now(self) -> int:
        return int(self._monotonic() * MICROSECONDS)

    def _until(self, lease_seconds: float) -> int:
        return self._now() + int(lease_seconds * MICROSECONDS)
