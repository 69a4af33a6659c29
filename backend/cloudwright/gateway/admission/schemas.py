"""What is limited, what a call wants, and what it is told. Money is in billionths of a US dollar."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from cloudwright.gateway.wire.refusal import Reason

MOST_NANO_USD = 2**53 - 1
"""Scripts of Redis count in doubles: whole numbers are exact up to here, nine million US dollars."""


class Level(StrEnum):
    ORGANIZATION = "organization"
    TEAM = "team"
    APPLICATION = "application"
    USER = "user"


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom a limit is for, inside one organisation."""

    level: Level
    id: str

    @property
    def name(self) -> str:
        return f"{self.level}:{self.id}"


class Period(StrEnum):
    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Span:
    """One day or month of an organisation's calendar; `key` is 2026-11-22 or 2026-11."""

    period: Period
    key: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Counter:
    """Where money is counted: a scope in a span. Several budgets may look at one counter."""

    scope: Scope
    span: Span

    @property
    def name(self) -> str:
        return f"{self.scope.name}:{self.span.period}:{self.span.key}"


@dataclass(frozen=True, slots=True)
class Budget:
    """How much may be spent in a period; a soft one only says that it is exceeded."""

    scope: Scope
    period: Period
    limit_nano_usd: int
    hard: bool = True

    def __post_init__(self) -> None:
        if not 0 <= self.limit_nano_usd <= MOST_NANO_USD:
            raise ValueError(f"a budget is between 0 and {MOST_NANO_USD} nano-USD")


class Counted(StrEnum):
    """What a rate counts."""

    REQUESTS = "requests"
    TOKENS = "tokens"


@dataclass(frozen=True, slots=True)
class Rate:
    """So many a minute, evenly; `burst` of them may come at once."""

    scope: Scope
    kind: Counted
    per_minute: int
    burst: int

    def __post_init__(self) -> None:
        if self.per_minute < 1 or self.burst < 1:
            raise ValueError("a rate lets at least one through")

    @property
    def name(self) -> str:
        return f"{self.scope.name}:{self.kind}"


@dataclass(frozen=True, slots=True)
class Concurrency:
    """How many calls may be under way at once."""

    scope: Scope
    most: int

    @property
    def name(self) -> str:
        return self.scope.name


Limit = Budget | Rate | Concurrency


@dataclass(frozen=True, slots=True)
class Want:
    """What a call needs at most, and the limits that concern it; days and months are those of `zone`."""

    organization_id: str
    amount_nano_usd: int
    tokens: int
    limits: tuple[Limit, ...]
    zone: str = "UTC"

    def __post_init__(self) -> None:
        if not 0 <= self.amount_nano_usd <= MOST_NANO_USD or self.tokens < 0:
            raise ValueError("less than nothing, or more than can be counted exactly, cannot be held")
        names = [each.name for each in self.limits if not isinstance(each, Budget)]
        if len(names) != len(set(names)):
            raise ValueError("a scope has one rate of each kind, and one limit of calls at once")


@dataclass(frozen=True, slots=True)
class Held:
    """What is kept for a call until it is settled or released, or its lease ends.

    `spans` are the periods in which it counts, also when it ends in a later one; `at` is when it was
    admitted, in microseconds of the store's own steady time. `exceeded` are the soft budgets it passes,
    `left_nano_usd` what the tightest hard budget has left after it, None where there is none. `shared` says
    that the store was away and the process admitted the call by its own share.
    """

    id: str
    organization_id: str
    amount_nano_usd: int
    tokens: int
    limits: tuple[Limit, ...]
    spans: tuple[Span, ...]
    at: int
    exceeded: tuple[Budget, ...] = field(default=(), compare=False)
    left_nano_usd: int | None = field(default=None, compare=False)
    shared: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a call has to wait or cannot be; nothing was held or charged.

    `which` is the limit without room, None where the store is away. `left` is what it has left: nano-USD,
    requests, tokens or calls. `retry_after_seconds` is exact for a rate and the end of the period for a
    budget; None where waiting does not help or nobody knows how long.
    """

    reason: Reason
    code: str
    which: Limit | None
    left: int
    retry_after_seconds: float | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a counter stands."""

    spent_nano_usd: int
    held_nano_usd: int


@dataclass(frozen=True, slots=True)
class Alert:
    """A share of a budget was spent, for the first time in this period; `percent` is one of `WARN_AT`."""

    scope: Scope
    period: Period
    span_key: str
    percent: int
    spent_nano_usd: int
    limit_nano_usd: int
