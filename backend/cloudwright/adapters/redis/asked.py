"""What is sent to the scripts of admission: keys, and arguments in the order in which they are read."""

from collections.abc import Sequence

from cloudwright.adapters.redis.scripts import Argument
from cloudwright.gateway.admission.gcra import MICROSECONDS, cost_of
from cloudwright.gateway.admission.holds import packed, places_of
from cloudwright.gateway.admission.periods import counter_of, counters_of
from cloudwright.gateway.admission.schemas import Budget, Concurrency, Counted, Counter, Held, Rate

Request = tuple[list[str], list[Argument]]
_NEVER = 2**53 - 1


class Names:
    """The keys of one organisation; they share a hash tag, so that a cluster keeps them on one server."""

    def __init__(self, prefix: str, organization_id: str) -> None:
        self.base = f"{prefix}:{{{organization_id}}}"

    def fixed(self) -> list[str]:
        return [f"{self.base}:{name}" for name in ("clock", "live", "lost", "alerts")]

    @property
    def alerts(self) -> str:
        return f"{self.base}:alerts"

    def hold(self, identity: str) -> str:
        return f"{self.base}:hold:{identity}"

    def money(self, counter: Counter) -> str:
        return f"{self.base}:money:{counter.name}"

    def rate(self, rate: Rate) -> str:
        return f"{self.base}:rate:{rate.name}"

    def calls(self, place: str) -> str:
        return f"{self.base}:calls:{place}"


class Parts:
    """A hold by the kinds of its limits, each in the order of the want."""

    def __init__(self, hold: Held) -> None:
        self.hold = hold
        self.budgets = [each for each in hold.limits if isinstance(each, Budget)]
        self.rates = [each for each in hold.limits if isinstance(each, Rate)]
        self.concurrencies = [each for each in hold.limits if isinstance(each, Concurrency)]
        self.counters = counters_of(hold.limits, hold.spans)
        self._at = {counter: place for place, counter in enumerate(self.counters, start=1)}

    def counter(self, budget: Budget) -> int:
        """Return which counter a budget looks at, as Lua counts."""
        return self._at[counter_of(budget, self.hold.spans)]

    @property
    def token_rates(self) -> list[Rate]:
        return [rate for rate in self.rates if rate.kind is Counted.TOKENS]


def admit(names: Names, parts: Parts, *, expected: int, lease_seconds: float) -> Request:
    hold = parts.hold
    keys = [
        *names.fixed(),
        names.hold(hold.id),
        *map(names.money, parts.counters),
        *map(names.rate, parts.rates),
        *(names.calls(each.name) for each in parts.concurrencies),
    ]
    arguments: list[Argument] = [
        names.base,
        expected,
        int(lease_seconds * MICROSECONDS),
        hold.amount_nano_usd,
        packed(hold),
        *_bounds(hold),
        len(parts.counters),
        len(parts.budgets),
        len(parts.rates),
        len(parts.concurrencies),
    ]
    for budget in parts.budgets:
        arguments += [parts.counter(budget), budget.limit_nano_usd, int(budget.hard)]
    for rate in parts.rates:
        units = 1 if rate.kind is Counted.REQUESTS else hold.tokens
        arguments += [
            cost_of(units, per_minute=rate.per_minute),
            cost_of(rate.burst, per_minute=rate.per_minute),
        ]
    arguments += [each.most for each in parts.concurrencies]
    return keys, [*arguments, hold.id]


def settle(names: Names, parts: Parts, *, expected: int, by: str, used: tuple[int, int]) -> Request:
    """`used` are nano-USD and tokens."""
    hold, rates, places = parts.hold, parts.token_rates, places_of(parts.hold.limits)
    keys = [
        *names.fixed(),
        names.hold(hold.id),
        *map(names.money, parts.counters),
        *map(names.rate, rates),
        *map(names.calls, places),
    ]
    arguments: list[Argument] = [names.base, expected, hold.id, by, hold.amount_nano_usd, used[0], hold.at]
    arguments += [len(parts.counters), len(parts.budgets), len(rates), len(places)]
    for budget in parts.budgets:
        arguments += [parts.counter(budget), budget.limit_nano_usd]
    for rate in rates:
        arguments += [cost_of(units, per_minute=rate.per_minute) for units in (hold.tokens, used[1])]
    return keys, arguments


def renew(names: Names, hold: Held, *, expected: int, lease_seconds: float) -> Request:
    counters, places = counters_of(hold.limits, hold.spans), places_of(hold.limits)
    keys = [*names.fixed(), names.hold(hold.id), *map(names.money, counters), *map(names.calls, places)]
    lease = int(lease_seconds * MICROSECONDS)
    arguments: list[Argument] = [names.base, expected, hold.id, lease, hold.amount_nano_usd, packed(hold)]
    return keys, [*arguments, len(counters), len(places)]


def _bounds(hold: Held) -> Sequence[int]:
    """Between which moments, in microseconds, the spans of a hold are the present ones."""
    starts = [int(span.starts_at.timestamp()) * MICROSECONDS for span in hold.spans]
    ends = [int(span.ends_at.timestamp()) * MICROSECONDS for span in hold.spans]
    return max(starts, default=0), min(ends, default=_NEVER)
