"""The engine and its transactions: one unit of work is one transaction, committed at the edge."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager

from sqlalchemy import Connection, event, select
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from cloudwright.database.errors import busy, others_are_saving

Step = Callable[[], Awaitable[None]]

_BEGIN = "cloudwright_begin"
_COMMITTED = "after_commit"
_ROLLED_BACK = "after_rollback"
READ_ONLY = "read_only"
PATIENCE_SECONDS = "patience_seconds"


class Database:
    """Opens sessions; `session_class` brings the guards of the layers above.

    Writers take turns: on SQLite all, first in this process, in order of arrival, then by `BEGIN IMMEDIATE`;
    on PostgreSQL those that the guards let follow each other.
    """

    def __init__(self, url: str, *, session_class: type[Session], busy_timeout_seconds: float = 5.0) -> None:
        self.engine: AsyncEngine = create_async_engine(url, pool_pre_ping=not url.startswith("sqlite"))
        self._busy_timeout_seconds = busy_timeout_seconds
        self._turn: asyncio.Lock | None = None
        if self.engine.dialect.name == "sqlite":
            _prepare_sqlite(self.engine, busy_timeout_seconds=busy_timeout_seconds)
            self._turn = asyncio.Lock()
        writers = self.engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})
        self._readers = async_sessionmaker(
            self.engine, sync_session_class=session_class, expire_on_commit=False, autoflush=False
        )
        self._writers = async_sessionmaker(writers, sync_session_class=session_class, expire_on_commit=False)

    @asynccontextmanager
    async def read(self, info: Mapping[str, object]) -> AsyncIterator[AsyncSession]:
        """Open a session for reading; what it changes is refused by the guards and never committed."""
        async with self._readers(info={**info, READ_ONLY: True}) as db:
            yield db

    @asynccontextmanager
    async def write(self, info: Mapping[str, object]) -> AsyncIterator[AsyncSession]:
        """Open a transaction: committed on a normal exit, rolled back on any other.

        Raises:
            DatabaseBusy: another writer kept its turn for longer than the timeout.
        """
        waits = {PATIENCE_SECONDS: self._busy_timeout_seconds}
        async with self._own_turn(), self._writers(info={**info, **waits}) as db:
            await self._begin(db)
            try:
                yield db
            except BaseException:
                await uninterrupted(_roll_back(db))
                raise
            await uninterrupted(_commit(db))

    async def answers(self) -> bool:
        """Return whether the database can be reached."""
        try:
            async with self.engine.connect() as connection:
                await connection.execute(select(1))
        except (SQLAlchemyError, OSError):
            return False
        return True

    async def close(self) -> None:
        """Close every pooled connection."""
        await self.engine.dispose()

    async def _begin(self, db: AsyncSession) -> None:
        """Where the database itself makes writers wait, wait now and not at the first statement."""
        if self._turn is not None:
            return
        try:
            await db.connection()
        except DBAPIError as error:
            raise busy(error) or error from error

    @asynccontextmanager
    async def _own_turn(self) -> AsyncIterator[None]:
        if self._turn is None:
            yield
            return
        try:
            async with asyncio.timeout(self._busy_timeout_seconds):
                await self._turn.acquire()
        except TimeoutError:
            raise others_are_saving() from None
        try:
            yield
        finally:
            self._turn.release()


def on_commit(db: AsyncSession, step: Step) -> None:
    """Run `step` once the transaction of `db` is committed, in order of registration.

    The writer's turn is not over yet, so that steps of two transactions keep their order; a step must
    not write.
    """
    _steps(db, _COMMITTED).append(step)


def on_rollback(db: AsyncSession, step: Step) -> None:
    """Run `step` when the transaction of `db` is rolled back instead; it must not write either."""
    _steps(db, _ROLLED_BACK).append(step)


async def uninterrupted(work: Coroutine[None, None, None]) -> None:
    """Run `work` to its end even when the caller is cancelled meanwhile; the cancellation comes after it."""
    task = asyncio.ensure_future(work)
    cancelled = False
    while not task.done():
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError:
            cancelled = True
    task.result()
    if cancelled:
        raise asyncio.CancelledError


async def _commit(db: AsyncSession) -> None:
    try:
        await db.commit()
    except BaseException:
        await _roll_back(db)
        raise
    await _run(db, _COMMITTED)


async def _roll_back(db: AsyncSession) -> None:
    await db.rollback()
    await _run(db, _ROLLED_BACK)


def _steps(db: AsyncSession, moment: str) -> list[Step]:
    steps: list[Step] = db.info.setdefault(moment, [])
    return steps


async def _run(db: AsyncSession, moment: str) -> None:
    for step in _steps(db, moment):
        await step()


def _prepare_sqlite(engine: AsyncEngine, *, busy_timeout_seconds: float) -> None:
    """Set the pragmas of each connection, and let SQLAlchemy say when a transaction begins."""

    def connected(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
        del entry
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {int(busy_timeout_seconds * 1000)}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))

    event.listen(engine.sync_engine, "connect", connected)
    event.listen(engine.sync_engine, "begin", begun)
