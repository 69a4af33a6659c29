"""Both keepers of counters do the same, and who is refused too often is banned for a while."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import svcs

from builders.platform import an_installation
from cloudwright.adapters.attempts import MemoryCounters
from cloudwright.auth.throttle.buckets import BAN_AFTER, BAN_LASTS, LIMITS, Kind
from cloudwright.auth.throttle.errors import TooManyAttempts
from cloudwright.auth.throttle.service import Caller, Throttle
from cloudwright.auth.throttle.shared import SharedCounters
from cloudwright.tenancy.work import UnitsOfWork

HOME = Caller("192.0.2.7")
THIEF = Caller("198.51.100.9")


class Hand:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 3, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
async def services(tmp_path: Path) -> AsyncIterator[svcs.Container]:
    async with an_installation(tmp_path) as services:
        yield services


@pytest.fixture(params=["memory", "database"])
async def throttle(request: pytest.FixtureRequest, services: svcs.Container) -> tuple[Throttle, Hand]:
    clock, units = Hand(), await services.aget(UnitsOfWork)
    counters = MemoryCounters() if request.param == "memory" else SharedCounters(units, clock)
    return Throttle(counters, units, clock=clock), clock


async def waits(throttle: Throttle, caller: Caller, account: str = "ada@example.com") -> int:
    """Try once; how long to wait instead, or 0."""
    try:
        await throttle.password(caller, account)
    except TooManyAttempts as refused:
        return int(str(refused.details["retry_after_seconds"]))
    return 0


async def test_counters_slow_one_pair_and_nobody_else(throttle: tuple[Throttle, Hand]) -> None:
    slow, clock = throttle
    free = LIMITS[Kind.PAIR].free
    at_once = await asyncio.wait_for(_all(slow, free + 3), timeout=10)

    assert sorted(at_once) == [0] * free + [2] * 3
    assert await waits(slow, HOME) == 0, "the owner from elsewhere"
    assert await waits(slow, Caller(THIEF.address, device="dev_1")) == 0, "the owner's own browser there"
    clock.now += timedelta(seconds=2)
    assert [await waits(slow, THIEF), await waits(slow, THIEF)] == [0, 4]


async def _all(throttle: Throttle, times: int) -> list[int]:
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(waits(throttle, THIEF)) for _ in range(times)]
    return [each.result() for each in tasks]


async def test_a_right_password_is_not_held_against_anybody(throttle: tuple[Throttle, Hand]) -> None:
    fair, _ = throttle

    for _ in range(LIMITS[Kind.CALLER].free + 1):
        await fair.forgive(await fair.password(HOME, "ada@example.com"))

    assert await waits(fair, HOME) == 0


async def test_who_is_refused_too_often_is_banned_for_a_while(services: svcs.Container) -> None:
    clock = Hand()
    strict = Throttle(MemoryCounters(), await services.aget(UnitsOfWork), clock=clock)
    for _ in range(BAN_AFTER):
        await strict.refuse(THIEF)

    banned = await waits(strict, THIEF, "somebody@example.com")
    known = await waits(strict, Caller(THIEF.address, device="dev_1"))
    clock.now += BAN_LASTS

    assert (banned, known) == (int(BAN_LASTS.total_seconds()), 0)
    assert await waits(strict, THIEF, "somebody@example.com") == 0
