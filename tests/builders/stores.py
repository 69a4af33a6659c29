"""A database with two organisations in it, made once and copied: SQLite, or PostgreSQL where asked for."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
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
from cloudwright.quotas.schemas import Entitlements
from cloudwright.tenancy.guard import guarded_session
from cloudwright.tenancy.scope import SCOPE, EveryTenant, OneTenant

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
EVERYONE = {SCOPE: EveryTenant("test")}
MINE, THEIRS = {SCOPE: OneTenant("org_1")}, {SCOPE: OneTenant("org_2")}

ON_POSTGRESQL = pytest.mark.skipif(postgresql.missing() is not None, reason=postgresql.missing() or "")
_FILLED = "filled"


@dataclass(frozen=True)
class Fixed:
    """A plan that is what it is."""

    given: Entitlements

    async def entitlements(self) -> Entitlements:
        return self.given


@asynccontextmanager
async def a_store(directory: Path) -> AsyncIterator[Database]:
    """A database as the product uses it: guarded, and on PostgreSQL without rights of its own."""
    if postgresql.WANTED:
        url = _filled_server().url(_copied())
    else:
        shutil.copy(_filled_file()[1], directory / "store.sqlite3")
        url = f"sqlite+aiosqlite:///{directory / 'store.sqlite3'}"
    database = Database(url, session_class=guarded_session(), busy_timeout_seconds=60)
    try:
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def a_bare_store() -> AsyncIterator[Database]:
    """PostgreSQL without guards, policies and turns: nothing but the statements themselves decides a race."""
    url = _filled_server().url(_copied(), role=postgresql.ADMINISTRATOR)
    database = Database(url, session_class=Session)
    try:
        yield database
    finally:
        await database.close()


def _copied() -> str:
    name = new_id("db")
    _filled_server().run(f'CREATE DATABASE "{name}" TEMPLATE {_FILLED} OWNER {postgresql.OWNER}')
    return name


@cache
def _filled_server() -> postgresql.Server:
    server = postgresql.server()
    server.copy(_FILLED)
    _run(_fill(server.url(_FILLED, role=postgresql.OWNER), server.url(_FILLED)))
    return server


@cache
def _filled_file() -> tuple[tempfile.TemporaryDirectory[str], Path]:
    """Return the file, and the folder that goes away with this process."""
    folder = tempfile.TemporaryDirectory(prefix="cloudwright-filled-")
    path = Path(folder.name) / "filled.sqlite3"
    url = f"sqlite+aiosqlite:///{path}"
    _run(_fill(url, url))
    return folder, path


def _run(work: Coroutine[None, None, None]) -> None:
    with ThreadPoolExecutor(max_workers=1) as thread:  # the caller's thread has a running loop
        thread.submit(asyncio.run, work).result()


async def _fill(owner_url: str, url: str) -> None:
    metadata = whole_metadata()
    owner = Database(owner_url, session_class=guarded_session())

    def make(connection: Connection) -> None:
        metadata.create_all(connection)
        secure(connection, metadata)

    await upgrade(owner)
    async with owner.engine.begin() as connection:
        await connection.run_sync(make)
    await owner.close()
    database = Database(url, session_class=guarded_session())
    async with database.write(EVERYONE) as db:
        db.add_all([OrganizationRow(id=each, name=each, created_at=NOW) for each in ("org_1", "org_2")])
    await database.close()
