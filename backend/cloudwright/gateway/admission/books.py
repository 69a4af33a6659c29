"""The counters of one organisation in memory; every method changes them as a whole or not at all."""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from cloudwright.gateway.admission.arranged import Arranged, arranged
from cloudwright.gateway.admission.counts import Count
from cloudwright.gateway.admission.gcra import MICROSECONDS, Bucket, Wait, corrected, filled
from cloudwright.gateway.admission.schemas import (
    Alert,
    Budget,
    Counted,
    Counter,
    Held,
    Rate,
    Refused,
)
from cloudwright.gateway.admission.thresholds import reached
from cloudwright.gateway.admission.verdicts import no_money, no_place, no_rate

COUNTERS_KEPT = timedelta(days=40)
"""How long a counter is kept after its period, for calls that end late."""
_LOST_KEPT = 7 * 24 * 3600 * MICROSECONDS
"""How long a hold is told after its lease."""
_SETTLED_KEPT = 6 * 3600 * MICROSECONDS
"""How long an end is remembered, so that it counts once."""
_FORGET_EVERY = 10_000
"""After so many calls, what nobody can ask for any more is dropped."""


class Books:
    """Times are in microseconds of a clock that never steps."""

    def __init__(self) -> None:
        self.alerts: list[Alert] = []
        self.lost: dict[str, Held] = {}
        self._counts: dict[str, Count] = {}
        self._buckets: dict[str, Bucket] = {}
        self._places: dict[str, int] = {}
        self._live: dict[str, tuple[Held, int]] = {}
        self._due: list[tuple[int, str]] = []
        self._settled: dict[str, int] = {}
        self._admitted = 0

    def unknown(self, hold: Held) -> tuple[Counter, ...]:
        """Return the counters for which the ledger has to be asked first."""
        wanted = arranged(hold.limits, hold.spans)
        return tuple(count.counter for count in self._counts_of(wanted) if count.spent is None)

    def admit(self, hold: Held, *, until: int, moment: datetime) -> Held | Refused:
        """Hold everything that `hold` names, or nothing."""
        self.sweep(hold.at)
        wanted = arranged(hold.limits, hold.spans)
        counts, fillings = self._counts_of(wanted), self._fillings(hold, wanted)
        refused = (
            self._no_money(hold, list(_paired(wanted, counts)), moment=moment)
            or _no_rate(fillings)
            or self._no_place(wanted)
        )
        if refused:
            return refused
        self._buckets.update(
            {
                name: bucket
                for (_, name), (_, bucket) in zip(wanted.rates, fillings, strict=True)
                if isinstance(bucket, Bucket)
            }
        )
        left = [
            budget.limit_nano_usd - count.used for budget, count in _paired(wanted, counts) if budget.hard
        ]
        held = replace(
            hold,
            exceeded=tuple(
                budget
                for budget, count in _paired(wanted, counts)
                if not budget.hard and count.used + hold.amount_nano_usd > budget.limit_nano_usd
            ),
            left_nano_usd=min(left) - hold.amount_nano_usd if left else None,
        )
        self._take(held, until)
        self._admitted += 1
        if self._admitted % _FORGET_EVERY == 0:
            self.forget(now=hold.at, moment=moment)
        return held

    def settle(self, hold: Held, *, actual_nano_usd: int, actual_tokens: int, now: int) -> bool:
        """Count what was used in place of what was held."""
        self.sweep(now)
        if hold.id in self._settled:
            return False
        self._settled[hold.id] = now
        live = self._live.pop(hold.id, None)
        self.lost.pop(hold.id, None)
        if live:
            self._give_back(hold)
        wanted = arranged(hold.limits, hold.spans)
        counts = self._counts_of(wanted)
        for count in counts:
            count.spend(actual_nano_usd)
        for budget, count in _paired(wanted, counts):
            self._warn(count, budget)
        for rate, name in wanted.token_rates:
            self._buckets[name] = corrected(
                self._buckets.get(name, Bucket()),
                estimated=hold.tokens,
                actual=actual_tokens,
                per_minute=rate.per_minute,
                admitted_at=hold.at if live else None,
                now=now,
            )
        return True

    def renew(self, hold: Held, *, until: int, now: int) -> bool:
        """Hold on, or hold again."""
        self.sweep(now)
        if hold.id in self._settled:
            return False
        if hold.id in self._live:
            self._live[hold.id] = (hold, until)
            heapq.heappush(self._due, (until, hold.id))
        else:
            self.lost.pop(hold.id, None)
            self._take(hold, until)
        return True

    def sweep(self, now: int) -> None:
        """Give back what is held beyond its lease."""
        while self._due and self._due[0][0] <= now:
            until, identity = heapq.heappop(self._due)
            hold, current = self._live.get(identity, (None, 0))
            if hold is not None and current == until:
                del self._live[identity]
                self._give_back(hold)
                self.lost[identity] = hold

    def open(self, counter: Counter, spent: int) -> None:
        """Begin to count where the ledger stands, unless somebody did."""
        count = self.count(counter)
        if count.spent is None:
            count.spent, count.late = spent + count.late, 0

    def rebuild(self, counter: Counter, spent: int) -> None:
        count = self.count(counter)
        count.spent, count.late = spent, 0

    def count(self, counter: Counter) -> Count:
        """Return the count of a counter, which may be a new one."""
        return self._count(counter.name, counter)

    def forget(self, *, now: int, moment: datetime) -> None:
        """Drop what no call can ask for any more."""
        ended = moment - COUNTERS_KEPT
        self._counts = {
            name: count for name, count in self._counts.items() if count.counter.span.ends_at > ended
        }
        self._buckets = {name: bucket for name, bucket in self._buckets.items() if bucket.empty_at > now}
        self._settled = {name: at for name, at in self._settled.items() if at + _SETTLED_KEPT > now}
        self.lost = {name: hold for name, hold in self.lost.items() if hold.at + _LOST_KEPT > now}

    def _count(self, name: str, counter: Counter) -> Count:
        known = self._counts.get(name)
        if known is None:
            known = self._counts[name] = Count(counter)
        return known

    def _counts_of(self, wanted: Arranged) -> list[Count]:
        return [
            self._count(name, counter) for name, counter in zip(wanted.names, wanted.counters, strict=True)
        ]

    def _no_money(
        self, hold: Held, budgets: Sequence[tuple[Budget, Count]], *, moment: datetime
    ) -> Refused | None:
        for budget, count in budgets:
            self._warn(count, budget)
            left = budget.limit_nano_usd - count.used
            if budget.hard and hold.amount_nano_usd > left:
                return no_money(budget, left=left, spans=hold.spans, moment=moment)
        return None

    def _no_place(self, wanted: Arranged) -> Refused | None:
        for limit, name in wanted.concurrencies:
            if self._places.get(name, 0) >= limit.most:
                return no_place(limit)
        return None

    def _fillings(self, hold: Held, wanted: Arranged) -> Sequence[tuple[Rate, Bucket | Wait]]:
        return [
            (
                rate,
                filled(
                    self._buckets.get(name, Bucket()),
                    1 if rate.kind is Counted.REQUESTS else hold.tokens,
                    per_minute=rate.per_minute,
                    burst=rate.burst,
                    now=hold.at,
                ),
            )
            for rate, name in wanted.rates
        ]

    def _take(self, hold: Held, until: int) -> None:
        self._live[hold.id] = (hold, until)
        heapq.heappush(self._due, (until, hold.id))
        wanted = arranged(hold.limits, hold.spans)
        for count in self._counts_of(wanted):
            count.held += hold.amount_nano_usd
        for _, place in wanted.concurrencies:
            self._places[place] = self._places.get(place, 0) + 1

    def _give_back(self, hold: Held) -> None:
        wanted = arranged(hold.limits, hold.spans)
        for count in self._counts_of(wanted):
            count.held -= hold.amount_nano_usd
        for _, place in wanted.concurrencies:
            self._places[place] -= 1

    def _warn(self, count: Count, budget: Budget) -> None:
        spent, limit = count.spent or 0, budget.limit_nano_usd
        percent = reached(spent, limit)
        if percent > count.told.get(limit, 0):
            count.told[limit] = percent
            span = count.counter.span
            self.alerts.append(Alert(budget.scope, span.period, span.key, percent, spent, limit))


def _paired(wanted: Arranged, counts: Sequence[Count]) -> Iterator[tuple[Budget, Count]]:
    return ((budget, counts[place]) for budget, place in wanted.budgets)


def _no_rate(fillings: Sequence[tuple[Rate, Bucket | Wait]]) -> Refused | None:
    """Return the refusal of the rate that takes longest."""
    waits = [(rate, wait) for rate, wait in fillings if isinstance(wait, Wait)]
    never = next((each for each in waits if each[1].microseconds is None), None)
    longest = never or max(waits, key=lambda each: each[1].microseconds or 0, default=None)
    return no_rate(*longest) if longest else None
