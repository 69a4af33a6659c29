"""What is held, counted and given back adds up."""

import random
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from builders.stores import EVERYONE, MINE, NOW, THEIRS, Fixed, a_store
from cloudwright.audit.service import AuditTrail
from cloudwright.database.engine import Database
from cloudwright.quotas.schemas import (
    Counted,
    Enforcement,
    Entitlements,
    Limit,
    Metric,
    OwnLimit,
    Refused,
    Reservation,
    Standing,
    Use,
)
from cloudwright.quotas.service.holding import Quotas
from cloudwright.quotas.service.limits import Limits, Standings
from cloudwright.quotas.service.returning import Lapsed, Returns
from cloudwright.tenancy.principal import Principal, Role

LEASE = timedelta(minutes=5)
ADMIN = Principal(user_id="usr_1", organization_id="org_1", role=Role.ADMIN, sign_in_id="sgn_1")
PLAN = Entitlements(
    plan="team",
    limits={
        Metric.TOKENS: Limit(most=1_000),
        Metric.RUNS: Limit(most=10, enforcement=Enforcement.SOFT),
        Metric.PROJECTS: Limit(most=5),
        Metric.CONCURRENT_RUNS: Limit(most=2),
    },
)


class Time:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with a_store(tmp_path) as database:
        yield database


@pytest.fixture
def time() -> Time:
    return Time()


class Desk:
    """Each call is a transaction of its own, as in the product."""

    def __init__(self, database: Database, time: Time) -> None:
        self._database = database
        self._time = time

    def of(self, db: AsyncSession) -> Quotas:
        return Quotas(db, Fixed(PLAN), clock=self._time)

    async def reserve(self, use: Use) -> Reservation | Refused:
        async with self._database.write(MINE) as db:
            return await self.of(db).reserve(use, lease=LEASE)

    async def held(self, use: Use) -> str:
        reserved = await self.reserve(use)
        assert isinstance(reserved, Reservation)
        return reserved.id

    async def count(self, use: Use) -> Counted | Refused:
        async with self._database.write(MINE) as db:
            return await self.of(db).count(use)

    async def settle(self, reservation_id: str, actual: int) -> list[tuple[str, int]]:
        async with self._database.write(MINE) as db:
            counted = await self.of(db).settle(reservation_id, actual=actual)
        return [(each.subject, each.percent) for each in counted.warnings]

    async def release(self, reservation_id: str) -> None:
        async with self._database.write(MINE) as db:
            await self.of(db).release(reservation_id)

    async def renew(self, *reservation_ids: str) -> frozenset[str]:
        async with self._database.write(MINE) as db:
            return await self.of(db).renew(reservation_ids, lease=LEASE)

    async def limit(self, subject: str, metric: Metric, most: int) -> None:
        own = OwnLimit(subject=subject, metric=metric, limit=Limit(most=most))
        async with self._database.write(MINE) as db:
            await Limits(db, AuditTrail(db)).put(own, by=ADMIN)

    async def sweep(self) -> int:
        async with self._database.read(EVERYONE) as db:
            lapsed = await Lapsed(db, clock=self._time).reservations()
        returned = 0
        for key in lapsed:
            async with self._database.write(MINE) as db:
                returned += await Returns(db, clock=self._time).take_back(key.reservation_id)
        return returned

    async def standing(self, metric: Metric, subject: str = "organization", **who: str) -> tuple[int, int]:
        """Return what is used and held."""
        found = [
            each for each in await self.standings(**who) if (each.metric, each.subject) == (metric, subject)
        ]
        return (found[0].used, found[0].held)

    async def standings(self, **who: str) -> tuple[Standing, ...]:
        async with self._database.read(MINE) as db:
            return await Standings(db, Fixed(PLAN), clock=self._time).of(
                who.get("person_id"), mode=who.get("mode")
            )


@pytest.fixture
def desk(database: Database, time: Time) -> Desk:
    return Desk(database, time)


def tokens(amount: int, *, person_id: str | None = None, mode: str | None = None) -> Use:
    return Use(Metric.TOKENS, amount, person_id=person_id, mode=mode)


async def test_what_was_really_used_takes_the_place_of_what_was_held(desk: Desk) -> None:
    held = await desk.held(tokens(600))
    assert await desk.standing(Metric.TOKENS) == (0, 600)

    await desk.settle(held, 250)

    assert await desk.standing(Metric.TOKENS) == (250, 0)


async def test_a_hard_limit_refuses_what_does_not_fit_beside_what_is_held(desk: Desk) -> None:
    await desk.held(tokens(600))

    assert await desk.reserve(tokens(401)) == Refused(
        metric=Metric.TOKENS,
        subject="organization",
        limit=1_000,
        used=600,
        resets_at=datetime(2026, 2, 1, tzinfo=NOW.tzinfo),
    )
    assert isinstance(await desk.reserve(tokens(400)), Reservation)


