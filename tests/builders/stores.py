"""Both databases with two organisations in them, for what has to hold on either."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from builders import postgresql
from cloudwright.database.engine import Database
from cloudwright.database.metadata import whole_metadata
from cloudwright.database.migrate import upgrade
from cloudwright.database.row_security import secure
from cloudwright.kit.ids import new_id
from cloudwright.organizations.models import OrganizationRow
from cloudwright.tenancy.guard import guarded_session
from cloudwright.tenancy.scope import SCOPE, EveryTenant, OneTenant

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
EVERYONE = {SCOPE: EveryTenant("test")}
MINE, THEIRS = {SCOPE: OneTenant("org_1")}, {SCOPE: OneTenant("org_2")}

_on_postgresql = pytest.mark.skipif(postgresql.missing() is not None, reason=postgresql.missing() or "")
SQLITE = pytest.param("sqlite", id="sqlite")
POSTGRESQL = pytest.param("postgresql", id="postgresql", marks=_on_postgresql)


@asynccontextmanager
async def a_store(kind: str, directory: Path) -> AsyncIterator[Database]:
    """A database as the product uses it: guarded, and on PostgreSQL without rights of its own."""
    url, owner_url = _urls(kind, directory)
    await _made(owner_url)
    database = Database(url, session_class=guarded_session(), busy_timeout_seconds=60)
    try:
        await _filled(database)
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def a_bare_store(directory: Path) -> AsyncIterator[Database]:
    """PostgreSQL without guards, policies and turns: nothing but the statements themselves decides a race."""
    del directory
    name = new_id("db")
    postgresql.server().copy(name)
    await _made(postgresql.server().url(name, role=postgresql.OWNER))
    database = Database(postgresql.server().url(name, role=postgresql.ADMINISTRATOR), session_class=Session)
    try:
        await _filled(database)
        yield database
    finally:
        await database.close()


def _urls(kind: str, directory: Path) -> tuple[str, str]:
    if kind == "sqlite":
        url = f"sqlite+aiosqlite:///{directory / 'store.sqlite3'}"
        return url, url
    name = new_id("db")
    server = postgresql.server()
    server.copy(name)
    return server.url(name), server.url(name, role=postgresql.OWNER)


async def _made(owner_url: str) -> None:
    metadata = whole_metadata()
    database = Database(owner_url, session_class=guarded_session())

    def make(connection: Connection) -> None:
        metadata.create_all(connection)
        secure(connection, metadata)

    await upgrade(database)
    async with database.engine.begin() as connection:
        await connection.run_sync(make)
    await database.close()


async def _filled(database: Database) -> None:
    async with database.write(EVERYONE) as db:
        db.add_all([OrganizationRow(id=each, name=each, created_at=NOW) for each in ("org_1", "org_2")])
