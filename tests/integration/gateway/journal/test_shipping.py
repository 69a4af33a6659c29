"""From the journal to the ledger: in order, again after a death, and counted once."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from builders.calls import AT, a_start, an_entry, bodies
from builders.journals import SMALL, a_shipper, units_of
from builders.killing import Killed, dying_at
from builders.stores import EVERYONE, MINE, THEIRS, a_store
from cloudwright.adapters.journal.backlog import LocalBacklog
from cloudwright.adapters.journal.local import LocalJournal
from cloudwright.adapters.journal.places import abandoned_journals, own_journal
from cloudwright.adapters.journal.recovery import verify
from cloudwright.adapters.journal.segments import numbers
from cloudwright.adapters.storage.local import LocalFolder
from cloudwright.artifacts.errors import ContentMissing
from cloudwright.database.engine import Database
from cloudwright.gateway.journal.pressure import Pressure
from cloudwright.gateway.journal.reconciling import Reconciler
from cloudwright.gateway.journal.retention import SaidInCalls
from cloudwright.gateway.journal.shipping import Shipper
from cloudwright.gateway.models import ModelCall
from cloudwright.gateway.schemas import CallStatus, Entry, Search, UsageSource
from cloudwright.gateway.service import Ledger
from cloudwright.gateway.usage import Dimension, Measures, total

DAY = date(2026, 1, 15)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with a_store(tmp_path) as database:
        yield database


async def in_the_ledger(database: Database) -> list[Entry]:
    """Return my organisation's rows, the oldest first, once the sums of days are those of the rows."""
    async with database.read(MINE) as db:
        ledger = Ledger(db)
        sums = await ledger.usage(DAY, DAY, by=tuple(Dimension))
        assert list(sums) == list(await ledger.recounted(DAY, DAY, by=tuple(Dimension)))
        rows = await ledger.calls(Search(), limit=10_000)
        assert total(sums).calls == len(rows)
        return sorted(rows, key=lambda row: row.id)


async def shipped(shipper: Shipper, journal: LocalJournal) -> None:
    await journal.durable()
    while await shipper.ship():
        pass


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not holds():  # noqa: ASYNC110  # the shipper tells nobody
            await asyncio.sleep(0.01)


async def test_every_record_arrives_as_it_was(database: Database, tmp_path: Path) -> None:
    calls = [an_entry(number, run_id=f"run_{number % 3}") for number in range(20)]
    async with LocalJournal.opened(tmp_path / "journal", limits=SMALL) as journal:
        for call in calls:
            await journal.started(a_start(int(call.id[5:])))
            await journal.finished(call)
        await shipped(a_shipper(journal, database, tmp_path / "store", batch=7), journal)

    assert await in_the_ledger(database) == sorted(calls, key=lambda call: call.id)


async def test_what_is_shipped_twice_counts_once(database: Database, tmp_path: Path) -> None:
    async with LocalJournal.opened(tmp_path / "journal", limits=SMALL) as journal:
        for number in range(20):
            await journal.finished(an_entry(number, run_id="run_1"))
        for _ in range(3):
            await shipped(a_shipper(journal, database, tmp_path / "store"), journal)
            (tmp_path / "journal" / "shipped.json").unlink()

    found = await in_the_ledger(database)

    assert len(found) == 20
    async with database.read(MINE) as db:
        assert total(await Ledger(db).usage(DAY, DAY, by=[])) == Measures(20, 1, 0, 0, 2_000, 200, 140)


async def test_a_shipper_that_dies_at_any_step_leaves_nothing_out_and_counts_nothing_twice(
    database: Database, tmp_path: Path
) -> None:
    died = 0
    async with LocalJournal.opened(tmp_path / "journal", limits=SMALL) as journal:
        for step in range(1, 40):
            await journal.said(bodies(step))
            await journal.finished(an_entry(step, run_id="run_1" if step % 2 else None))
            await journal.durable()
            with dying_at(database, step):
                try:
                    await a_shipper(journal, database, tmp_path / "store", batch=4).ship()
                except Killed:
                    died += 1
        await shipped(a_shipper(journal, database, tmp_path / "store"), journal)
        said = SaidInCalls(units_of(database), LocalFolder(tmp_path / "store"))
        assert await said.of_call("org_1", "call_39") == bodies(39)

    assert died > 5
    assert [row.id for row in await in_the_ledger(database)] == sorted(f"call_{n}" for n in range(1, 40))


