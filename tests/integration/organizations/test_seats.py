"""Seats are given out exactly as many times as there are, and come back exactly once."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from builders.bars import FULL
from builders.stores import EVERYONE, MINE, ON_POSTGRESQL, THEIRS, a_bare_store, a_store
from cloudwright.database.engine import Database
from cloudwright.organizations.errors import OrganizationNotFound
from cloudwright.organizations.models import SeatCounterRow
from cloudwright.organizations.schemas import SeatCount
from cloudwright.organizations.seats import Full, Seated, Seats

ORG = "org_1"
TASKS, LIMIT = 64, 10
TRIALS = 200 if FULL else 1
WHAT = "attempts at once at the last seats gave out one too many, or one too few"
DEADLINE_SECONDS = 60


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with a_store(tmp_path) as database:
        yield database


class Desk:
    """Each call is a transaction of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open(self, limit: int | None, *holders: str) -> None:
        async with self._database.write(EVERYONE) as db:
            await Seats(db).open(ORG, limit=limit, holders=holders)

    async def take(self, holder_id: str) -> Seated | Full:
        async with self._database.write(MINE) as db:
            return await Seats(db).take(ORG, holder_id)

    async def accept(self, invitation_id: str, person_id: str) -> bool:
        async with self._database.write(MINE) as db:
            return await Seats(db).hand_over(ORG, invitation_id, person_id=person_id)

    async def give_up(self, holder_id: str) -> bool:
        async with self._database.write(MINE) as db:
            return await Seats(db).give_up(ORG, holder_id)

    async def limit(self, limit: int | None) -> None:
        async with self._database.write(MINE) as db:
            await Seats(db).limit(ORG, limit)

    async def counted(self) -> tuple[int, int]:
        """Return the count and the number of those who have a seat, which are to be the same."""
        async with self._database.read(MINE) as db:
            seats = Seats(db)
            return (await seats.count(ORG)).used, len(await seats.holders(ORG))


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


async def test_an_open_invitation_counts_and_accepting_it_changes_nothing(desk: Desk) -> None:
    await desk.open(2, "usr_1")
    assert await desk.take("inv_1") == Seated()

    assert await desk.take("inv_2") == Full(limit=2, used=2)
    assert await desk.accept("inv_1", "usr_2")

    assert await desk.counted() == (2, 2)


async def test_a_withdrawn_or_expired_invitation_gives_its_seat_back_once(desk: Desk) -> None:
    await desk.open(2, "usr_1")
    await desk.take("inv_1")

    assert [await desk.give_up("inv_1") for _ in range(2)] == [True, False]
    assert not await desk.accept("inv_1", "usr_2")

    assert await desk.counted() == (1, 1)


async def test_somebody_who_is_invited_twice_is_counted_once(desk: Desk) -> None:
    await desk.open(3, "usr_1")
    await desk.take("inv_1")
    await desk.take("inv_2")

    assert await desk.accept("inv_1", "usr_2")
    assert await desk.accept("inv_2", "usr_2")

    assert await desk.counted() == (2, 2)


async def test_an_invitation_that_is_sent_again_keeps_its_seat(desk: Desk) -> None:
    await desk.open(2, "usr_1")

    assert [await desk.take("inv_1") for _ in range(3)] == [Seated()] * 3
    assert await desk.counted() == (2, 2)


@pytest.mark.bar("B15", "smaller plans removed somebody, or let somebody new in")
async def test_a_smaller_plan_blocks_new_seats_and_removes_nobody(desk: Desk) -> None:
    await desk.open(5, "usr_1", "usr_2", "usr_3")
    await desk.take("inv_1")
    await desk.limit(2)

    assert await desk.take("inv_2") == Full(limit=2, used=4)
    assert await desk.accept("inv_1", "usr_4")
    assert await desk.counted() == (4, 4)

    for person in ("usr_2", "usr_3"):
        await desk.give_up(person)
        assert isinstance(await desk.take("inv_2"), Full)
    await desk.give_up("usr_4")
    assert await desk.take("inv_2") == Seated()


