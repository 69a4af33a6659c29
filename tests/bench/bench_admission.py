"""What it costs to hold and settle a call in four budgets and two rates, in process and in Redis.

Run: python tests/bench/bench_admission.py
"""

import asyncio
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

sys.path[:0] = [str(Path(__file__).parents[2] / each) for each in (".", "backend", "tests")]

from bench.figures import Figure, missing, table  # noqa: E402  # found by the path above
from builders import redis  # noqa: E402  # found by the path above
from builders.admission import ORGANIZATION, Ledger, a_budget, a_rate  # noqa: E402  # found by the path above
from cloudwright.adapters.redis.connection import connected  # noqa: E402  # found by the path above
from cloudwright.adapters.redis.gate import RedisGate  # noqa: E402  # found by the path above
from cloudwright.gateway.admission.memory import MemoryGate  # noqa: E402  # found by the path above
from cloudwright.gateway.admission.ports import Gate  # noqa: E402  # found by the path above
from cloudwright.gateway.admission.schemas import Counted, Held, Level, Want  # noqa: E402  # found by the path above

ROUNDS = 3
MICROSECONDS = 1e6
BUSY = 10_000_000
WANT = Want(
    ORGANIZATION,
    12_345,
    900,
    (
        *(a_budget(10**15, level=level) for level in Level),
        a_rate(BUSY, burst=BUSY),
        a_rate(BUSY * 1000, burst=BUSY * 1000, kind=Counted.TOKENS),
    ),
)


async def pairs(gate: Gate, count: int) -> list[float]:
    """Admit and settle one call after another; return the microseconds of each pair."""
    taken = []
    for _ in range(count):
        started = time.perf_counter()
        hold = await gate.admit(WANT, lease_seconds=120)
        assert isinstance(hold, Held), hold
        await gate.settle(hold, actual_nano_usd=2_345, actual_tokens=700)
        taken.append((time.perf_counter() - started) * MICROSECONDS)
    return taken


async def per_second(gate: Gate, *, at_once: int, count: int) -> float:
    """Return how many pairs a second this process makes with so many calls at once."""
    started = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for _ in range(at_once):
            group.create_task(pairs(gate, count // at_once))
    return count / (time.perf_counter() - started)


async def in_process() -> Sequence[Figure]:
    gate = MemoryGate(Ledger())
    best = min([sorted(await pairs(gate, 2_000))[1_000] for _ in range(ROUNDS)])
    rate = max([await per_second(gate, at_once=1, count=2_000) for _ in range(ROUNDS)])
    return (
        Figure("in process, admit and settle, median", best, "us"),
        Figure("in process, pairs a second", rate, "/s"),
    )


async def in_redis() -> Sequence[Figure]:
    """Measure against a server of our own; what the server itself took is its own account."""
    if reason := redis.missing():
        return [missing("Redis", reason)]
    client = connected(redis.server().url)
    gate = RedisGate(client, Ledger(), prefix=uuid4().hex)
    await pairs(gate, 100)
    await client.config_resetstat()
    best = min([sorted(await pairs(gate, 1_000))[500] for _ in range(ROUNDS)])
    calls = (await client.info("commandstats"))["cmdstat_evalsha"]
    spent = time.process_time()
    rate = max([await per_second(gate, at_once=32, count=3_200) for _ in range(ROUNDS)])
    spent = (time.process_time() - spent) / (3_200 * ROUNDS) * MICROSECONDS
    await client.aclose()
    return (
        Figure("Redis, admit and settle, one after another, median", best, "us"),
        Figure("Redis, the server's time for a pair", 2 * float(calls["usec_per_call"]), "us"),
        Figure("Redis, 32 at once, pairs a second of one process", rate, "/s"),
        Figure("Redis, our processor time for a pair", spent, "us"),
    )


async def measure() -> Sequence[Figure]:
    return (*await in_process(), *await in_redis())


if __name__ == "__main__":
    print("Admission: four budgets, a rate of requests and one of tokens")  # noqa: T201  # its output
    print(table(asyncio.run(measure())))  # noqa: T201  # its output
