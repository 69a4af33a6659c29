"""Many at once, all set off together: never over a limit, and nothing is lost or kept."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from builders.bars import FULL
from builders.stores import MINE, NOW, ON_POSTGRESQL, Fixed, a_bare_store, a_store
from cloudwright.database.engine import Database
from cloudwright.quotas.schemas import Entitlements, Limit, Metric, Refused, Reservation, Use
from cloudwright.quotas.service.holding import Quotas
from cloudwright.quotas.service.limits import Standings
from cloudwright.quotas.service.returning import Lapsed, Returns

TASKS, MOST = (200 if FULL else 64), 10
TRIALS = 50 if FULL else 2
WHAT = "reservations at once went over the limit, or stopped short of it"
LEASE = timedelta(minutes=5)
DEADLINE_SECONDS = 60
PLAN = Entitlements(plan="team", limits={Metric.SESSIONS: Limit(most=MOST)})


def now() -> datetime:
    return NOW


def later() -> datetime:
    return NOW + LEASE


def quotas(db: AsyncSession) -> Quotas:
    return Quotas(db, Fixed(PLAN), clock=now)


async def used_and_held(database: Database) -> tuple[int, int]:
    async with database.read(MINE) as db:
        (standing,) = await Standings(db, Fixed(PLAN), clock=now).of()
    return standing.used, standing.held


async def rush(database: Database, *, tasks: int) -> list[Reservation]:
    """Let `tasks` reserve one each at the same moment, in transactions of their own."""
    barrier = asyncio.Barrier(tasks)
    answers: list[Reservation | Refused] = []

    async def one(number: int) -> None:
        use = Use(
            Metric.SESSIONS, 1, person_id=f"usr_{number % 7}", mode=("analyze", "implement")[number % 2]
        )
        await barrier.wait()
        async with database.write(MINE) as db:
            answers.append(await quotas(db).reserve(use, lease=LEASE))

    async with asyncio.timeout(DEADLINE_SECONDS), asyncio.TaskGroup() as group:
        for number in range(tasks):
            group.create_task(one(number))
    return [answer for answer in answers if isinstance(answer, Reservation)]


async def all_released(database: Database, reservations: list[Reservation]) -> None:
    barrier = asyncio.Barrier(len(reservations))

    async def one(reservation_id: str) -> None:
        await barrier.wait()
        async with database.write(MINE) as db:
            await quotas(db).release(reservation_id)

    async with asyncio.timeout(DEADLINE_SECONDS), asyncio.TaskGroup() as group:
        for each in reservations:
            group.create_task(one(each.id))


@pytest.mark.bar("B16", WHAT, 3 * 24)
async def test_sqlite_gives_out_exactly_what_there_is(tmp_path: Path) -> None:
    async with a_store(tmp_path) as database:
        for _ in range(3):
            reserved = await rush(database, tasks=24)
            assert len(reserved) == MOST
            assert await used_and_held(database) == (0, MOST)
            await all_released(database, reserved)
            assert await used_and_held(database) == (0, 0)


@ON_POSTGRESQL
@pytest.mark.bar("B16", WHAT, TASKS * TRIALS)
async def test_postgresql_gives_out_exactly_what_there_is_without_anybody_taking_turns() -> None:
    async with a_bare_store() as database:
        for _ in range(TRIALS):
            reserved = await rush(database, tasks=TASKS)
            assert len(reserved) == MOST
            assert await used_and_held(database) == (0, MOST)
            await all_released(database, reserved)
            assert await used_and_held(database) == (0, 0)


@ON_POSTGRESQL
@pytest.mark.bar("B16", "ends of one reservation at once moved it twice, or kept it", 8 * TRIALS)
async def test_settling_releasing_renewing_and_sweeping_one_reservation_at_once_moves_it_once() -> None:
    async with a_bare_store() as database:
        for _ in range(TRIALS):
            before, _ = await used_and_held(database)
            async with database.write(MINE) as db:
                held = await quotas(db).reserve(Use(Metric.SESSIONS, 1), lease=LEASE)
            if isinstance(held, Refused):
                pytest.fail("there was room")
            await _all_at_once(database, held.id)
            used, still_held = await used_and_held(database)
            assert still_held == 0
            assert used - before in {0, 1}
            async with database.write(MINE) as db:
                await quotas(db).measure(Metric.SESSIONS, 0)


async def _all_at_once(database: Database, reservation_id: str) -> None:
    barrier = asyncio.Barrier(8)

    async def settle() -> None:
        await barrier.wait()
        async with database.write(MINE) as db:
            await quotas(db).settle(reservation_id, actual=1)

    async def release() -> None:
        await barrier.wait()
        async with database.write(MINE) as db:
            await quotas(db).release(reservation_id)

    async def take_back() -> None:
        await barrier.wait()
        async with database.write(MINE) as db:
            await Returns(db, clock=later).take_back(reservation_id)

    async with asyncio.timeout(DEADLINE_SECONDS), asyncio.TaskGroup() as group:
        for act in (settle, release, take_back, settle):
            group.create_task(act())
            group.create_task(act())


@pytest.mark.bar("B16", "owners that died at a step kept what they held", 4)
async def test_what_a_dead_owner_held_comes_back_when_its_lease_ends(tmp_path: Path) -> None:
    """Each task dies at another step; what it committed until then is all that is known of it."""
    async with a_store(tmp_path) as database:
        steps = ("reserving", "reserved", "settling", "settled")
        for step in steps:
            with pytest.raises(ConnectionResetError):
                await _use_and_die(database, at=step)
        assert await used_and_held(database) == (1, 2)

        async with database.read(MINE) as db:
            lapsed = await Lapsed(db, clock=later).reservations()
        for key in lapsed:
            async with database.write(MINE) as db:
                await Returns(db, clock=later).take_back(key.reservation_id)

        assert await used_and_held(database) == (1, 0)


async def _use_and_die(database: Database, *, at: str) -> None:
    async with database.write(MINE) as db:
        held = await quotas(db).reserve(Use(Metric.SESSIONS, 1), lease=LEASE)
        _die("reserving", at)
    _die("reserved", at)
    assert isinstance(held, Reservation)
    async with database.write(MINE) as db:
        await quotas(db).settle(held.id, actual=1)
        _die("settling", at)
    _die("settled", at)


def _die(step: str, at: str) -> None:
    if step == at:
        raise ConnectionResetError
