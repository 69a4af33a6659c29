"""The ledger as admins read it: by day in UTC, mode, member and model, of their own organisation."""

import random
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from builders.stores import MINE, THEIRS, a_store
from cloudwright.conversations.models import ConversationRow, RunRow
from cloudwright.database.engine import Database
from cloudwright.gateway.models import ModelCall
from cloudwright.gateway.service import Ledger
from cloudwright.gateway.usage import Dimension, Line, Measures, rolled_up, total
from cloudwright.projects.models import ProjectRow

START = datetime(2026, 1, 1, tzinfo=UTC)
SPAN = (date(2026, 1, 1), date(2026, 1, 31))


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with a_store(tmp_path) as database:
        async with database.write(MINE) as db:
            await _a_run(db, "run_1", mode="analyze")
            await _a_run(db, "run_2", mode="implement")
        yield database


async def _a_run(db: AsyncSession, run_id: str, *, mode: str) -> None:
    project, conversation = run_id.replace("run", "prj"), run_id.replace("run", "th")
    for row in (
        _a_project(project),
        _a_conversation(conversation, project_id=project, mode=mode),
        _a_finished_run(run_id, conversation_id=conversation, mode=mode),
    ):
        db.add(row)
        await db.flush()


def _a_project(project_id: str) -> ProjectRow:
    return ProjectRow(
        id=project_id,
        name="Shop",
        goal="",
        example=False,
        brief_revision=1,
        standards={},
        created_by="usr_1",
        created_at=START,
        updated_at=START,
    )


def _a_conversation(conversation_id: str, *, project_id: str, mode: str) -> ConversationRow:
    return ConversationRow(
        id=conversation_id,
        project_id=project_id,
        created_by="usr_1",
        title="",
        mode=mode,
        last_line="",
        created_at=START,
        updated_at=START,
    )


def _a_finished_run(run_id: str, *, conversation_id: str, mode: str) -> RunRow:
    return RunRow(
        id=run_id,
        conversation_id=conversation_id,
        session_id="ses_1",
        person_id="usr_1",
        role="owner",
        sign_in_id="sgn_1",
        mode=mode,
        status="finished",
        ask={},
        first_seq=1,
        owner="here",
        fence=1,
        lease_expires_at=START,
        cancel_requested=False,
        started_at=START,
        ended_at=START,
    )


def a_call(number: int, at: datetime, **changes: object) -> ModelCall:
    values: dict[str, object] = {
        "organization_id": "org_1",
        "id": f"call_{number}",
        "person_id": "usr_1",
        "run_id": "run_1",
        "model_id": "built-in",
        "status": "completed",
        "input_tokens": 100,
        "output_tokens": 10,
        "estimated": False,
        "milliseconds": 5,
        "cost_nano_usd": 7,
        "started_at": at,
    }
    return ModelCall(**{**values, **changes})


async def kept(database: Database, *calls: ModelCall) -> None:
    async with database.write(MINE) as db:
        db.add_all(calls)


async def usage(database: Database, *by: Dimension) -> list[Line]:
    async with database.read(MINE) as db:
        return list(await Ledger(db).usage(*SPAN, by=by))


async def test_a_run_counts_once_however_many_calls_models_and_days_it_has(database: Database) -> None:
    night = START + timedelta(hours=23, minutes=59)
    await kept(
        database,
        a_call(1, night),
        a_call(2, night + timedelta(minutes=2)),
        a_call(3, night + timedelta(minutes=3), model_id="claude", cost_nano_usd=None, status="failed"),
        a_call(4, night, run_id=None),
        a_call(5, night, run_id="run_2", person_id="usr_2"),
    )

    assert await usage(database, *Dimension) == [
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
    expected = Measures(
        calls=300,
        runs=2,
        unpriced_calls=sum(call.cost_nano_usd is None for call in calls),
        input_tokens=sum(call.input_tokens for call in calls),
        output_tokens=3_000,
        cost_nano_usd=sum(call.cost_nano_usd or 0 for call in calls),
    )
    by_member = {
        person: sum(c.input_tokens for c in calls if c.person_id == person) for person in ("usr_1", "usr_2")
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
