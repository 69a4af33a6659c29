"""kill -9 under load: no finished call is lost, and every call that began is accounted for."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from builders.bars import FULL, Telling
from builders.calls import AT
from builders.journals import a_shipper
from builders.stores import MINE, a_store
from cloudwright.adapters.journal.limits import Limits
from cloudwright.adapters.journal.local import LocalJournal
from cloudwright.adapters.journal.recovery import verify
from cloudwright.database.engine import Database
from cloudwright.gateway.journal.reconciling import Reconciler
from cloudwright.gateway.schemas import CallStatus, Search
from cloudwright.gateway.service import Ledger
from cloudwright.gateway.usage import Dimension, total

ROOT = Path(__file__).parents[4]
LOAD = ROOT / "tests" / "fixtures" / "journal_load.py"
DAY = date(2026, 1, 15)
KILLS = 20 if FULL else 1


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with a_store(tmp_path) as database:
        yield database


async def killed_under_load(directory: Path, number: int, *, after_lines: int) -> tuple[set[str], set[str]]:
    """Return the calls that were begun and those that were said to be safe."""
    paths = os.pathsep.join([str(ROOT / "backend"), str(ROOT / "tests")])
    load = await asyncio.create_subprocess_exec(
        sys.executable,
        str(LOAD),
        str(directory),
        str(number),
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": paths},
    )
    assert load.stdout is not None
    said = [await asyncio.wait_for(load.stdout.readline(), 20) for _ in range(after_lines)]
    load.kill()
    said += (await load.stdout.read()).splitlines(keepends=True)
    await load.wait()
    told = [line.decode().strip() for line in said if line.endswith(b"\n")]
    return {line[2:] for line in told if line[0] == "s"}, {line[2:] for line in told if line[0] == "f"}


@pytest.mark.bar
async def test_kill_9_under_load_loses_no_finished_call_and_accounts_for_every_start(
    database: Database, tmp_path: Path, bar: Telling
) -> None:
    begun: set[str] = set()
    safe: set[str] = set()
    for kill in range(KILLS):
        more, safer = await killed_under_load(
            tmp_path / f"journal_{kill}", kill, after_lines=700 + 137 * kill
        )
        begun, safe = begun | more, safe | safer
        limits = Limits(limit_bytes=64 << 20, segment_bytes=64 << 10, pause_seconds=0.001)
        async with LocalJournal.opened(tmp_path / f"journal_{kill}", limits=limits) as journal:
            assert verify(journal.directory).damaged == ()
            await Reconciler(journal).after_start(AT + timedelta(seconds=1))
            shipper = a_shipper(journal, database, tmp_path / "store", batch=500)
            while await shipper.ship():
                pass

    async with database.read(MINE) as db:
        rows = {row.id: row for row in await Ledger(db).calls(Search(), limit=10**6)}
        sums = await Ledger(db).usage(DAY, DAY, by=tuple(Dimension))
        assert list(sums) == list(await Ledger(db).recounted(DAY, DAY, by=tuple(Dimension)))
    lost = {name for name in safe if name not in rows or rows[name].status is not CallStatus.COMPLETED}
    missing = begun - rows.keys()
    bar("G8", "finished calls lost on kill -9 under load", wrong=len(lost), of=len(safe))
    bar("G8", "calls that began and are in no row after kill -9", wrong=len(missing), of=len(begun))
    assert not lost
    assert not missing
    assert total(sums).calls == len(rows) >= len(begun) > len(safe) > 100
