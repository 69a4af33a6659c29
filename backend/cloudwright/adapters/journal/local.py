"""The Journal port on a local append-only file: written before the call goes on, flushed in groups."""

import asyncio
import contextlib
import errno
import os
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import ParamSpec, TypeVar

import structlog

from cloudwright.adapters.journal.limits import Limits
from cloudwright.adapters.journal.recovery import Found, recover
from cloudwright.adapters.journal.segments import Segments
from cloudwright.database.directory import held_directory
from cloudwright.gateway.journal.ports import Mark
from cloudwright.gateway.journal.pressure import Pressure, broken, full, refusal
from cloudwright.gateway.journal.records import Audit, Bodies, Started, written
from cloudwright.gateway.schemas import Entry
from cloudwright.gateway.wire.refusal import Refusal

log = structlog.get_logger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

_LOOK_SECONDS = 1.0


class LocalJournal:
    """Made by `opened`. Appends where it is called, which takes microseconds; one thread flushes.

    The end of a call always has room: every open call keeps some of what the disk has given already.
    """

    def __init__(self, directory: Path, limits: Limits, found: Found) -> None:
        self.directory = directory
        self.limits = limits
        self._segments = Segments(
            directory,
            segment_bytes=limits.segment_bytes,
            limit_bytes=limits.limit_bytes,
            last=found.last,
            digest=found.digest,
        )
        self._left_open = found.open
        self._open: dict[str, tuple[Started, int]] = {}
        self._disk_free = limits.limit_bytes
        self._looked_at = 0.0
        self._appended = self._durable = 0
        self._is_refusing = False
        self._waiting: deque[tuple[int, asyncio.Future[None]]] = deque()
        self._dirty = asyncio.Event()
        self._one_flush = asyncio.Lock()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")
        self._failure: OSError | None = None
        self.durable_mark = Mark(self._segments.current, 0, found.digest)
        self.dropped_bodies = 0
        self.damaged = found.damaged
        self.torn_bytes = found.torn_bytes

    @classmethod
    @asynccontextmanager
    async def opened(cls, directory: Path, *, limits: Limits | None = None) -> AsyncIterator["LocalJournal"]:
        """Hold the folder, recover what an earlier process left, and flush while the context lasts.

        Raises:
            DataDirectoryInUse: another process writes there.
            OSError: the disk has no room for two segments.
        """
        with held_directory(directory):
            found = await asyncio.to_thread(recover, directory)
            if found.damaged or found.torn_bytes:
                log.warning("journal damaged", records=found.damaged, torn_bytes=found.torn_bytes)
            journal = cls(directory, limits or Limits(), found)
            task = asyncio.create_task(journal._keep_flushing(), name="journal")
            try:
                yield journal
            finally:
                task.cancel()
                await asyncio.wait({task})
                await journal._close()

    @property
    def pressure(self) -> Pressure:
        if self._failure is not None:
            return Pressure.FULL
        used = self._segments.used
        capacity = min(self.limits.limit_bytes, used + self._segments.room + self._disk_free)
        return self.limits.marks.pressure(used, capacity)

    async def started(self, record: Started) -> None:
        """Write down that a call begins; for STRICT also wait for the disk."""
        refused = refusal(self.pressure, record.audit)
        if refused is not None:
            raise self._refused(refused)
        payload = written(record)
        kept = (len(self._open) + 2) * self.limits.finished_bytes
        if not self._has_room(len(payload) + kept):
            raise self._refused(full())
        self._append(payload)
        self._open[record.id] = (record, self._segments.current)
        if record.audit is Audit.STRICT:
            await self.durable()

    async def finished(self, entry: Entry) -> None:
        """Write down how a call ended; what was kept for it is used."""
        self._append(written(entry))
        self._open.pop(entry.id, None)
        self._left_open.pop(entry.id, None)

    async def said(self, bodies: Bodies) -> bool:
        """Write down what was said, unless room is scarce; what was not is counted."""
        payload = written(bodies)
        kept = (len(self._open) + 2) * self.limits.finished_bytes
        most = min(self.limits.most_body_bytes, self.limits.segment_bytes // 2)
        fits = len(payload) <= most and self.pressure is Pressure.EASY
        if not fits or not self._has_room(2 * len(payload) + kept):
            self.dropped_bodies += 1
            return False
        self._append(payload)
        return True

    async def durable(self) -> None:
        """Wait for the flush that covers everything appended so far."""
        if self._failure is not None:
            raise broken() from self._failure
        if self._durable == self._appended:
            return
        waiter = asyncio.get_running_loop().create_future()
        self._waiting.append((self._appended, waiter))
        await waiter

    def left_open(self) -> Sequence[Started]:
        """Return the calls of earlier processes that never ended."""
        return [record for record, _ in self._left_open.values()]

    def overdue(self, before: datetime) -> Sequence[Started]:
        """Return the calls of this process that began before then and have not ended."""
        return [record for record, _ in self._open.values() if record.presumed.started_at < before]

    async def carry(self, *, before_segment: int) -> None:
        """Write open calls of older segments down again, durably, so that those segments may go."""
        for calls in (self._open, self._left_open):
            for name, (record, segment) in list(calls.items()):
                if segment < before_segment:
                    self._append(written(record))
                    calls[name] = (record, self._segments.current)
        await self.durable()

    def forget(self, segment: int) -> None:
        """Learn that a segment is gone from the disk."""
        self._segments.removed(segment)

    def _has_room(self, size: int) -> bool:
        if size <= self._segments.room:
            return True
        try:
            self._segments.reserve()
        except OSError:
            return False
        return size <= self._segments.room

    def _append(self, payload: bytes) -> None:
        if self._failure is not None:
            raise broken() from self._failure
        try:
            self._segments.append(payload)
        except OSError as error:
            log.warning("journal write failed", error=str(error))
            raise (full() if error.errno in {errno.ENOSPC, errno.EDQUOT} else broken()) from error
        self._appended += 1
        self._is_refusing = False
        self._dirty.set()

    def _refused(self, refused: Refusal) -> Refusal:
        if not self._is_refusing:
            log.error("journal refuses calls", code=refused.code, used=self._segments.used)
        self._is_refusing = True
        return refused

    async def _keep_flushing(self) -> None:
        while True:
            await self._dirty.wait()
            self._dirty.clear()
            await self._flush()
            await self._look_ahead()
            await asyncio.sleep(self.limits.pause_seconds)

    async def _flush(self) -> None:
        async with self._one_flush:
            target, taken = self._appended, self._segments.snapshot()
            try:
                await self._in_thread(self._segments.flush, taken)
            except OSError as error:
                self._fail(error)
                return
            self._durable = target
            self.durable_mark = Mark(taken.segment, taken.end, taken.digest)
        while self._waiting and self._waiting[0][0] <= target:
            _, waiter = self._waiting.popleft()
            if not waiter.done():
                waiter.set_result(None)

    async def _look_ahead(self) -> None:
        """Take room for the next segment, and see how much the disk has left."""
        if self._segments.wants_reserve:
            with contextlib.suppress(OSError):  # asked again before a call is refused
                await self._in_thread(self._segments.reserve)
        if time.monotonic() - self._looked_at > _LOOK_SECONDS:
            self._looked_at = time.monotonic()
            disk = await self._in_thread(os.statvfs, self.directory)
            self._disk_free = disk.f_bavail * disk.f_frsize

    def _fail(self, error: OSError) -> None:
        """Take nothing more: after a failed flush nobody can say what the disk has kept."""
        log.error("journal flush failed", error=str(error))
        self._failure = error
        while self._waiting:
            _, waiter = self._waiting.popleft()
            if not waiter.done():
                waiter.set_exception(broken())

    async def _in_thread(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, partial(work, *args, **kwargs))

    async def _close(self) -> None:
        if self._failure is None:
            await self._flush()
        try:
            await self._in_thread(self._segments.close)
        except OSError as error:
            self._fail(error)
        self._thread.shutdown()
