"""The counters of one organisation in memory; every method changes them as a whole or not at all."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from cloudwright.gateway.admission.gcra import MICROSECONDS, Bucket, Wait, corrected, filled
from cloudwright.gateway.admission.holds import places_of
from cloudwright.gateway.admission.periods import counter_of, counters_of
from cloudwright.gateway.admission.schemas import (
    Alert,
    Budget,
    Concurrency,
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
HOLDS_KEPT = timedelta(days=7)
"""How long a hold is kept after its lease or its end, so that it is settled once."""
_HOLDS_KEPT = int(HOLDS_KEPT.total_seconds()) * MICROSECONDS


@dataclass(slots=True)
class Count:
    """`spent` is None until the ledger was asked; `late` was settled before that."""

    counter: Counter
    spent: int | None = None
    held: int = 0
    late: int = 0
    told: dict[int, int] = field(default_factory=dict)

    @property
    def used(self) -> int:
        return (self.spent or 0) + self.held


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

    def unknown(self, hold: Held) -> tuple[Counter, ...]:
        """Return the counters for which the ledger has to be asked first."""
        counters = counters_of(hold.limits, hold.spans)
        return tuple(each for each in counters if self.count(each).spent is None)

    def admit(self, hold: Held, *, until: int, moment: datetime) -> Held | Refused:
        """Hold everything that `hold` names, or nothing."""
        self.sweep(hold.at)
        refused = self._no_money(hold, moment) or self._no_rate(hold) or self._no_place(hold)
        if refused:
            return refused
        self._buckets.update(
            {rate.name: bucket for rate, bucket in self._fillings(hold) if isinstance(bucket, Bucket)}
        )
        held = replace(hold, exceeded=self._exceeded(hold), left_nano_usd=self._left(hold))
        self._take(held, until)
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
        for counter in counters_of(hold.limits, hold.spans):
            self._spend(self.count(counter), actual_nano_usd)
        self._tell(hold)
        for rate in _token_rates(hold):
            self._buckets[rate.name] = corrected(
                self._buckets.get(rate.name, Bucket()),
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
        known = self._counts.get(counter.name)
        if known is None:
            known = self._counts[counter.name] = Count(counter)
        return known

    def forget(self, *, now: int, moment: datetime) -> None:
        """Drop what no call can ask for any more."""
        ended = moment - COUNTERS_KEPT
        self._counts = {
            name: count for name, count in self._counts.items() if count.counter.span.ends_at > ended
        }
        self._buckets = {name: bucket for name, bucket in self._buckets.items() if bucket.empty_at > now}
        self._settled = {name: at for name, at in self._settled.items() if at + _HOLDS_KEPT > now}
        self.lost = {name: hold for name, hold in self.lost.items() if hold.at + _HOLDS_KEPT > now}

    def _no_money(self, hold: Held, moment: datetime) -> Refused | None:
        for budget, count in self._budgets(hold):
            left = budget.limit_nano_usd - count.used
            self._warn(count, budget)
            if budget.hard and hold.amount_nano_usd > left:
                return no_money(budget, left=left, spans=hold.spans, moment=moment)
        return None

    def _no_rate(self, hold: Held) -> Refused | None:
        waits = [(rate, wait) for rate, wait in self._fillings(hold) if isinstance(wait, Wait)]
        never = next((each for each in waits if each[1].microseconds is None), None)
        longest = never or max(waits, key=lambda each: each[1].microseconds or 0, default=None)
        return no_rate(*longest) if longest else None

    def _no_place(self, hold: Held) -> Refused | None:
        for limit in hold.limits:
            if isinstance(limit, Concurrency) and self._places.get(limit.name, 0) >= limit.most:
                return no_place(limit)
        return None

    def _fillings(self, hold: Held) -> Sequence[tuple[Rate, Bucket | Wait]]:
        return [
            (
                rate,
                filled(
                    self._buckets.get(rate.name, Bucket()),
                    1 if rate.kind is Counted.REQUESTS else hold.tokens,
                    per_minute=rate.per_minute,
                    burst=rate.burst,
                    now=hold.at,
                ),
            )
            for rate in hold.limits
            if isinstance(rate, Rate)
        ]

    def _budgets(self, hold: Held) -> Sequence[tuple[Budget, Count]]:
        return [
            (limit, self.count(counter_of(limit, hold.spans)))
            for limit in hold.limits
            if isinstance(limit, Budget)
        ]

    def _exceeded(self, hold: Held) -> tuple[Budget, ...]:
        return tuple(
            budget
            for budget, count in self._budgets(hold)
            if not budget.hard and count.used + hold.amount_nano_usd > budget.limit_nano_usd
        )

    def _left(self, hold: Held) -> int | None:
        hard = [budget.limit_nano_usd - count.used for budget, count in self._budgets(hold) if budget.hard]
        return min(hard) - hold.amount_nano_usd if hard else None

    def _take(self, hold: Held, until: int) -> None:
        self._live[hold.id] = (hold, until)
        heapq.heappush(self._due, (until, hold.id))
        for counter in counters_of(hold.limits, hold.spans):
            self.count(counter).held += hold.amount_nano_usd
        for place in places_of(hold.limits):
            self._places[place] = self._places.get(place, 0) + 1

    def _give_back(self, hold: Held) -> None:
        for counter in counters_of(hold.limits, hold.spans):
            self.count(counter).held -= hold.amount_nano_usd
        for place in places_of(hold.limits):
            self._places[place] -= 1

    def _spend(self, count: Count, amount: int) -> None:
        if count.spent is None:
            count.late += amount
        else:
            count.spent += amount

    def _tell(self, hold: Held) -> None:
        for budget, count in self._budgets(hold):
            self._warn(count, budget)

    def _warn(self, count: Count, budget: Budget) -> None:
        spent, limit = count.spent or 0, budget.limit_nano_usd
        percent = reached(spent, limit)
        if percent > count.told.get(limit, 0):
            count.told[limit] = percent
            span = count.counter.span
            self.alerts.append(Alert(budget.scope, span.period, span.key, percent, spent, limit))


def _token_rates(hold: Held) -> Sequence[Rate]:
    return [limit for limit in hold.limits if isinstance(limit, Rate) and limit.kind is Counted.TOKENS]
