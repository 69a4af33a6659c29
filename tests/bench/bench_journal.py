"""The journal against a row of the ledger in a transaction of its own, in one run.

`python tests/bench/bench_journal.py` prints the table; calls follow each other, as on one event loop, and
the journal is flushed to the disk meanwhile. SQLite runs as the product sets it up (WAL, synchronous NORMAL),
which flushes less than the journal does.
"""

import asyncio
import contextlib
import sqlite3
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "backend"), str(ROOT / "tests")]

from bench.figures import Figure, table  # noqa: E402  # found by the path above
from builders.calls import an_entry  # noqa: E402  # found by the path above
from builders.journals import a_shipper  # noqa: E402  # found by the path above
from builders.stores import MINE, a_store  # noqa: E402  # found by the path above
from cloudwright.adapters.journal.local import LocalJournal  # noqa: E402  # found by the path above
from cloudwright.database.engine import Database  # noqa: E402  # found by the path above
from cloudwright.gateway.journal.records import started, written  # noqa: E402  # found by the path above
from cloudwright.gateway.schemas import Entry  # noqa: E402  # found by the path above
from cloudwright.gateway.service import Ledger  # noqa: E402  # found by the path above

CALLS, ROWS, ROUNDS = 5_000, 300, 5
AT_ONCE = 50
MOST_MICROSECONDS = 60
TARGET_RATIO = 10.0


def calls(number: int, *, begin: int) -> list[Entry]:
    return [an_entry(begin + n) for n in range(number)]


async def journaled(journal: LocalJournal, entries: Sequence[Entry]) -> tuple[float, float]:
    """Return seconds of this thread's CPU to append, and seconds until all is durable."""
    begin, cpu = time.perf_counter(), time.thread_time()
    for number, entry in enumerate(entries):
        await journal.started(started(entry))
        await journal.finished(entry)
        if number % AT_ONCE == 0:
            await asyncio.sleep(0)  # others of the loop, and the flush
    appended = time.thread_time() - cpu
    await journal.durable()
    return appended, time.perf_counter() - begin


async def one_by_one(database: Database, entries: Sequence[Entry]) -> tuple[float, float]:
    """Return seconds of this thread's CPU, and seconds, for a row and its sums in a transaction each."""
    begin, cpu = time.perf_counter(), time.thread_time()
    for entry in entries:
        async with database.write(MINE) as db:
            await Ledger(db).post([entry])
    return time.thread_time() - cpu, time.perf_counter() - begin


def bare_rows(path: Path, entries: Sequence[Entry], *, synchronous: str) -> float:
    """Return seconds for nothing but a row in a transaction each, without any layer of ours."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA synchronous = {synchronous}")
        connection.execute("CREATE TABLE IF NOT EXISTS rows (id TEXT PRIMARY KEY, row BLOB)")
        begin = time.perf_counter()
        for entry in entries:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO rows VALUES (?, ?)", (entry.id, written(entry)))
            connection.execute("COMMIT")
        return time.perf_counter() - begin


async def acknowledged(journal: LocalJournal, entry: Entry) -> float:
    """Return seconds from the end of one call until the disk has it."""
    begin = time.perf_counter()
    await journal.finished(entry)
    await journal.durable()
    return time.perf_counter() - begin


async def measure(directory: Path) -> Sequence[Figure]:
    best: defaultdict[str, float] = defaultdict(lambda: float("inf"))

    def tell(name: str, seconds: float, of: int) -> None:
        best[name] = min(best[name], seconds / of)

    async with a_store(directory) as database, LocalJournal.opened(directory / "journal") as journal:
        shipper = a_shipper(journal, database, directory / "store", batch=1_000)
        for turn in range(ROUNDS):
            base = turn * 10**6
            cpu, passed = await journaled(journal, calls(CALLS, begin=base))
            tell("journal cpu", cpu, CALLS)
            tell("journal", passed, CALLS)
            cpu, passed = await one_by_one(database, calls(ROWS, begin=base + CALLS))
            tell("rows cpu", cpu, ROWS)
            tell("rows", passed, ROWS)
            for how in ("NORMAL", "FULL"):
                rows = bare_rows(directory / f"{how}.sqlite3", calls(ROWS, begin=base), synchronous=how)
                tell(how, rows, ROWS)
            begin = time.perf_counter()
            while await shipper.ship():
                pass
            tell("shipped", time.perf_counter() - begin, CALLS)
            tell("idle", await acknowledged(journal, an_entry(base - 1)), 1)
    return figures(best)


def figures(best: Mapping[str, float]) -> Sequence[Figure]:
    return (
        Figure(
            "started and finished, CPU of the loop", best["journal cpu"] * 1e6, "us/call", MOST_MICROSECONDS
        ),
        Figure("started and finished, until durable", best["journal"] * 1e6, "us/call"),
        Figure("records until durable", 2 / best["journal"], "records/s"),
        Figure("idle journal, from finished until durable", best["idle"] * 1e3, "ms"),
        Figure("SQLite, a transaction for each row, CPU of the loop", best["rows cpu"] * 1e6, "us/call"),
        Figure("SQLite, a transaction for each row", best["rows"] * 1e6, "us/call"),
        Figure("SQLite, a transaction for each row", 1 / best["rows"], "rows/s"),
        Figure("bare SQLite in the same thread, a row each, not flushed", best["NORMAL"] * 1e6, "us/call"),
        Figure("bare SQLite in the same thread, a row each, durable", best["FULL"] * 1e6, "us/call"),
        Figure(
            "SQLite / journal, time", best["rows"] / best["journal"], "ratio", TARGET_RATIO, at_least=True
        ),
        Figure("SQLite / journal, CPU of the loop", best["rows cpu"] / best["journal cpu"], "ratio"),
        Figure("shipping, 1,000 records to a batch", best["shipped"] * 1e6, "us/call"),
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as directory:
        print(table(asyncio.run(measure(Path(directory)))))  # noqa: T201  # its output


if __name__ == "__main__":
    main()
