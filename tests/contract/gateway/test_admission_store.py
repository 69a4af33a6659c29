"""Redis as it really is: its own clock, several processes, crashes, lost scripts and lost data."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path

import pytest
from redis.asyncio import Redis

from builders import redis
from builders.admission import (
    LEASE,
    ORGANIZATION,
    WORKED_FOR,
    Ledger,
    Setting,
    a_budget,
    a_rate,
    calls_at_once,
    in_redis,
    moved_clock,
)
from builders.bars import FULL, Telling
from cloudwright.adapters.redis.gate import RedisGate
from cloudwright.gateway.admission.errors import StoreAway
from cloudwright.gateway.admission.schemas import Counted, Held, Level, Period, Refused, Want
from cloudwright.gateway.admission.surviving import SurvivingGate

ROOT = Path(__file__).parents[3]
COST = 7
KILLED_AFTER = 5
MOST = WORKED_FOR[0].limit_nano_usd // COST


@pytest.fixture
async def at() -> AsyncIterator[Setting]:
    async with in_redis() as setting:
        yield setting


@pytest.fixture(params=[True, False], ids=["appending", "forgetting"])
def crashing(request: pytest.FixtureRequest) -> Iterator[redis.Server]:
    if reason := redis.missing():
        pytest.skip(reason)
    server = redis.Server(appending=request.param)
    yield server
    server.end()


@pytest.fixture
def server() -> Iterator[redis.Server]:
    if reason := redis.missing():
        pytest.skip(reason)
    server = redis.Server()
    yield server
    server.end()


def client_of(at: Setting) -> Redis:
    assert at.client is not None
    return at.client


async def test_the_clock_of_the_server_ends_leases_and_drains_rates(at: Setting) -> None:
    gate = RedisGate(client_of(at), Ledger(), prefix=f"{at.prefix}-real")
    want = Want(ORGANIZATION, 10, 0, (a_budget(10), a_rate(1200), calls_at_once(1)))
    hold = await gate.admit(want, lease_seconds=0.06)
    assert isinstance(hold, Held)
    assert isinstance(await gate.admit(want, lease_seconds=1), Refused)

    await asyncio.sleep(0.08)

    assert [lost.id for lost in await gate.expired()] == [hold.id]
    assert isinstance(await gate.admit(want, lease_seconds=1), Held)


async def test_a_server_that_has_forgotten_its_scripts_is_sent_them_again(at: Setting) -> None:
    budget = a_budget(100)
    hold = await at.hold(budget, amount=50)
    await client_of(at).script_flush()

    assert await at.gate.settle(hold, actual_nano_usd=40, actual_tokens=0)
    assert (await at.hold(budget, amount=10)).left_nano_usd == 50


class Twice(Redis):
    """Sends every script twice, as after an answer that was lost on its way."""

    async def execute_command(self, *args: object, **options: object) -> object:
        if args[0] == "EVALSHA":
            await super().execute_command(*args, **options)  # type: ignore[no-untyped-call]  # the client's
        return await super().execute_command(*args, **options)  # type: ignore[no-untyped-call]  # the client's


async def test_what_is_sent_twice_counts_once(at: Setting) -> None:
    budget, tokens, calls = a_budget(100), a_rate(60, burst=10, kind=Counted.TOKENS), calls_at_once(2)
    await at.gate.release(await at.hold(budget, tokens, calls))
    client = Twice.from_pool(client_of(at).connection_pool)
    gate = RedisGate(
        client, at.ledger, prefix=at.prefix, clock=at.hours.now, server_time=moved_clock(at.prefix)
    )

    hold = await gate.admit(Want(ORGANIZATION, 50, 6, (budget, tokens, calls)), lease_seconds=LEASE)

    assert isinstance(hold, Held)
    assert await at.used(budget) == (0, 50)
    assert (await at.refusal(tokens, tokens=5)).left == 4
    assert await gate.renew(hold, lease_seconds=LEASE)
    assert await gate.settle(hold, actual_nano_usd=40, actual_tokens=7)
    assert await at.used(budget) == (40, 0)
    assert (await at.refusal(tokens, tokens=4)).left == 3
    assert not await gate.release(hold)


@pytest.mark.bar
async def test_three_processes_spend_exactly_what_there_is_also_when_one_is_killed(bar: Telling) -> None:
    rounds, wrong, lost = 10 if FULL else 1, 0, 0
    for _ in range(rounds):
        async with in_redis() as at:
            found = await _race(at)
        wrong += found[0]
        lost += found[1]
    bar("G4", "budgets that three processes overspent, one of them killed", wrong=wrong, of=4 * rounds)
    bar("G4", "holds of a killed process that did not come back", wrong=lost, of=rounds)


async def _race(at: Setting) -> tuple[int, int]:
    """Return how many budgets were overspent at any moment, and how many holds were left in the end."""
    workers = [await _worker(at) for _ in range(3)]
    try:
        async with asyncio.timeout(60), asyncio.TaskGroup() as group:
            await _begun(workers)
            said = [group.create_task(_lines(worker, killed=worker is workers[0])) for worker in workers]
            group.create_task(_watched(at, workers))
    finally:
        for worker in workers:
            await _ended(worker)
    settled = [line for task in said for line in task.result()]
    assert len(settled) == len(set(settled))

    await at.wait(LEASE + 1)
    for lost in await at.gate.expired():
        assert await at.gate.settle(lost, actual_nano_usd=COST, actual_tokens=COST)
    while isinstance(more := await at.admit(*WORKED_FOR, amount=COST), Held):
        await at.gate.settle(more, actual_nano_usd=COST, actual_tokens=COST)
    ends = [await at.used(budget) for budget in WORKED_FOR]
    return sum(spent != MOST * COST for spent, _ in ends), sum(held != 0 for _, held in ends)


async def _worker(at: Setting) -> Process:
    arguments = ("-m", "builders.admission_worker", redis.server().url, at.prefix, "8")
    paths = os.pathsep.join([str(ROOT / "backend"), str(ROOT / "tests")])
    return await asyncio.create_subprocess_exec(
        sys.executable, *arguments, stdin=PIPE, stdout=PIPE, env={**os.environ, "PYTHONPATH": paths}
    )


async def _begun(workers: Sequence[Process]) -> None:
    """Let all begin once all are there."""
    for worker in workers:
        assert worker.stdout is not None
        assert await worker.stdout.readline() == b"ready\n"
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write(b"go\n")


async def _lines(worker: Process, *, killed: bool) -> list[bytes]:
    """Return whole lines until the end, which may be a violent one."""
    assert worker.stdout is not None
    lines: list[bytes] = []
    async for line in worker.stdout:
        lines.append(line)
        if killed and len(lines) == KILLED_AFTER:
            worker.kill()
    assert await worker.wait() == (-signal.SIGKILL if killed else 0)
    return [line for line in lines if line.endswith(b"\n")]


async def _ended(worker: Process) -> None:
    if worker.returncode is None:
        worker.kill()
    await worker.wait()


async def _watched(at: Setting, workers: Sequence[Process]) -> None:
    """See at many moments that no more is spent and held than there is."""
    while any(worker.returncode is None for worker in workers):
        for budget in WORKED_FOR:
            assert sum(await at.used(budget)) <= budget.limit_nano_usd
        await asyncio.sleep(0.02)


async def test_a_server_that_comes_back_knows_what_it_knew_or_asks_the_ledger(crashing: redis.Server) -> None:
    budget, calls = a_budget(100), calls_at_once(2)
    async with in_redis(crashing.url) as at:
        await at.gate.settle(await at.hold(budget, amount=30), actual_nano_usd=30, actual_tokens=0)
        hold = await at.hold(budget, calls, amount=20)
        crashing.kill()
        with pytest.raises(StoreAway):
            await at.admit(budget, amount=1)
        crashing.start()
        await at.set_clock(0)
        at.ledger.figures[at.counter(budget).name] = 30

        assert (await at.refusal(budget, amount=51)).left == 50
        assert await at.gate.renew(hold, lease_seconds=LEASE)
        assert await at.used(budget) == (30, 20)
        assert await at.gate.settle(hold, actual_nano_usd=25, actual_tokens=0)
        assert not await at.gate.settle(hold, actual_nano_usd=25, actual_tokens=0)
        assert await at.used(budget) == (55, 0)
        assert len([await at.hold(calls) for _ in range(2)]) == 2


async def test_many_calls_at_once_find_what_their_process_holds_in_a_store_that_lost_it(at: Setting) -> None:
    budget, day = a_budget(100), a_budget(100, period=Period.DAY)
    for _ in range(8):
        await at.hold(budget, day, amount=10)
    await client_of(at).delete(*[key async for key in client_of(at).scan_iter(f"{at.prefix}:{{*")])

    async with asyncio.TaskGroup() as group:
        asked = [group.create_task(at.admit(budget, day, amount=10)) for _ in range(40)]

    assert sum(isinstance(task.result(), Held) for task in asked) == 2
    assert await at.used(budget) == await at.used(day) == (0, 100)


async def test_while_redis_is_away_hard_budgets_close_and_others_go_on(server: redis.Server) -> None:
    hard, soft, rate = a_budget(100), a_budget(100, level=Level.TEAM, hard=False), a_rate(60, burst=2)
    async with in_redis(server.url) as at:
        store, at.gate = at.gate, SurvivingGate(at.gate, processes=2, monotonic=at.hours.monotonic)
        before = await at.hold(hard, soft, amount=40)
        server.kill()

        assert (await at.refusal(hard, amount=1)).code == "BUDGET_UNKNOWN"
        during = await at.hold(soft, rate, amount=5)
        assert (await at.refusal(rate)).retry_after_seconds == 2.0
        for hold in (before, during):
            assert await at.gate.settle(hold, actual_nano_usd=5, actual_tokens=0)

        server.start()
        await at.wait(1)
        await at.hold(hard, soft, amount=0)
        counters = [at.counter(budget) for budget in (hard, soft)]
        assert [each.spent_nano_usd for each in await store.standings(ORGANIZATION, counters)] == [5, 10]


async def test_a_redis_that_hangs_closes_hard_budgets_and_what_it_does_later_counts_once(
    server: redis.Server,
) -> None:
    budget = a_budget(100)
    async with in_redis(server.url, patience=0.5) as at:
        store, at.gate = at.gate, SurvivingGate(at.gate, processes=2, monotonic=at.hours.monotonic)
        hold = await at.hold(budget, amount=40)
        server.pause()
        assert (await at.refusal(budget, amount=20)).code == "BUDGET_UNKNOWN"
        at.hours.steady += 1
        assert await at.gate.settle(hold, actual_nano_usd=30, actual_tokens=0)
        server.go_on()
        await at.wait(1)

        assert await at.hold(budget, amount=0)
        assert (await store.standings(ORGANIZATION, [at.counter(budget)]))[0].spent_nano_usd == 30
        await at.wait(LEASE)
        for lost in await at.gate.expired():
            await at.gate.release(lost)
        assert await at.used(budget) == (30, 0)
