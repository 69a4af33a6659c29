"""The limits of a call by their kinds, with the names under which stores count them."""

from dataclasses import dataclass
from functools import lru_cache

from cloudwright.gateway.admission.schemas import Budget, Concurrency, Counted, Counter, Limit, Rate, Span


@dataclass(frozen=True, slots=True, eq=False)
class Arranged:
    """`names` are those of `counters`; a budget comes with the place of its counter among them."""

    counters: tuple[Counter, ...]
    names: tuple[str, ...]
    budgets: tuple[tuple[Budget, int], ...]
    rates: tuple[tuple[Rate, str], ...]
    token_rates: tuple[tuple[Rate, str], ...]
    concurrencies: tuple[tuple[Concurrency, str], ...]

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(name for _, name in self.concurrencies)


@lru_cache(maxsize=4096)
def arranged(limits: tuple[Limit, ...], spans: tuple[Span, ...]) -> Arranged:
    """Return limits by kind, each in its order; several budgets may share a counter."""
    by_period = {span.period: span for span in spans}
    counters: dict[Counter, int] = {}
    budgets = [
        (limit, counters.setdefault(Counter(limit.scope, by_period[limit.period]), len(counters)))
        for limit in limits
        if isinstance(limit, Budget)
    ]
    rates = [(limit, limit.name) for limit in limits if isinstance(limit, Rate)]
    return Arranged(
        counters=tuple(counters),
        names=tuple(counter.name for counter in counters),
        budgets=tuple(budgets),
        rates=tuple(rates),
        token_rates=tuple(each for each in rates if each[0].kind is Counted.TOKENS),
        concurrencies=tuple((limit, limit.name) for limit in limits if isinstance(limit, Concurrency)),
    )
