import asyncio
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, select
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from builders.platform import a_database, an_owned_database
from cloudwright.database.base import Base
from cloudwright.database.directory import held_directory
from cloudwright.database.engine import Database, on_commit, on_rollback, uninterrupted
from cloudwright.database.errors import DatabaseBusy, DataDirectoryInUse, ReadOnlyWork, storage_full
from cloudwright.database.migrate import downgrade, upgrade
from cloudwright.organizations.models import MembershipRow
from cloudwright.tenancy.scope import SCOPE, EveryTenant, OneTenant
from cloudwright.users.models import PersonRow

NOW = datetime(2026, 1, 1, tzinfo=UTC)
EVERYONE = {SCOPE: EveryTenant("test")}


def a_person(person_id: str = "usr_1") -> PersonRow:
    return PersonRow(id=person_id, name="Ada", email=f"{person_id}@example.com", created_at=NOW)


async def people(database: Database) -> list[str]:
    async with database.read(EVERYONE) as db:
        return list(await db.scalars(select(PersonRow.id).order_by(PersonRow.id)))


async def test_a_write_that_ends_well_is_committed(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        async with database.write(EVERYONE) as db:
            db.add(a_person())

        assert await people(database) == ["usr_1"]


async def test_a_write_that_raises_leaves_nothing(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        with pytest.raises(ZeroDivisionError):
            await _write_and_fail(database, lambda db: db.add(a_person()))

        assert await people(database) == []


async def _write_and_fail(database: Database, act: Callable[[AsyncSession], None]) -> None:
    async with database.write(EVERYONE) as db:
        act(db)
        await db.flush()
        raise ZeroDivisionError


async def test_steps_after_commit_see_the_committed_rows(tmp_path: Path) -> None:
    seen: list[list[str]] = []
    async with a_database(tmp_path) as database:

        async def look() -> None:
            seen.append(await people(database))

        async with database.write(EVERYONE) as db:
            on_commit(db, look)
            db.add(a_person())

    assert seen == [["usr_1"]]


async def test_a_rollback_runs_its_own_steps_only(tmp_path: Path) -> None:
    ran: list[str] = []

    async def committed() -> None:
        ran.append("commit")

    async def rolled_back() -> None:
        ran.append("rollback")

    def register(db: AsyncSession) -> None:
        on_commit(db, committed)
        on_rollback(db, rolled_back)

    async with a_database(tmp_path) as database:
        with pytest.raises(ZeroDivisionError):
            await _write_and_fail(database, register)

    assert ran == ["rollback"]


async def test_a_commit_that_has_begun_ends_even_when_its_task_is_cancelled() -> None:
    begun, go_on, ended = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def commit() -> None:
        begun.set()
        await go_on.wait()
        ended.set()

    task = asyncio.create_task(uninterrupted(commit()))
    async with asyncio.timeout(5):
        await begun.wait()
        task.cancel()
        await asyncio.sleep(0)
        go_on.set()
        with pytest.raises(asyncio.CancelledError):
            await task

    assert ended.is_set()


async def test_cancelling_a_writer_while_it_commits_loses_neither_rows_nor_steps(tmp_path: Path) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()
    ran: list[str] = []

    async def slow_step() -> None:
        begun.set()
        await go_on.wait()
        ran.append("slow")

    async def last_step() -> None:
        ran.append("last")

    async def write() -> None:
        async with database.write(EVERYONE) as db:
            on_commit(db, slow_step)
            on_commit(db, last_step)
            db.add(a_person())

    async with a_database(tmp_path) as database, asyncio.timeout(10):
        writing = asyncio.create_task(write())
        await begun.wait()
        writing.cancel()
        await asyncio.sleep(0)
        go_on.set()
        with pytest.raises(asyncio.CancelledError):
            await writing

        assert ran == ["slow", "last"]
        assert await people(database) == ["usr_1"]


async def test_a_row_that_points_nowhere_is_refused(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        with pytest.raises(IntegrityError):
            await _add_orphan(database)


async def _add_orphan(database: Database) -> None:
    async with database.write({SCOPE: OneTenant("org_nowhere")}) as db:
        db.add(MembershipRow(person_id="usr_nobody", role="owner", created_at=NOW))


async def test_writers_take_turns_so_that_no_increment_is_lost(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        async with database.write(EVERYONE) as db:
            db.add(a_person())

        async def append_letter() -> None:
            async with database.write(EVERYONE) as db:
                person = (await db.scalars(select(PersonRow))).one()
                await asyncio.sleep(0)
                person.name += "x"

        async with asyncio.timeout(20), asyncio.TaskGroup() as group:
            for _ in range(20):
                group.create_task(append_letter())

        async with database.read(EVERYONE) as db:
            assert await db.scalar(select(PersonRow.name)) == "Ada" + "x" * 20


async def test_a_writer_that_waits_too_long_is_told_that_others_are_saving(tmp_path: Path) -> None:
    async with a_database(tmp_path, busy_timeout_seconds=0.05) as database, database.write(EVERYONE):
        with pytest.raises(DatabaseBusy):
            async with database.write(EVERYONE):
                pass


async def test_readers_go_on_while_a_writer_holds_its_transaction(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database, database.write(EVERYONE) as db:
        db.add(a_person())
        await db.flush()

        assert await people(database) == []


async def test_a_reading_session_refuses_to_write(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database, database.read(EVERYONE) as db:
        db.add(a_person())

        with pytest.raises(ReadOnlyWork):
            await db.flush()


async def test_moments_come_back_in_utc_and_naive_ones_are_refused(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        async with database.write(EVERYONE) as db:
            db.add(a_person())
        async with database.read(EVERYONE) as db:
            assert await db.scalar(select(PersonRow.created_at)) == NOW

        with pytest.raises(Exception, match="time zone"):
            await _add_with(database, datetime(2026, 1, 1))  # noqa: DTZ001  # the naive value is the point


async def _add_with(database: Database, moment: datetime) -> None:
    async with database.write(EVERYONE) as db:
        db.add(PersonRow(id="usr_2", name="Bo", email="bo@example.com", created_at=moment))


@pytest.mark.sqlite
async def test_a_full_disk_is_recognised_in_the_databases_own_words(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        with pytest.raises(OperationalError) as failure:
            await _fill_up(database)

    full = storage_full(failure.value)
    assert full is not None
    assert full.code == "STORAGE_FULL"


async def _fill_up(database: Database) -> None:
    async with database.write(EVERYONE) as db:
        connection = await db.connection()
        pages = (await connection.exec_driver_sql("PRAGMA page_count")).scalar_one()
        await connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        await _add_many(db)


async def _add_many(db: AsyncSession) -> None:
    for number in range(1000):
        db.add(a_person(f"usr_{number}"))
    await db.flush()


def test_other_database_errors_are_not_a_full_disk() -> None:
    assert storage_full(OperationalError("select", {}, sqlite3.OperationalError("no such table"))) is None
    assert storage_full(OSError(28, "No space left on device")) is not None
    assert storage_full(FileNotFoundError(2, "No such file")) is None


async def test_the_migrated_schema_is_what_the_models_say(tmp_path: Path) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Base.metadata))

    async with a_database(tmp_path) as database, database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_every_migration_goes_down_and_up_again(tmp_path: Path) -> None:
    def tables(connection: Connection) -> set[str]:
        return set(inspect(connection).get_table_names()) - {"alembic_version"}

    async with a_database(tmp_path), an_owned_database(tmp_path) as database:
        async with database.engine.connect() as connection:
            before = await connection.run_sync(tables)
        await downgrade(database, "base")
        async with database.engine.connect() as connection:
            empty = await connection.run_sync(tables)
        await upgrade(database)
        async with database.engine.connect() as connection:
            after = await connection.run_sync(tables)

    assert empty == set()
    assert before == after >= {"organizations", "thread_events"}


async def test_a_database_that_cannot_be_opened_does_not_answer(tmp_path: Path) -> None:
    reachable = Database(f"sqlite+aiosqlite:///{tmp_path / 'new.sqlite3'}", session_class=Session)
    missing = Database(f"sqlite+aiosqlite:///{tmp_path / 'missing' / 'x.sqlite3'}", session_class=Session)

    assert await reachable.answers()
    assert not await missing.answers()
    await reachable.close()
    await missing.close()


def test_a_data_directory_is_private_and_held_by_one_process_at_a_time(tmp_path: Path) -> None:
    directory = tmp_path / "data"
    with held_directory(directory):
        assert directory.stat().st_mode & 0o777 == 0o700
        with pytest.raises(DataDirectoryInUse, match="in use by another"), held_directory(directory):
            pass

    with held_directory(directory):
        pass
