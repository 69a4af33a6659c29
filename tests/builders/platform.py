"""A running installation in a temporary folder, and clients for it.

Each test process brings one database up to date by the migrations, and every installation starts with a
copy of it. That an installation starts with nothing is proven where the command line and the browser are.
It is SQLite, or PostgreSQL where CLOUDWRIGHT_TEST_DATABASE asks for it.
"""

import asyncio
import hashlib
import shutil
import tempfile
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path

import httpx
import svcs
from starlette.types import Receive, Scope, Send

from builders import postgresql
from cloudwright.bootstrap.starting import running
from cloudwright.config import (
    DatabaseSettings,
    DataSettings,
    EventSettings,
    LogSettings,
    ServerSettings,
    Settings,
    SignInSettings,
)
from cloudwright.database.engine import Database
from cloudwright.database.metadata import whole_metadata
from cloudwright.database.migrate import upgrade
from cloudwright.main import create_app
from cloudwright.tenancy.guard import guarded_session
from cloudwright.tenancy.principal import Principal, Role

LOCAL = Principal(user_id="usr_local", organization_id="org_local", role=Role.OWNER, sign_in_id="sgn_test")
CHANGING = {"x-cloudwright": "1"}
PEER = ("127.0.0.1", 50_000)


def some_settings(
    directory: Path,
    *,
    server: ServerSettings | None = None,
    sign_in: SignInSettings | None = None,
    events: EventSettings | None = None,
    example: bool = False,
) -> Settings:
    """Settings for a data directory below `directory`, with a front end folder that is not built."""
    return Settings(
        server=server or ServerSettings(frontend_directory=directory / "dist"),
        database=_database(directory),
        data=DataSettings(directory=directory / "data", example=example),
        sign_in=sign_in or SignInSettings(),
        events=events or EventSettings(),
        log=LogSettings(level="ERROR"),
    )


def _database(directory: Path) -> DatabaseSettings:
    if not postgresql.WANTED:
        return DatabaseSettings()
    server, name = postgresql.server(), _name(directory)
    return DatabaseSettings(url=server.url(name), owner_url=server.url(name, role=postgresql.OWNER))


def _name(directory: Path) -> str:
    return "t_" + hashlib.sha256(str(directory).encode()).hexdigest()[:20]


@cache
def _migrated() -> tuple[tempfile.TemporaryDirectory[str], Path]:
    """Return an empty, migrated SQLite file, and the folder that goes away with this process."""
    folder = tempfile.TemporaryDirectory(prefix="cloudwright-migrated-")

    async def migrate() -> None:
        async with a_database(Path(folder.name)):
            pass

    with ThreadPoolExecutor(max_workers=1) as thread:  # the caller's thread has a running loop
        thread.submit(asyncio.run, migrate()).result()
    return folder, Path(folder.name) / "test.sqlite3"


def provision(settings: Settings) -> None:
    """Give a new installation its database."""
    directory = settings.data.directory
    if not directory.exists():
        directory.mkdir(mode=0o700, parents=True)
        if postgresql.WANTED:
            postgresql.server().copy(_name(directory.parent))
        else:
            shutil.copy(_migrated()[1], directory / "cloudwright.sqlite3")


@asynccontextmanager
async def a_database(directory: Path, *, busy_timeout_seconds: float = 5.0) -> AsyncIterator[Database]:
    """An empty, migrated database with the tenant guard."""
    whole_metadata()
    url = f"sqlite+aiosqlite:///{directory / 'test.sqlite3'}"
    if postgresql.WANTED:
        postgresql.server().copy(_name(directory))
        url = postgresql.server().url(_name(directory))
    database = Database(
        url,
        session_class=guarded_session(),
        busy_timeout_seconds=busy_timeout_seconds,
    )
    try:
        await upgrade(database)
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def an_owned_database(directory: Path) -> AsyncIterator[Database]:
    """The database of `a_database(directory)`, opened as the owner of its tables."""
    url = f"sqlite+aiosqlite:///{directory / 'test.sqlite3'}"
    if postgresql.WANTED:
        url = postgresql.server().url(_name(directory), role=postgresql.OWNER)
    database = Database(url, session_class=guarded_session())
    try:
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def an_installation(directory: Path) -> AsyncIterator[svcs.Container]:
    """Everything that `bootstrap` builds, with the local studio seeded."""
    settings = some_settings(directory)
    provision(settings)
    async with running(settings) as registry, svcs.Container(registry) as services:
        yield services


@asynccontextmanager
async def a_transport(
    directory: Path, *, settings: Settings | None = None, peer: tuple[str, int] = PEER
) -> AsyncIterator[tuple[svcs.Container, httpx.ASGITransport]]:
    """The whole application, started and stopped around the test: its services, and the way for clients."""
    chosen = settings or some_settings(directory)
    provision(chosen)
    app = create_app(chosen)
    async with app.router.lifespan_context(app) as state:
        given = dict(state or {})

        async def started(scope: Scope, receive: Receive, send: Send) -> None:
            scope["state"] = dict(given)
            await app(scope, receive, send)

        async with svcs.Container(given["svcs_registry"]) as services:
            yield services, httpx.ASGITransport(started, client=peer, raise_app_exceptions=False)


@asynccontextmanager
async def a_client(
    directory: Path,
    *,
    settings: Settings | None = None,
    peer: tuple[str, int] = PEER,
    base_url: str = "http://localhost:8000",
) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the whole application, started and stopped around the test."""
    async with (
        a_transport(directory, settings=settings, peer=peer) as (_, transport),
        httpx.AsyncClient(transport=transport, base_url=base_url) as client,
    ):
        yield client


@asynccontextmanager
async def a_signed_in_client(
    directory: Path, *, settings: Settings | None = None
) -> AsyncIterator[httpx.AsyncClient]:
    """A client that has signed in as the local architect and sends the header of changing requests."""
    async with a_client(directory, settings=settings) as client:
        client.headers.update(CHANGING)
        answer = await client.post("/api/v1/sign-in/local")
        assert answer.status_code == 200, answer.text
        yield client