async def test_the_very_first_use_is_refused_when_it_is_too_large(desk: Desk) -> None:
    assert isinstance(await desk.reserve(tokens(1_001)), Refused)
    assert isinstance(await desk.reserve(tokens(1_000)), Reservation)


async def test_a_soft_limit_refuses_nothing_and_says_that_it_is_passed(desk: Desk) -> None:
    fits = await desk.reserve(Use(Metric.RUNS, 10))
    beyond = await desk.reserve(Use(Metric.RUNS, 1))

    assert isinstance(fits, Reservation)
    assert isinstance(beyond, Reservation)
    assert (fits.exceeded, beyond.exceeded) == ((), ("organization",))


async def test_settling_and_releasing_happen_once(desk: Desk) -> None:
    held, other = await desk.held(tokens(100)), await desk.held(tokens(50))

    for _ in range(2):
        await desk.settle(held, 70)
        await desk.release(held)
        await desk.release(other)
        await desk.settle(other, 50)

    assert await desk.standing(Metric.TOKENS) == (70, 0)


async def test_a_member_at_their_limit_takes_nothing_from_the_organisation(desk: Desk) -> None:
    await desk.limit("member:*", Metric.TOKENS, 100)
    mine = {"person_id": "usr_1", "mode": "analyze"}
    await desk.held(tokens(80, **mine))

    refused = await desk.reserve(tokens(30, **mine))

    assert isinstance(refused, Refused)
    assert (refused.subject, refused.limit, refused.used) == ("member:usr_1", 100, 80)
    assert await desk.standing(Metric.TOKENS) == (0, 80)
    assert isinstance(await desk.reserve(tokens(30, person_id="usr_2")), Reservation)


async def test_a_limit_that_is_set_later_counts_what_was_used_before(desk: Desk) -> None:
    await desk.settle(await desk.held(tokens(80, person_id="usr_1", mode="implement")), 80)
    await desk.limit("mode:implement", Metric.TOKENS, 100)

    assert isinstance(await desk.reserve(tokens(21, person_id="usr_2", mode="implement")), Refused)
    assert await desk.standing(Metric.TOKENS, "mode:implement", mode="implement") == (80, 0)


async def test_an_ended_lease_is_taken_back_and_a_renewed_one_is_not(desk: Desk, time: Time) -> None:
    lost, kept = await desk.held(tokens(300)), await desk.held(tokens(200))
    time.now += LEASE - timedelta(seconds=1)
    assert await desk.sweep() == 0
    assert await desk.renew(kept, "qrs_unknown") == {kept}

    time.now += timedelta(seconds=1)

    assert await desk.sweep() == 1
    assert await desk.standing(Metric.TOKENS) == (0, 200)
    assert await desk.renew(lost, kept) == {kept}


async def test_a_lease_that_is_renewed_at_the_last_moment_is_left_alone(
    desk: Desk, database: Database, time: Time
) -> None:
    held = await desk.held(tokens(300))
    time.now += LEASE
    await desk.renew(held)

    async with database.write(MINE) as db:
        assert not await Returns(db, clock=time).take_back(held)
    assert await desk.standing(Metric.TOKENS) == (0, 300)


async def test_what_was_used_counts_even_after_the_lease_has_ended(desk: Desk, time: Time) -> None:
    held = await desk.held(tokens(300))
    time.now += LEASE
    await desk.sweep()

    for _ in range(2):
        await desk.settle(held, 120)

    assert await desk.standing(Metric.TOKENS) == (120, 0)


async def test_a_use_counts_in_the_month_in_which_it_was_held(desk: Desk, time: Time) -> None:
    held = await desk.held(tokens(300))
    time.now = datetime(2026, 2, 1, tzinfo=NOW.tzinfo)

    await desk.settle(held, 300)

    assert await desk.standing(Metric.TOKENS) == (0, 0)
    assert isinstance(await desk.reserve(tokens(1_000)), Reservation)


async def test_people_are_warned_once_at_each_share_in_a_month(desk: Desk, time: Time) -> None:
    said = [await desk.settle(await desk.held(tokens(amount)), amount) for amount in (700, 100, 50, 150)]
    time.now = datetime(2026, 2, 1, tzinfo=NOW.tzinfo)
    said.append(await desk.settle(await desk.held(tokens(1_000)), 1_000))

    assert said == [[], [("organization", 80)], [], [("organization", 100)], [("organization", 100)]]


async def test_a_count_that_goes_up_and_down_warns_once_in_a_month(desk: Desk, time: Time) -> None:
    told: list[int] = []

    async def one_more() -> None:
        counted = await desk.count(Use(Metric.PROJECTS, 1))
        assert isinstance(counted, Counted)
        told.extend(each.percent for each in counted.warnings)

    for _ in range(4):
        await one_more()
    for _ in range(2):
        await _one_less(desk)
        await one_more()
    time.now = datetime(2026, 2, 1, tzinfo=NOW.tzinfo)
    await _one_less(desk)
    await one_more()

    assert told == [80, 80]


