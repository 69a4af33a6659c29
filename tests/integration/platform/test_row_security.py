"""PostgreSQL keeps organisations apart by itself: what its catalogue says, and what gets through."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from builders import postgresql
from builders.bars import FULL, Telling
from builders.catalogue import gaps
from cloudwright.audit.models import AuditEntry
from cloudwright.database.engine import Database
from cloudwright.database.metadata import whole_metadata
from cloudwright.kit.ids import new_id
from cloudwright.organizations.models import OrganizationRow
from cloudwright.tenancy.guard import guarded_session
from cloudwright.tenancy.scope import SCOPE, EveryTenant, OneTenant

pytestmark = [
    pytest.mark.bar,
    pytest.mark.skipif(postgresql.missing() is not None, reason=postgresql.missing() or ""),
]

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ORGANIZATIONS = [f"org_{number}" for number in range(20)]
BACKWARDS = "(project_id, organization_id)"
EVERYONE = {SCOPE: EveryTenant("test")}


def opened(name: str, *, role: str = postgresql.LOGIN) -> Database:
    whole_metadata()
    return Database(postgresql.server().url(name, role=role), session_class=guarded_session())


@pytest.fixture
async def name() -> str:
    name = new_id("db")
    postgresql.server().copy(name)
    return name


@pytest.fixture
async def database(name: str) -> AsyncIterator[Database]:
    """Twenty organisations with one audit entry each."""
    database = opened(name)
    async with database.write(EVERYONE) as db:
        db.add_all([OrganizationRow(id=each, name=each, created_at=NOW) for each in ORGANIZATIONS])
        await db.flush()
        db.add_all([_an_entry(each) for each in ORGANIZATIONS])
    yield database
    await database.close()


def _an_entry(organization_id: str) -> AuditEntry:
    return AuditEntry(
        organization_id=organization_id,
        id="aud_1",
        at=NOW,
        actor_id="usr_1",
        actor_kind="person",
        action="test.done",
        subject_id=organization_id,
        result="done",
        details={},
    )


async def found_gaps(name: str) -> list[str]:
    database = opened(name, role=postgresql.ADMINISTRATOR)
    try:
        async with database.engine.connect() as connection:

            def look(sync: Connection) -> list[str]:
                return gaps(sync, login=postgresql.LOGIN)

            return await connection.run_sync(look)
    finally:
        await database.close()


async def test_the_catalogue_has_no_gap(name: str, bar: Telling) -> None:
    gaps_now = await found_gaps(name)

    assert gaps_now == []
    tables = len(whole_metadata().tables)
    bar(
        "B4",
        "tables are open to another organisation, by PostgreSQL's catalogue",
        wrong=len(gaps_now),
        of=tables,
    )


@pytest.mark.bar("B4", "damages to that isolation were not seen")
@pytest.mark.parametrize(
    "damage",
    [
        "ALTER TABLE projects DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE projects NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE projects OWNER TO cloudwright",
        "DROP POLICY own_rows ON projects",
        "ALTER POLICY own_rows ON projects WITH CHECK (true)",
        "ALTER POLICY own_rows ON projects USING (true) WITH CHECK (true)",
        "CREATE POLICY loose ON projects FOR SELECT TO PUBLIC USING (true)",
        "CREATE TABLE notes (id text PRIMARY KEY)",
        "CREATE TABLE notes (id text PRIMARY KEY, organization_id text)",
        f"ALTER TABLE briefs ADD FOREIGN KEY {BACKWARDS} REFERENCES projects (id, organization_id)",
        "CREATE VIEW everything AS SELECT * FROM projects",
        "GRANT SELECT ON projects TO PUBLIC",
        "ALTER ROLE cloudwright_tenant BYPASSRLS",
    ],
)
async def test_each_gap_is_seen(name: str, damage: str) -> None:
    server = postgresql.server()
    if "REFERENCES" in damage:
        server.run("ALTER TABLE projects ADD UNIQUE (id, organization_id)", database=name)
    server.run(damage, database=name)
    try:
        assert await found_gaps(name)
    finally:
        server.run("ALTER ROLE cloudwright_tenant NOBYPASSRLS")


async def test_a_tenant_sees_its_own_rows_whatever_it_asks(database: Database) -> None:
    """The filter of our own code is passed by: a bare statement on the connection of the session."""
    async with database.read({SCOPE: OneTenant("org_1")}) as db:
        connection = await db.connection()
        seen = (await connection.execute(text("SELECT organization_id FROM audit_entries"))).scalars().all()
        organizations = (await connection.execute(text("SELECT id FROM organizations"))).scalars().all()

    assert (seen, organizations) == (["org_1"], ["org_1"])


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO thread_heads VALUES ('org_2', 'thr_1', 1)",
        "UPDATE memberships SET organization_id = 'org_2'",
        "UPDATE audit_entries SET action = 'other'",
        "DELETE FROM audit_entries",
        "DELETE FROM people",
        "TRUNCATE audit_entries",
        "CREATE TABLE mine (id text)",
        "ALTER TABLE projects DISABLE ROW LEVEL SECURITY",
    ],
)
async def test_a_tenant_writes_nothing_that_is_not_its_own(database: Database, statement: str) -> None:
    seat = (
        "INSERT INTO people (id, name, email, created_at) VALUES ('usr', 'Ada', 'ada@example.com', now());",
        "INSERT INTO memberships VALUES ('org_1', 'usr', 'owner', now())",
    )
    async with database.write(EVERYONE) as db:
        for each in seat:
            await (await db.connection()).execute(text(each))

    with pytest.raises(DBAPIError, match=r"row-level security|permission denied|must be owner"):
        await _tried(database, statement)


async def _tried(database: Database, statement: str) -> None:
    async with database.write({SCOPE: OneTenant("org_1")}) as db:
        await (await db.connection()).execute(text(statement))


async def test_who_forgets_to_say_for_whom_sees_nothing(database: Database) -> None:
    with pytest.raises(DBAPIError, match="permission denied"):
        await _read_without_scope(database)


async def _read_without_scope(database: Database) -> None:
    async with database.engine.connect() as connection:
        await connection.execute(text("SELECT count(*) FROM audit_entries"))


async def test_nothing_of_one_request_is_left_for_the_next(database: Database, bar: Telling) -> None:
    """Pooled connections, used by all organisations in turns, and every tenth time by nobody."""
    leaked: list[str] = []
    requests = 10_000 if FULL else 500

    async def request(number: int) -> None:
        if number % 10 == 0:
            try:
                await _read_without_scope(database)
            except DBAPIError:
                return
            leaked.append("without an organisation")
            return
        own = ORGANIZATIONS[number * 7 % len(ORGANIZATIONS)]
        async with database.read({SCOPE: OneTenant(own)}) as db:
            seen = await (await db.connection()).execute(text("SELECT organization_id FROM audit_entries"))
            leaked.extend(each for each in seen.scalars() if each != own)

    for start in range(0, requests, 20):
        async with asyncio.TaskGroup() as group:
            for number in range(start, start + 20):
                group.create_task(request(number))

    bar("B5", "requests over pooled connections saw a row of another", wrong=len(leaked), of=requests)


async def test_the_whole_installation_may_do_only_what_tables_allow(database: Database) -> None:
    with pytest.raises(DBAPIError, match="permission denied"):
        await _everyones_projects(database)


async def _everyones_projects(database: Database) -> None:
    async with database.read(EVERYONE) as db:
        await (await db.connection()).execute(text("SELECT count(*) FROM projects"))


async def test_a_session_for_reading_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError, match="read-only transaction"):
        await _write_while_reading(database)


async def _write_while_reading(database: Database) -> None:
    async with database.read({SCOPE: OneTenant("org_1")}) as db:
        await (await db.connection()).execute(text("UPDATE organizations SET name = 'x'"))
