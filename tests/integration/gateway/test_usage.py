"""The ledger as admins read it: by day in UTC, mode, member and model, of their own organisation."""

import random
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from builders.stores import MINE, THEIRS, a_store
from cloudwright.database.engine import Database
from cloudwright.gateway.schemas import Call, Caller, CallStatus, Usage
from cloudwright.gateway.service import Ledger
from cloudwright.gateway.usage import Dimension, Line, Measures, rolled_up, total
from cloudwright.tenancy.principal import Principal, Role

START = datetime(2026, 1, 1, tzinfo=UTC)
SPAN = (date(2026, 1, 1), date(2026, 1, 31))


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with a_store(tmp_path) as database:
        yield database


MODES = {"run_1": "analyze", "run_2": "implement", None: ""}


def a_call(number: int, at: datetime, **changes: Any) -> Call:
    run_id = changes.pop("run_id", "run_1")
    person = Principal(changes.pop("person_id", "usr_1"), "org_1", Role.OWNER, "sgn_1")
    values: dict[str, Any] = {
        "id": f"call_{number}",
        "caller": Caller(person, run_id=run_id, mode=MODES[run_id]),
        "model_id": "built-in",
        "status": CallStatus.COMPLETED,
        "usage": Usage(input_tokens=changes.pop("input_tokens", 100), output_tokens=10),
        "milliseconds": 5,
        "cost_nano_usd": 7,
        "started_at": at,
    }
    return Call(**{**values, **changes})


async def kept(database: Database, *calls: Call) -> None:
    async with database.write(MINE) as db:
        for call in calls:
            await Ledger(db).record(call)


async def usage(database: Database, *by: Dimension) -> list[Line]:
    """Return the sums by day, once they are those of the rows."""
    async with database.read(MINE) as db:
        found = list(await Ledger(db).usage(*SPAN, by=by))
        assert list(await Ledger(db).recounted(*SPAN, by=by)) == found
        return found


async def test_a_run_counts_once_however_many_calls_models_and_days_it_has(database: Database) -> None:
    night = START + timedelta(hours=23, minutes=59)
    await kept(
        database,
        a_call(1, night),
        a_call(2, night + timedelta(minutes=2)),
        a_call(
            3,
            night + timedelta(minutes=3),
            model_id="claude",
            cost_nano_usd=None,
            status=CallStatus.FAILED,
        ),
        a_call(4, night, run_id=None),
        a_call(5, night, run_id="run_2", person_id="usr_2"),
    )

    by = (Dimension.DAY, Dimension.MODE, Dimension.MEMBER, Dimension.MODEL)
    assert await usage(database, *by) == [
        Line(("2026-01-01", "", "usr_1", "built-in"), Measures(1, 0, 0, 0, 100, 10, 7)),
        Line(("2026-01-01", "analyze", "usr_1", "built-in"), Measures(1, 1, 0, 0, 100, 10, 7)),
        Line(("2026-01-01", "implement", "usr_2", "built-in"), Measures(1, 1, 0, 0, 100, 10, 7)),
        Line(("2026-01-02", "analyze", "usr_1", "built-in"), Measures(1, 0, 0, 0, 100, 10, 7)),
        Line(("2026-01-02", "analyze", "usr_1", "claude"), Measures(1, 0, 1, 1, 100, 10, 0)),
    ]
    assert [line.measures.runs for line in await usage(database)] == [2]


async def test_days_begin_and_end_at_midnight_in_utc(database: Database) -> None:
    tick = timedelta(microseconds=1)
    until = datetime(2026, 2, 1, tzinfo=UTC)
    here = START.astimezone(timezone(timedelta(hours=-8)))
    await kept(database, a_call(1, START - tick), a_call(2, here), a_call(3, until - tick), a_call(4, until))

    assert [line.keys for line in await usage(database, Dimension.DAY)] == [("2026-01-01",), ("2026-01-31",)]


async def test_another_organisation_sees_nothing_of_it(database: Database) -> None:
    await kept(database, a_call(1, START))

    async with database.read(THEIRS) as db:
        assert await Ledger(db).usage(*SPAN, by=[Dimension.DAY]) == []


async def test_the_sums_are_those_of_the_single_calls(database: Database) -> None:
    dice = random.Random(3)  # noqa: S311  # repeatable draws, no secret
    calls = [
        a_call(
            number,
            START + timedelta(minutes=dice.randrange(30 * 24 * 60)),
            run_id=dice.choice(["run_1", "run_2", None]),
            person_id=dice.choice(["usr_1", "usr_2"]),
            model_id=dice.choice(["built-in", "claude"]),
            input_tokens=dice.randrange(10_000),
            cost_nano_usd=dice.choice([None, dice.randrange(10_000)]),
        )
        for number in range(300)
    ]
    calls.sort(key=lambda call: call.started_at)
    expected = Measures(
        calls=300,
        runs=2,
        unpriced_calls=sum(call.cost_nano_usd is None for call in calls),
        input_tokens=sum(call.usage.input_tokens for call in calls),
        output_tokens=3_000,
        cost_nano_usd=sum(call.cost_nano_usd or 0 for call in calls),
    )
    by_member = {
        person: sum(c.usage.input_tokens for c in calls if c.caller.principal.user_id == person)
        for person in ("usr_1", "usr_2")
    }
    await kept(database, *calls)

    found = await usage(database, *Dimension)

    assert total(found) == expected
    assert await usage(database) == [Line((), expected)]
    for dimension in Dimension:
        assert rolled_up(found, [*Dimension], onto=[dimension]) == tuple(await usage(database, dimension))
    members = await usage(database, Dimension.MEMBER)
    assert {line.keys[0]: line.measures.input_tokens for line in members} == by_member


async def test_nothing_used_is_a_total_of_nothing(database: Database) -> None:
    assert await usage(database, Dimension.MODEL) == []
    assert await usage(database) == [Line((), Measures())]
