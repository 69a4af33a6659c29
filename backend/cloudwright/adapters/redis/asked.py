"""What is sent to the scripts of admission: keys, and arguments in the order in which they are read."""

from collections.abc import Sequence

from cloudwright.adapters.redis.scripts import Argument
from cloudwright.gateway.admission.arranged import arranged
from cloudwright.gateway.admission.gcra import MICROSECONDS, cost_of
from cloudwright.gateway.admission.holds import packed
from cloudwright.gateway.admission.schemas import Counted, Held

Request = tuple[list[str], list[Argument]]
UNSTAMPED = b""
"""Stands where the sender says what it knows of the store; see `Pace.stamp`."""
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

    def money(self, counter: str) -> str:
        return f"{self.base}:money:{counter}"

    def rate(self, rate: str) -> str:
        return f"{self.base}:rate:{rate}"

    def calls(self, place: str) -> str:
        return f"{self.base}:calls:{place}"


def admit(names: Names, hold: Held, *, lease_seconds: float) -> Request:
    wanted = arranged(hold.limits, hold.spans)
    keys = [
        *names.fixed(),
        names.hold(hold.id),
        *map(names.money, wanted.names),
        *(names.rate(name) for _, name in wanted.rates),
        *(names.calls(name) for _, name in wanted.concurrencies),
    ]
    arguments: list[Argument] = [
        names.base,
        UNSTAMPED,
        int(lease_seconds * MICROSECONDS),
        hold.amount_nano_usd,
        packed(hold),
        *_bounds(hold),
        len(wanted.counters),
        len(wanted.budgets),
        len(wanted.rates),
        len(wanted.concurrencies),
    ]
    for budget, place in wanted.budgets:
        arguments += [place + 1, budget.limit_nano_usd, int(budget.hard)]
    for rate, _ in wanted.rates:
        units = 1 if rate.kind is Counted.REQUESTS else hold.tokens
        arguments += [
            cost_of(units, per_minute=rate.per_minute),
            cost_of(rate.burst, per_minute=rate.per_minute),
        ]
    arguments += [limit.most for limit, _ in wanted.concurrencies]
    return keys, [*arguments, hold.id]


def settle(names: Names, hold: Held, *, by: str, used: tuple[int, int]) -> Request:
    """`used` are nano-USD and tokens."""
    wanted = arranged(hold.limits, hold.spans)
    keys = [
        *names.fixed(),
        names.hold(hold.id),
        *map(names.money, wanted.names),
        *(names.rate(name) for _, name in wanted.token_rates),
        *(names.calls(name) for _, name in wanted.concurrencies),
    ]
    arguments: list[Argument] = [names.base, UNSTAMPED, hold.id, by, hold.amount_nano_usd, used[0], hold.at]
    arguments += [
        len(wanted.counters),
        len(wanted.budgets),
        len(wanted.token_rates),
        len(wanted.concurrencies),
    ]
    for budget, place in wanted.budgets:
        arguments += [place + 1, budget.limit_nano_usd]
    for rate, _ in wanted.token_rates:
        arguments += [cost_of(units, per_minute=rate.per_minute) for units in (hold.tokens, used[1])]
    return keys, arguments


def renew(names: Names, hold: Held, *, lease_seconds: float) -> Request:
    wanted = arranged(hold.limits, hold.spans)
    counters, places = map(names.money, wanted.names), map(names.calls, wanted.places)
    keys = [*names.fixed(), names.hold(hold.id), *counters, *places]
    lease = int(lease_seconds * MICROSECONDS)
    arguments: list[Argument] = [names.base, UNSTAMPED, hold.id, lease, hold.amount_nano_usd, packed(hold)]
    return keys, [*arguments, len(wanted.names), len(wanted.places)]


def _bounds(hold: Held) -> Sequence[int]:
    """Between which moments, in microseconds, the spans of a hold are the present ones."""
    starts = [int(span.starts_at.timestamp()) * MICROSECONDS for span in hold.spans]
    ends = [int(span.ends_at.timestamp()) * MICROSECONDS for span in hold.spans]
    return max(starts, default=0), min(ends, default=_NEVER)
