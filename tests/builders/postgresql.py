"""A PostgreSQL of the tests' own: a server in a temporary folder, with the roles of a real installation.

Where `initdb` is missing these tests say so and are skipped; CLOUDWRIGHT_TEST_DATABASE=postgresql makes
every test that needs a database use it.
"""

import asyncio
import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

import asyncpg

from cloudwright.database.engine import Database
from cloudwright.database.metadata import whole_metadata
from cloudwright.database.migrate import upgrade
from cloudwright.tenancy.guard import guarded_session

WANTED = os.environ.get("CLOUDWRIGHT_TEST_DATABASE") == "postgresql"
LOGIN, OWNER, ADMINISTRATOR = "cloudwright", "cloudwright_owner", "postgres"
_MIGRATED = "cloudwright"
ROLES = Path(__file__).parents[2] / "infrastructure" / "postgresql" / "roles.sql"
_OPTIONS = (
    "-c listen_addresses='' -c max_connections=300 "
    "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"
)


@dataclass(frozen=True)
class Server:
    """A running server; everything goes over its socket."""

    folder: Path

    def url(self, database: str, *, role: str = LOGIN) -> str:
        return f"postgresql+asyncpg://{role}@/{database}?host={quote(str(self.folder))}"

    def run(self, *statements: str, database: str = "postgres") -> None:
        """Run statements as the administrator, each by itself."""
        with ThreadPoolExecutor(max_workers=1) as thread:  # the caller's thread may have a running loop
            thread.submit(asyncio.run, self._run(statements, database)).result()

    async def _run(self, statements: Sequence[str], database: str) -> None:
        connection = await asyncpg.connect(host=str(self.folder), user=ADMINISTRATOR, database=database)
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    def copy(self, name: str) -> None:
        """Make an empty, migrated database, unless there is one of this name."""
        try:
            self.run(f'CREATE DATABASE "{name}" TEMPLATE {_MIGRATED} OWNER {OWNER}')
        except asyncpg.DuplicateDatabaseError:
            return


def missing() -> str | None:
    """Return why there is no PostgreSQL here, or None when there is one."""
    return None if _programs() else "PostgreSQL is not installed (initdb and pg_ctl were not found)"


@cache
def server() -> Server:
    """Start the server of this process; it goes away with the process."""
    folder = Path(tempfile.mkdtemp(prefix="cw-pg-"))
    if os.getuid() == 0:
        shutil.chown(folder, ADMINISTRATOR)
    data = folder / "data"
    start = ("-U", ADMINISTRATOR, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    _call("initdb", "-D", str(data), *start)
    atexit.register(_stop, folder)
    options = f"{_OPTIONS} -c unix_socket_directories={folder}"
    _call("pg_ctl", "-D", str(data), "-w", "-o", options, "-l", str(folder / "log"), "start")
    started = Server(folder)
    started.run(*(each for each in ROLES.read_text("utf-8").split(";") if each.strip()))
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(asyncio.run, _migrate(started.url(_MIGRATED, role=OWNER))).result()
    return started


async def _migrate(url: str) -> None:
    whole_metadata()
    database = Database(url, session_class=guarded_session())
    await upgrade(database)
    await database.close()


def _stop(folder: Path) -> None:
    _call("pg_ctl", "-D", str(folder / "data"), "-m", "immediate", "stop")
    shutil.rmtree(folder, ignore_errors=True)


def _call(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs, which refuse to run as root."""
    programs = _programs()
    if programs is None:
        raise RuntimeError(missing())
    user = ADMINISTRATOR if os.getuid() == 0 else None
    subprocess.run([str(programs / program), *arguments], user=user, check=True, capture_output=True, cwd="/")


@cache
def _programs() -> Path | None:
    found = [Path(at).resolve().parent for at in (shutil.which("pg_ctl"),) if at]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    there = next((each for each in found if (each / "initdb").exists()), None)
    return there if there and (os.getuid() or _known(ADMINISTRATOR)) else None


def _known(user: str) -> bool:
    try:
        return bool(pwd.getpwnam(user))
    except KeyError:
        return False
