"""The sweep of all organisations: each reservation that nobody holds comes back to whom it belongs."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import svcs
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from builders.stores import EVERYONE, MINE, NOW, THEIRS, Fixed, a_store
from cloudwright.database.engine import Database
from cloudwright.quotas.models import QuotaReservationRow
from cloudwright.quotas.schemas import Entitlements, Limit, Metric, Reservation, Use
from cloudwright.quotas.service.holding import Quotas
from cloudwright.quotas.service.limits import Standings
from cloudwright.quotas.service.returning import Lapsed, Returns
from cloudwright.quotas.tasks import forget, sweep
from cloudwright.tenancy.work import UnitsOfWork

LEASE = timedelta(minutes=5)
PLAN = Entitlements(plan="team", limits={Metric.TOKENS: Limit(most=100)})


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with a_store(tmp_path) as database:
        yield database


def units(database: Database, *, at: datetime) -> UnitsOfWork:
    """The services of the sweep, as the composition root registers them."""
    registry = svcs.Registry()

    def lapsed(services: svcs.Container) -> Lapsed:
        return Lapsed(services.get(AsyncSession), clock=lambda: at)

    def returns(services: svcs.Container) -> Returns:
        return Returns(services.get(AsyncSession), clock=lambda: at)

    registry.register_factory(Lapsed, lapsed)
    registry.register_factory(Returns, returns)
    return UnitsOfWork(database, registry)


async def hold(database: Database, scope: dict[str, object], *, lease: timedelta = LEASE) -> str:
    async with database.write(scope) as db:
        held = await Quotas(db, Fixed(PLAN), clock=lambda: NOW).reserve(Use(Metric.TOKENS, 40), lease=lease)
    assert isinstance(held, Reservation)
    return held.id


async def held(database: Database, scope: dict[str, object]) -> int:
    async with database.read(scope) as db:
        (standing,) = await Standings(db, Fixed(PLAN), clock=lambda: NOW).of()
    return standing.held


async def rows(database: Database) -> int:
    async with database.read(EVERYONE) as db:
        return int(await db.scalar(select(func.count()).select_from(QuotaReservationRow)) or 0)


async def test_what_nobody_holds_comes_back_to_each_organisation_once(database: Database) -> None:
    await hold(database, {**MINE})
    await hold(database, {**MINE}, lease=LEASE * 2)
    await hold(database, {**THEIRS})
    at_the_end = units(database, at=NOW + LEASE)

    assert [await sweep(at_the_end) for _ in range(2)] == [2, 0]
    assert (await held(database, {**MINE}), await held(database, {**THEIRS})) == (40, 0)


async def test_only_what_ended_a_week_ago_is_forgotten(database: Database) -> None:
    await hold(database, {**MINE})
    await hold(database, {**THEIRS}, lease=LEASE * 10_000)
    await sweep(units(database, at=NOW + LEASE))

    await forget(units(database, at=NOW + LEASE + timedelta(days=7)))
    assert await rows(database) == 2
    await forget(units(database, at=NOW + LEASE + timedelta(days=7, seconds=1)))

    assert await rows(database) == 1
    assert await held(database, {**THEIRS}) == 40
