"""The ledger before and after it learnt of applications, and what its rows can be priced again by."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from builders import postgresql
from builders.calls import AT, an_entry
from builders.stores import MINE, a_bare_store, a_store
from cloudwright.database.engine import Database
from cloudwright.database.migrate import downgrade, upgrade
from cloudwright.gateway.pricing import TokenPrice, cost_nano_usd, price_version, prices
from cloudwright.gateway.reported import report
from cloudwright.gateway.schemas import CallStatus, Entry, Search, Usage
from cloudwright.gateway.service import Ledger
from cloudwright.gateway.usage import Dimension, Line, Measures

DAY = date(2026, 1, 15)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with a_store(tmp_path) as database:
        yield database


async def posted(database: Database, *entries: Entry) -> frozenset[str]:
    async with database.write(MINE) as db:
        return await Ledger(db).post(entries)


async def used(database: Database, *by: Dimension) -> list[Line]:
    async with database.read(MINE) as db:
        found = list(await Ledger(db).usage(DAY, DAY, by=by))
        assert found == list(await Ledger(db).recounted(DAY, DAY, by=by))
        return found


async def test_only_what_is_new_is_added_also_within_one_batch(database: Database) -> None:
    first = await posted(database, an_entry(1), an_entry(2), an_entry(1, cost_nano_usd=9))
    again = await posted(database, an_entry(2, cost_nano_usd=9), an_entry(3))

    assert sorted(first) == ["call_1", "call_2"]
    assert sorted(again) == ["call_3"]
    assert [line.measures.cost_nano_usd for line in await used(database)] == [21]


async def test_a_run_counts_at_its_first_call_even_when_that_comes_last(database: Database) -> None:
    earlier = AT - timedelta(minutes=1)
    await posted(database, an_entry(1, run_id="run_1", model_id="openai/late"))
    await posted(database, an_entry(2, run_id="run_1", model_id="openai/early", started_at=earlier))

    lines = await used(database, Dimension.MODEL)

    assert {line.keys[0]: line.measures.runs for line in lines} == {"openai/early": 1, "openai/late": 0}


async def test_usage_is_told_apart_by_application_team_and_provider(database: Database) -> None:
    await posted(
        database,
        an_entry(1, team="Shop"),
        an_entry(2, application_id="app_2", provider="bedrock"),
        an_entry(3, application_id="", person_id="usr_1", provider="bedrock"),
    )

    lines = await used(database, Dimension.APPLICATION)
    assert [line.keys[0] for line in lines] == ["", "app_1", "app_2"]
    assert [line.keys[0] for line in await used(database, Dimension.TEAM)] == ["", "Shop"]
    providers = await used(database, Dimension.PROVIDER)
    assert [(line.keys[0], line.measures.calls) for line in providers] == [("bedrock", 2), ("openai", 1)]
    shown = report(DAY, DAY, lines, by=Dimension.APPLICATION, names={"app_1": "Checkout"})
    assert sorted(row.label for row in shown.rows) == ["Checkout", "Cloudwright's own agents", "app_2"]


async def test_rows_are_searched_page_by_page(database: Database) -> None:
    calls = [
        an_entry(n, started_at=AT + timedelta(seconds=n // 2), application_id=f"app_{n % 2}")
        for n in range(9)
    ]
    await posted(database, *calls)

    async with database.read(MINE) as db:
        ledger = Ledger(db)
        pages: list[Entry] = []
        while page := await ledger.calls(
            Search(before=(pages[-1].started_at, pages[-1].id) if pages else None), limit=2
        ):
            pages += page
        odd = await ledger.calls(Search(application_id="app_1", since=AT + timedelta(seconds=2)), limit=9)
        assert await ledger.call("call_4") == calls[4]
        assert await ledger.call("call_99") is None

    assert [row.id for row in pages] == [f"call_{n}" for n in reversed(range(9))]
    assert [row.id for row in odd] == ["call_7", "call_5"]


async def test_a_row_can_be_priced_again_with_other_prices(database: Database) -> None:
    model = next(each for each in prices() if each.startswith("openai/"))
    usage = Usage(1_000, 200, cache_read_tokens=300, cache_write_tokens=100)
    cost = cost_nano_usd(model, usage)
    await posted(
        database,
        an_entry(1, model_id=model, usage=usage, cost_nano_usd=cost, price_version=price_version()),
    )

    async with database.read(MINE) as db:
        row = await Ledger(db).call("call_1")

    assert row is not None
    assert row.price_version == price_version()
    assert cost_nano_usd(row.model_id, row.usage) == row.cost_nano_usd
    other = {model: [TokenPrice(10**6, 2 * 10**6, cache_read_nano_usd=0, cache_write_nano_usd=3 * 10**6)]}
    assert cost_nano_usd(row.model_id, row.usage, other) == 600 + 300 + 400


async def test_rows_and_days_of_before_are_kept_on_the_way_up_and_down(tmp_path: Path) -> None:
    async with a_bare_store() if postgresql.WANTED else a_store(tmp_path) as database:
        await downgrade(database, "0022_applications")
        async with database.engine.begin() as connection:
            await connection.run_sync(_older_rows)
        await upgrade(database)

        assert await used(database, Dimension.PROVIDER) == [
            Line(("anthropic",), Measures(2, 1, 0, 0, 20, 4, 12)),
            Line(("built-in",), Measures(1, 0, 1, 0, 10, 2, 0)),
        ]
        async with database.read(MINE) as db:
            rows = {row.id: row for row in await Ledger(db).calls(Search(), limit=9)}
        assert [rows["call_1"].usage_source, rows["call_3"].usage_source] == ["provider", "estimated"]
        assert rows["call_3"].status is CallStatus.FAILED

        await posted(database, an_entry(9, model_id="anthropic/claude", mode="analyze", person_id="usr_1"))
        await downgrade(database, "0022_applications")
        async with database.engine.connect() as connection:
            found = await connection.run_sync(_days)

    assert sorted(found) == [("anthropic/claude", 3, 19), ("built-in-designer", 1, 0)]


def _older_rows(connection: Connection) -> None:
    calls = [
        ("call_1", "run_1", "anthropic/claude", "completed", False, 7),
        ("call_2", "run_1", "anthropic/claude", "completed", False, 5),
        ("call_3", None, "built-in-designer", "failed", True, 0),
    ]
    for name, run_id, model, status, estimated, cost in calls:
        connection.execute(
            text(
                "INSERT INTO model_calls (organization_id, id, person_id, run_id, mode, model_id, status,"
                " input_tokens, output_tokens, estimated, milliseconds, cost_nano_usd, started_at) VALUES"
                " ('org_1', :id, 'usr_1', :run, 'analyze', :model, :status, 10, 2, :estimated, 5, :cost,"
                " '2026-01-15 12:00:00')"
            ),
            {
                "id": name,
                "run": run_id,
                "model": model,
                "status": status,
                "estimated": estimated,
                "cost": cost,
            },
        )
    connection.execute(
        text(
            "INSERT INTO usage_days (organization_id, day, person_id, mode, model_id, calls, runs,"
            " unfinished_calls, unpriced_calls, input_tokens, output_tokens, cost_nano_usd) VALUES"
            " ('org_1', '2026-01-15', 'usr_1', 'analyze', 'anthropic/claude', 2, 1, 0, 0, 20, 4, 12),"
            " ('org_1', '2026-01-15', 'usr_1', 'analyze', 'built-in-designer', 1, 0, 1, 0, 10, 2, 0)"
        )
    )


def _days(connection: Connection) -> list[tuple[str, int, int]]:
    rows = connection.execute(text("SELECT model_id, calls, cost_nano_usd FROM usage_days"))
    return [(str(row[0]), int(row[1]), int(row[2])) for row in rows]