async def test_a_call_whose_process_died_becomes_a_row_that_says_so(
    database: Database, tmp_path: Path
) -> None:
    async with LocalJournal.opened(tmp_path / "journal", limits=SMALL) as journal:
        await journal.started(a_start(1))
        await journal.started(a_start(2))
        await journal.finished(an_entry(2))

    async with LocalJournal.opened(tmp_path / "journal", limits=SMALL) as journal:
        assert await Reconciler(journal).after_start(AT + timedelta(seconds=3)) == 1
        await shipped(a_shipper(journal, database, tmp_path / "store"), journal)
    async with LocalJournal.opened(tmp_path / "journal", limits=SMALL) as journal:
        assert await Reconciler(journal).after_start(AT) == 0

    lost, finished = await in_the_ledger(database)
    assert (lost.status, lost.usage_source, lost.estimated) == (CallStatus.LOST, UsageSource.ASSUMED, True)
    assert (lost.usage.output_tokens, lost.cost_nano_usd, lost.milliseconds) == (500, 99, 3_000)
    assert finished == an_entry(2)


async def test_a_call_that_takes_longer_than_any_may_is_given_up_while_the_process_lives(
    database: Database, tmp_path: Path
) -> None:
    async with LocalJournal.opened(tmp_path / "journal", limits=SMALL) as journal:
        await journal.started(a_start(1))
        await journal.started(a_start(2, started_at=AT + timedelta(hours=2)))
        hours_later = Reconciler(journal, clock=lambda: AT + timedelta(hours=2), pause_seconds=0.01)
        async with hours_later.running():
            await until(lambda: not journal.overdue(AT + timedelta(hours=1)))
        await journal.finished(an_entry(1))
        await shipped(a_shipper(journal, database, tmp_path / "store"), journal)
        assert [call.id for call in journal.overdue(AT + timedelta(hours=3))] == ["call_2"]

    assert [row.status for row in await in_the_ledger(database)] == [CallStatus.LOST]


async def test_organisations_are_kept_apart_and_one_that_is_gone_stops_nobody(
    database: Database, tmp_path: Path
) -> None:
    async with LocalJournal.opened(tmp_path / "journal", limits=SMALL) as journal:
        await journal.finished(an_entry(1))
        await journal.finished(an_entry(2, organization_id="org_2"))
        await journal.finished(an_entry(3, organization_id="org_gone"))
        await journal.finished(an_entry(4, organization_id="org_gone"))
        shipper = a_shipper(journal, database, tmp_path / "store")
        await shipped(shipper, journal)

    dead = (tmp_path / "journal" / "not-taken.jsonl").read_text("utf-8").splitlines()
    assert ["call_3" in dead[0], "call_4" in dead[1], len(dead)] == [True, True, 2]
    assert shipper.shipped.unacceptable == 2
    assert [row.id for row in await in_the_ledger(database)] == ["call_1"]
    async with database.read(THEIRS) as db:
        assert [row.id for row in await Ledger(db).calls(Search(), limit=9)] == ["call_2"]


async def test_texts_of_clients_that_no_column_takes_are_cut(database: Database, tmp_path: Path) -> None:
    async with LocalJournal.opened(tmp_path / "journal", limits=SMALL) as journal:
        await journal.finished(an_entry(1, requested_model="x\0" * 200, team="é" * 200))
        await shipped(a_shipper(journal, database, tmp_path / "store"), journal)

    found = await in_the_ledger(database)

    assert (found[0].requested_model, found[0].team) == ("x" * 120, "é" * 80)


async def test_room_comes_back_once_records_are_shipped_and_open_calls_are_carried_on(
    database: Database, tmp_path: Path
) -> None:
    async with LocalJournal.opened(tmp_path / "journal", limits=replace(SMALL, finished_bytes=0)) as journal:
        shipper = a_shipper(journal, database, tmp_path / "store")
        await journal.started(a_start(10_000))
        for number in range(300):
            await journal.finished(an_entry(number))
            if number % 20 == 0:
                await shipped(shipper, journal)
        assert journal.pressure is Pressure.EASY
        assert numbers(tmp_path / "journal")[0] > 5

    async with LocalJournal.opened(tmp_path / "journal", limits=SMALL) as journal:
        assert [call.id for call in journal.left_open()] == ["call_10000"]
        await shipped(a_shipper(journal, database, tmp_path / "store"), journal)
    assert len(await in_the_ledger(database)) == 300


async def test_journals_of_dead_processes_are_found_and_shipped(database: Database, tmp_path: Path) -> None:
    root = tmp_path / "journals"
    async with own_journal(root, limits=SMALL) as first, own_journal(root, limits=SMALL) as second:
        await second.finished(an_entry(1))
        assert first.directory != second.directory
    async with own_journal(root, limits=SMALL) as mine, abandoned_journals(root, limits=SMALL) as others:
        assert [each.directory for each in others] == [second.directory]
        assert mine.directory == first.directory
        await shipped(a_shipper(others[0], database, tmp_path / "store"), others[0])

    assert await in_the_ledger(database) == [an_entry(1)]


