"""The text writer: deltas of all threads, committed in groups."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.database.engine import Database, on_commit, on_rollback
from cloudwright.database.errors import DatabaseBusy, storage_full
from cloudwright.events.errors import LeaseLost
from cloudwright.events.joining import is_delta
from cloudwright.events.pending import PendingText, Waiting, ready
from cloudwright.events.ports import Broadcaster, Fence
from cloudwright.events.repository import EventsTable
from cloudwright.events.schemas import Event, Stream, encoded
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.kit.errors import CloudwrightError
from cloudwright.tenancy.scope import SCOPE, EveryTenant

log = structlog.get_logger(__name__)

_RETRY_SECONDS = 1.0
_GROUP = {SCOPE: EveryTenant("one commit stores the text of all threads")}


class TextStream:
    """Where one run writes its text; `write` does not wait for the disk."""

    def __init__(self, writer: "TextWriter", stream: Stream, fence: Fence | None) -> None:
        self.stream = stream
        self.fence = fence
        self._writer = writer
        self._failure: CloudwrightError | None = None
        self._message: object = ""

    def write(self, event: Event) -> None:
        """Add an event; it is stored within one pause, the first delta of a message at once.

        Raises:
            EventTooLarge: it does not fit into a frame; long text deltas are cut instead.
            LeaseLost: another owner has taken the run over.
            StorageFull, DatabaseBusy: what was written before could not be stored yet.
        """
        if self._failure is not None:
            raise self._failure
        if not is_delta(event):
            encoded(event)
        message = event.get("messageId")
        first = message != self._message
        self._message = message
        self._writer.add(self, event, at_once=first)

    async def flush(self) -> None:
        """Return once everything written so far is committed; raises what `write` would."""
        await self._writer.flush()
        if self._failure is not None:
            raise self._failure

    def fail(self, failure: CloudwrightError) -> None:
        """Make the next write raise `failure`."""
        self._failure = failure

    def recover(self) -> None:
        """Forget a failure that was overcome; a lost lease stays lost."""
        if not isinstance(self._failure, LeaseLost):
            self._failure = None


class TextWriter:
    """One per process; works while `running`."""

    def __init__(
        self,
        database: Database,
        broadcaster: Broadcaster,
        *,
        pending: PendingText,
        pause_seconds: float = 0.03,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._broadcaster = broadcaster
        self._pending = pending
        self._pause_seconds = pause_seconds
        self._clock = clock
        self._streams: dict[Stream, TextStream] = {}
        self._wanted = asyncio.Event()
        self._urgent = asyncio.Event()
        self._one_group = asyncio.Lock()
        self._trouble_seconds = 0.0

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Commit groups for the time of the context; what still waits at its end is committed too."""
        task = asyncio.create_task(self._run(), name="text-writer")
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait({task})
            await self.flush()

    def open(self, stream: Stream, *, fence: Fence | None = None) -> TextStream:
        """Return the place where a run writes its text; give it to `close` when the run has ended."""
        opened = TextStream(self, stream, fence)
        self._streams[stream] = opened
        return opened

    async def close(self, opened: TextStream) -> None:
        """Commit what a run has written and forget its stream; raises what `TextStream.flush` would."""
        try:
            await opened.flush()
        finally:
            self._streams.pop(opened.stream, None)

    def add(self, opened: TextStream, event: Event, *, at_once: bool) -> None:
        """Let an event wait for the next group."""
        self._pending.add(opened.stream, event)
        self._wanted.set()
        if at_once:
            self._urgent.set()

    async def flush(self) -> None:
        """Commit what waits now, after the group that is under way."""
        async with self._one_group:
            if not self._pending:
                return
            try:
                await self._commit_group()
            except (SQLAlchemyError, OSError, DatabaseBusy) as error:
                self._report(error)

    async def _run(self) -> None:
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            self._urgent.clear()
            await self.flush()
            await self._pause()

    async def _pause(self) -> None:
        if self._trouble_seconds:
            await asyncio.sleep(self._trouble_seconds)
            return
        try:
            async with asyncio.timeout(self._pause_seconds):
                await self._urgent.wait()
        except TimeoutError:
            return

    async def _commit_group(self) -> None:
        async with self._database.write(_GROUP) as db:
            # Taken only once the transaction is ours: an append that came before us has emptied its thread.
            waiting = self._pending.take_all()
            on_rollback(db, partial(self._put_back, waiting))
            owned = await self._still_owned(db, waiting)
            envelopes = await EventsTable(db).record(ready(owned), at=self._clock())
            on_commit(db, partial(self._broadcaster.publish, envelopes))
        self._trouble_seconds = 0.0
        for opened in self._streams.values():
            opened.recover()

    async def _still_owned(self, db: AsyncSession, waiting: Sequence[Waiting]) -> list[Waiting]:
        """Return what may be written: the text of runs whose lease is lost is dropped."""
        written = {each.stream for each in waiting}
        opened = {stream: each for stream, each in self._streams.items() if stream in written}
        fences = [each.fence for each in opened.values() if each.fence is not None]
        losses: dict[Fence, LeaseLost] = {}
        for kind in {type(fence) for fence in fences}:
            losses.update(await kind.losses(db, [fence for fence in fences if type(fence) is kind]))
        lost = {stream: losses[each.fence] for stream, each in opened.items() if each.fence in losses}
        for stream, failure in lost.items():
            opened[stream].fail(failure)
        return [each for each in waiting if each.stream not in lost]

    async def _put_back(self, waiting: Sequence[Waiting]) -> None:
        self._pending.put_back(waiting)

    def _report(self, error: Exception) -> None:
        """Keep the text for the next group and let the runs know."""
        failure = storage_full(error) or _unsaved()
        log.warning("text not stored yet", code=failure.code, error=str(error))
        for opened in self._streams.values():
            opened.fail(failure)
        self._trouble_seconds = _RETRY_SECONDS
        self._wanted.set()


def _unsaved() -> DatabaseBusy:
    return DatabaseBusy("What was just said could not be saved yet. It is kept and tried again.")
