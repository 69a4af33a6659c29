"""What group commit saves: one transaction per event against text written in groups.

Run: python tests/bench/bench_event_log.py
"""

import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path

from builders.events import SCOPED, Logbook, a_delta, a_logbook, a_stream
from cloudwright.events.schemas import CaughtUp

EVENTS = 1_000
THREADS = 20
ROUNDS = 3
TARGET_RATIO = 20.0


async def one_by_one(book: Logbook) -> float:
    """Return microseconds of CPU per event when each has its own transaction."""
    started = time.process_time()
    for number in range(EVENTS):
        async with book.database.write(SCOPED) as db:
            await book.log.append(
                db, "th_single", run_id="run_1", events=[a_delta("token ", message=str(number))]
            )
    return (time.process_time() - started) / EVENTS * 1e6


async def in_groups(book: Logbook) -> float:
    """Return microseconds of CPU per event, 200 to a group, none of them joined with another."""
    streams = [book.writer.open(a_stream(f"th_{number}")) for number in range(THREADS)]
    started = time.process_time()
    for number in range(EVENTS):
        streams[number % THREADS].write(a_delta("token ", message=str(number)))
        if number % 200 == 199:
            await book.writer.flush()
    return (time.process_time() - started) / EVENTS * 1e6


async def joined_groups(book: Logbook) -> float:
    """Return microseconds of CPU per delta, 200 to a group, those of one message joined."""
    streams = [book.writer.open(a_stream(f"th_joined_{number}")) for number in range(THREADS)]
    started = time.process_time()
    for number in range(EVENTS):
        streams[number % THREADS].write(a_delta("token "))
        if number % 200 == 199:
            await book.writer.flush()
    return (time.process_time() - started) / EVENTS * 1e6


async def replayed(book: Logbook) -> float:
    """Return microseconds of CPU per event of a replay."""
    started = time.process_time()
    count = 0
    async for item in book.log.tail("th_single", 0, organization_id="org_own"):
        if isinstance(item, CaughtUp):
            break
        count += 1
    return (time.process_time() - started) / count * 1e6


async def measure(directory: Path) -> dict[str, float]:
    """Return the best of several rounds of each way."""
    best: dict[str, float] = {}
    async with a_logbook(directory) as book:
        for _ in range(ROUNDS):
            for way in (one_by_one, in_groups, joined_groups, replayed):
                best[way.__name__] = min(best.get(way.__name__, float("inf")), await way(book))
    best["group_commit_ratio"] = best["one_by_one"] / best["in_groups"]
    best["joined_ratio"] = best["one_by_one"] / best["joined_groups"]
    return best


def main() -> int:
    """Print the table; the exit code says whether the target was met."""
    with tempfile.TemporaryDirectory() as directory:
        figures = asyncio.run(measure(Path(directory)))
    print(f"event log, {EVENTS} events, best of {ROUNDS}, CPU microseconds per event")  # noqa: T201  # its output
    for name, value in figures.items():
        print(f"  {name:20} {value:10.1f}")  # noqa: T201  # its output
    print(json.dumps({"met": figures["group_commit_ratio"] >= TARGET_RATIO, "target_ratio": TARGET_RATIO}))  # noqa: T201  # its output
    return 0 if figures["group_commit_ratio"] >= TARGET_RATIO else 1


if __name__ == "__main__":
    sys.exit(main())