async def test_shipped_segments_stay_as_evidence_for_as_long_as_asked(
    database: Database, tmp_path: Path
) -> None:
    keeping = replace(SMALL, limit_bytes=1 << 20, kept_seconds=3_600)
    async with LocalJournal.opened(tmp_path / "journal", limits=keeping) as journal:
        for number in range(60):
            await journal.finished(an_entry(number))
        await shipped(a_shipper(journal, database, tmp_path / "store"), journal)
        kept = numbers(tmp_path / "journal")
        found = verify(tmp_path / "journal")

    assert kept[0] == 1
    assert len(kept) > 2
    assert (found.records, found.damaged) == (60, ())


@pytest.mark.sqlite
async def test_a_database_that_is_away_costs_time_and_no_record(database: Database, tmp_path: Path) -> None:
    async with LocalJournal.opened(tmp_path / "journal", limits=SMALL) as journal:
        shipper = a_shipper(journal, database, tmp_path / "store")
        async with database.engine.begin() as away:
            await away.run_sync(lambda c: c.exec_driver_sql("ALTER TABLE model_calls RENAME TO elsewhere"))
        async with shipper.running():
            await journal.finished(an_entry(1))
            await until(lambda: shipper.shipped.failures > 0)
            async with database.engine.begin() as back:
                await back.run_sync(
                    lambda c: c.exec_driver_sql("ALTER TABLE elsewhere RENAME TO model_calls")
                )
            await until(lambda: shipper.shipped.records == 1)

    assert await in_the_ledger(database) == [an_entry(1)]


async def test_a_batch_with_bodies_is_the_same_after_a_restart(tmp_path: Path) -> None:
    async with LocalJournal.opened(tmp_path, limits=SMALL) as journal:
        await journal.said(bodies(1))
        await journal.durable()
        first = await LocalBacklog(journal).upcoming(100)
        await journal.finished(an_entry(1))
        await journal.durable()
        again = LocalBacklog(journal)

        assert first is not None
        assert await again.upcoming(100) == first
        await again.done(first)
        rest = await again.upcoming(100)
        assert rest is not None
        assert rest.records == (an_entry(1),)


async def test_what_was_said_is_found_and_goes_away_after_its_time(
    database: Database, tmp_path: Path
) -> None:
    store = LocalFolder(tmp_path / "store")
    said = SaidInCalls(units_of(database), store)
    async with LocalJournal.opened(tmp_path / "journal", limits=SMALL) as journal:
        await journal.said(bodies(1, at=AT - timedelta(days=40)))
        await journal.said(bodies(2))
        await journal.said(bodies(3, organization_id="org_2"))
        await shipped(a_shipper(journal, database, tmp_path / "store"), journal)

    assert await said.of_call("org_1", "call_2") == bodies(2)
    assert await said.of_call("org_1", "call_3") is None
    assert len(await store.kept()) == 3

    removed = await said.expire(AT, after=timedelta(days=30), own={"org_2": timedelta(0)})

    assert removed == 1
    assert await said.of_call("org_1", "call_1") is None
    assert len(await store.kept()) == 2
    assert (
        await said.expire(AT + timedelta(days=1), after=timedelta(days=30), own={"org_2": timedelta(0)}) == 1
    )
    assert await said.of_call("org_1", "call_2") == bodies(2)


async def test_a_damaged_file_of_bodies_is_said_to_be_gone(database: Database, tmp_path: Path) -> None:
    async with LocalJournal.opened(tmp_path / "journal", limits=SMALL) as journal:
        await journal.said(bodies(1))
        await shipped(a_shipper(journal, database, tmp_path / "store"), journal)
    next(path for path in (tmp_path / "store").rglob("*") if path.is_file()).write_bytes(b"")

    with pytest.raises(ContentMissing):
        await SaidInCalls(units_of(database), LocalFolder(tmp_path / "store")).of_call("org_1", "call_1")


async def test_rows_are_what_the_database_holds(database: Database, tmp_path: Path) -> None:
    async with LocalJournal.opened(tmp_path / "journal", limits=SMALL) as journal:
        await journal.finished(an_entry(1, status=CallStatus.REFUSED, code="budget_reached"))
        await shipped(a_shipper(journal, database, tmp_path / "store"), journal)

    async with database.read(EVERYONE) as db:
        row = (await db.scalars(select(ModelCall))).one()
    assert (row.application_id, row.provider, row.wire, row.status_code) == ("app_1", "openai", "chat", 200)
    assert row.verdicts == [{"stage": "policy", "outcome": "allowed", "reasons": ["rule-1"]}]
    assert (row.status, row.code, row.cache_read_tokens) == ("refused", "budget_reached", 40)