async def test_without_a_limit_there_is_always_a_seat(desk: Desk) -> None:
    await desk.open(None)
    for number in range(20):
        assert await desk.take(f"usr_{number}") == Seated()
    await desk.limit(5)

    assert await desk.take("inv_1") == Full(limit=5, used=20)


async def test_opening_again_adds_nobody_twice_and_keeps_the_limit(desk: Desk) -> None:
    await desk.open(1, "usr_1", "usr_2")
    await desk.open(9, "usr_2", "usr_3")

    assert await desk.counted() == (3, 3)
    assert await desk.take("inv_1") == Full(limit=1, used=3)


@pytest.mark.parametrize(("limit", "used", "free"), [(None, 7, None), (5, 0, 5), (5, 5, 0), (5, 7, 0)])
def test_free_seats_are_never_fewer_than_none(limit: int | None, used: int, free: int | None) -> None:
    assert SeatCount(limit=limit, used=used).free == free


async def test_where_nobody_counts_seats_none_is_taken_or_limited(desk: Desk) -> None:
    with pytest.raises(OrganizationNotFound):
        await desk.take("usr_1")
    with pytest.raises(OrganizationNotFound):
        await desk.limit(5)

    await desk.open(1)
    assert await desk.counted() == (0, 0)


async def test_organisations_have_their_own_seats(desk: Desk, database: Database) -> None:
    await desk.open(1, "usr_1")
    async with database.write(THEIRS) as db:
        assert not await Seats(db).give_up(ORG, "usr_1")
        with pytest.raises(OrganizationNotFound):
            await Seats(db).count(ORG)

    assert await desk.counted() == (1, 1)


async def test_the_database_itself_refuses_a_seat_too_many(desk: Desk, database: Database) -> None:
    await desk.open(1, "usr_1")

    with pytest.raises(IntegrityError, match="room"):
        await _count_past_the_limit(database)


async def _count_past_the_limit(database: Database) -> None:
    async with database.write(MINE) as db:
        counter = await db.get_one(SeatCounterRow, ORG)
        counter.used = 2


async def at_once(acts: Sequence[Callable[[], Awaitable[object]]]) -> list[object]:
    barrier = asyncio.Barrier(len(acts))
    answers: list[object] = []

    async def one(act: Callable[[], Awaitable[object]]) -> None:
        await barrier.wait()
        answers.append(await act())

    async with asyncio.timeout(DEADLINE_SECONDS), asyncio.TaskGroup() as group:
        for act in acts:
            group.create_task(one(act))
    return answers


async def rush(desk: Desk, tasks: int) -> None:
    """Invite, add and accept at the same moment, then withdraw and leave at the same moment, each twice."""
    invited = [f"inv_{number}" for number in range(LIMIT // 2)]
    for each in invited:
        assert await desk.take(each) == Seated()
    takers = [f"usr_new_{number}" for number in range(tasks - len(invited))]

    answers = await at_once(
        [
            *(partial(desk.accept, each, each.replace("inv", "usr")) for each in invited),
            *(partial(desk.take, each) for each in takers),
        ]
    )

    assert answers.count(True) == len(invited), "who was invited gets in"
    assert answers.count(Seated()) == LIMIT - len(invited)
    assert await desk.counted() == (LIMIT, LIMIT)
    everybody = [*takers, *(each.replace("inv", "usr") for each in invited)]
    left = await at_once([partial(desk.give_up, each) for each in everybody * 2])
    assert left.count(True) == LIMIT
    assert await desk.counted() == (0, 0)


@pytest.mark.bar("B15", WHAT, 24)
async def test_sqlite_never_gives_out_a_seat_too_many(desk: Desk) -> None:
    await desk.open(LIMIT)
    await rush(desk, 24)


@ON_POSTGRESQL
@pytest.mark.bar("B15", WHAT, TASKS * TRIALS)
async def test_postgresql_never_gives_out_a_seat_too_many_without_anybody_taking_turns() -> None:
    async with a_bare_store() as database:
        desk = Desk(database)
        await desk.open(LIMIT)
        for _ in range(TRIALS):
            await rush(desk, TASKS)