async def _one_less(desk: Desk) -> None:
    async with desk._database.write(MINE) as db:
        await desk.of(db).give_back(Use(Metric.PROJECTS, 1))


async def test_a_sixth_project_is_refused_until_one_is_deleted(desk: Desk) -> None:
    await desk.count(Use(Metric.PROJECTS, 5))

    refused = await desk.count(Use(Metric.PROJECTS, 1))
    await _one_less(desk)

    assert isinstance(refused, Refused)
    assert refused.resets_at is None
    assert isinstance(await desk.count(Use(Metric.PROJECTS, 1)), Counted)


async def test_a_measured_count_replaces_what_was_counted(desk: Desk) -> None:
    await desk.count(Use(Metric.PROJECTS, 2))
    async with desk._database.write(MINE) as db:
        measured = await desk.of(db).measure(Metric.PROJECTS, 4)

    assert await desk.standing(Metric.PROJECTS) == (4, 0)
    assert [each.percent for each in measured.warnings] == [80]


async def test_only_so_many_run_at_the_same_time(desk: Desk) -> None:
    first = await desk.held(Use(Metric.CONCURRENT_RUNS, 1))
    await desk.held(Use(Metric.CONCURRENT_RUNS, 1))
    assert isinstance(await desk.reserve(Use(Metric.CONCURRENT_RUNS, 1)), Refused)

    await desk.release(first)

    assert isinstance(await desk.reserve(Use(Metric.CONCURRENT_RUNS, 1)), Reservation)


async def test_another_organisation_has_its_own_counters(desk: Desk, database: Database) -> None:
    held = await desk.held(tokens(1_000))
    async with database.write(THEIRS) as db:
        theirs = Quotas(db, Fixed(PLAN), clock=Time())
        assert isinstance(await theirs.reserve(tokens(1_000), lease=LEASE), Reservation)
        await theirs.release(held)

    assert await desk.standing(Metric.TOKENS) == (0, 1_000)


async def test_a_transaction_that_fails_holds_nothing(desk: Desk, database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        await _reserve_and_fail(desk, database)

    assert await desk.standing(Metric.TOKENS) == (0, 0)


async def _reserve_and_fail(desk: Desk, database: Database) -> None:
    async with database.write(MINE) as db:
        await desk.of(db).reserve(tokens(10), lease=LEASE)
        raise ZeroDivisionError


async def test_a_limit_that_is_changed_is_in_the_audit_trail(desk: Desk, database: Database) -> None:
    await desk.limit("mode:analyze", Metric.RUNS, 3)
    async with database.write(MINE) as db:
        limits = Limits(db, AuditTrail(db))
        assert [await limits.remove("mode:analyze", Metric.RUNS, by=ADMIN) for _ in range(2)] == [True, False]
        entries = await AuditTrail(db).newest()

    assert sorted(entry.action for entry in entries) == ["quota.limited", "quota.unlimited"]


DRAWS = 150


async def test_nothing_drifts_whatever_happens_in_any_order(desk: Desk, time: Time) -> None:
    """Random reservations, settlements, releases, lost leases and late settlements against plain sums."""
    dice = random.Random(7)  # noqa: S311  # repeatable draws, no secret
    held: dict[str, int] = {}
    lost: list[str] = []
    used = 0
    for _ in range(DRAWS):
        match dice.choice(["reserve", "reserve", "settle", "release", "crash", "late"]):
            case "reserve":
                amount = dice.randint(0, 30)
                reserved = await desk.reserve(tokens(amount, person_id=dice.choice([None, "usr_1"])))
                assert isinstance(reserved, Reservation) == (used + sum(held.values()) + amount <= 1_000)
                if isinstance(reserved, Reservation):
                    held[reserved.id] = amount
            case "settle" if held:
                chosen = dice.choice(sorted(held))
                actual = dice.randint(0, held.pop(chosen)) // 8
                await desk.settle(chosen, actual)
                used += actual
            case "release" if held:
                chosen = dice.choice(sorted(held))
                held.pop(chosen)
                await desk.release(chosen)
            case "crash":
                time.now += LEASE / 10
                kept = {each for each in held if dice.random() < 0.9}
                assert await desk.renew(*kept) == kept
                time.now += LEASE - LEASE / 10
                await desk.sweep()
                lost += sorted(held.keys() - kept)
                held = {each: amount for each, amount in held.items() if each in kept}
            case "late" if lost:
                await desk.settle(lost.pop(), 1)
                used += 1
            case _:
                pass
        assert await desk.standing(Metric.TOKENS) == (used, sum(held.values()))
