"""Gates of both kinds with a clock that tests move, limits, and a ledger that says what it is told."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from redis.asyncio import Redis

from builders import redis
from builders.bars import FULL
from cloudwright.adapters.redis.connection import connected
from cloudwright.adapters.redis.gate import RedisGate
from cloudwright.gateway.admission.memory import MemoryGate
from cloudwright.gateway.admission.periods import span_of
from cloudwright.gateway.admission.ports import Gate
from cloudwright.gateway.admission.schemas import (
    Budget,
    Concurrency,
    Counted,
    Counter,
    Held,
    Level,
    Limit,
    Period,
    Rate,
    Refused,
    Scope,
    Want,
)

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ORGANIZATION = "org_acme"
SCOPES = {level: Scope(level, f"{level}_1") for level in Level}
LEASE = 60.0
PATIENCE = 20.0
"""Seconds for answers of Redis: a machine full of tests is slower than any that serves."""


@dataclass
class Ledger:
    """Implements `Figures`."""

    figures: dict[str, int] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def spent(self, organization_id: str, counters: Sequence[Counter]) -> Sequence[int]:
        assert organization_id
        self.asked += [counter.name for counter in counters]
        return [self.figures.get(counter.name, 0) for counter in counters]


@dataclass
class Hours:
    """A wall clock and a steady one."""

    wall: datetime = NOON
    steady: float = 1000.0

    def now(self) -> datetime:
        return self.wall

    def monotonic(self) -> float:
        return self.steady


@dataclass
class Setting:
    """A gate, and what surrounds it."""

    gate: Gate
    hours: Hours
    ledger: Ledger
    client: Redis | None = None
    prefix: str = ""

    async def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.hours.steady += seconds
        await self.set_clock(seconds)

    async def set_clock(self, seconds: float) -> None:
        """Set the wall clock forward, or back, while no time passes."""
        self.hours.wall += timedelta(seconds=seconds)
        if self.client is not None:
            microseconds = (self.hours.wall - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
            await self.client.set(f"{self.prefix}:now", microseconds)

    async def admit(
        self, *limits: Limit, amount: int = 0, tokens: int = 0, lease: float = LEASE, zone: str = "UTC"
    ) -> Held | Refused:
        want = Want(ORGANIZATION, amount, tokens, limits, zone)
        return await self.gate.admit(want, lease_seconds=lease)

    async def hold(
        self, *limits: Limit, amount: int = 0, tokens: int = 0, lease: float = LEASE, zone: str = "UTC"
    ) -> Held:
        held = await self.admit(*limits, amount=amount, tokens=tokens, lease=lease, zone=zone)
        assert isinstance(held, Held), held
        return held

    async def refusal(self, *limits: Limit, amount: int = 0, tokens: int = 0) -> Refused:
        refused = await self.admit(*limits, amount=amount, tokens=tokens)
        assert isinstance(refused, Refused), refused
        return refused

    async def used(self, budget: Budget) -> tuple[int, int]:
        """Return what is spent and held in the present period."""
        (standing,) = await self.gate.standings(ORGANIZATION, [self.counter(budget)])
        return standing.spent_nano_usd, standing.held_nano_usd

    def counter(self, budget: Budget, *, zone: str = "UTC") -> Counter:
        return Counter(budget.scope, span_of(budget.period, self.hours.wall, zone=zone))


def a_budget(
    limit: int, *, level: Level = Level.APPLICATION, period: Period = Period.MONTH, hard: bool = True
) -> Budget:
    return Budget(SCOPES[level], period, limit, hard=hard)


def a_rate(per_minute: int, *, burst: int = 1, kind: Counted = Counted.REQUESTS) -> Rate:
    return Rate(SCOPES[Level.APPLICATION], kind, per_minute, burst)


def calls_at_once(most: int, *, level: Level = Level.APPLICATION) -> Concurrency:
    return Concurrency(SCOPES[level], most)


WORKED_FOR = tuple(a_budget(7_000 if FULL else 1_400, level=level) for level in Level)


def moved_clock(prefix: str) -> str:
    """Return a clock for scripts that stands still until a test moves it."""
    return f"local function server_now() return tonumber(redis.call('GET', '{prefix}:now')) end\n"


@asynccontextmanager
async def in_memory() -> AsyncIterator[Setting]:
    hours, ledger = Hours(), Ledger()
    yield Setting(MemoryGate(ledger, clock=hours.now, monotonic=hours.monotonic), hours, ledger)


@asynccontextmanager
async def in_redis(url: str | None = None, *, patience: float = PATIENCE) -> AsyncIterator[Setting]:
    """Use a server whose clock is a key of its own, so that tests move it."""
    if reason := redis.missing():
        pytest.skip(reason)
    hours, ledger, prefix = Hours(), Ledger(), uuid4().hex
    client = connected(url or redis.server().url, answer_seconds=patience)
    gate = RedisGate(
        client,
        ledger,
        prefix=prefix,
        clock=hours.now,
        monotonic=hours.monotonic,
        server_time=moved_clock(prefix),
    )
    setting = Setting(gate, hours, ledger, client, prefix)
    await setting.set_clock(0)
    yield setting
    await client.aclose()
