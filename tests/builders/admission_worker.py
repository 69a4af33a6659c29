"""A process that makes calls through a gate until its budget is used up, and says each end before the next.

It says when it is ready and begins when it is told.

Run: python -m builders.admission_worker <url> <prefix> <calls at once>
"""

import asyncio
import sys

from builders.admission import ORGANIZATION, PATIENCE, WORKED_FOR, Ledger, moved_clock
from cloudwright.adapters.redis.connection import connected
from cloudwright.adapters.redis.gate import RedisGate
from cloudwright.gateway.admission.schemas import Held, Want

COST = 7


async def work(gate: RedisGate) -> None:
    """Admit and settle one call after another."""
    want = Want(ORGANIZATION, COST, COST, WORKED_FOR)
    while isinstance(hold := await gate.admit(want, lease_seconds=60), Held):
        await asyncio.sleep(0)
        assert await gate.settle(hold, actual_nano_usd=COST, actual_tokens=COST)
        print(hold.id, flush=True)  # noqa: T201  # what the test counts


async def main(url: str, prefix: str, at_once: int) -> None:
    client = connected(url, answer_seconds=PATIENCE)
    gate = RedisGate(client, Ledger(), prefix=prefix, server_time=moved_clock(prefix))
    print("ready", flush=True)  # noqa: T201  # what the test waits for
    sys.stdin.readline()
    async with asyncio.TaskGroup() as group:
        for _ in range(at_once):
            group.create_task(work(gate))
    await client.aclose()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
