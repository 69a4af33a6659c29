"""The Backlog port on the files of a local journal: reads what is durable, and remembers how far it came."""

import asyncio
import os
import time
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from cloudwright.adapters.journal.local import LocalJournal
from cloudwright.adapters.journal.segments import flush_folder, numbers, path_of
from cloudwright.gateway.journal import chain
from cloudwright.gateway.journal.chain import Line
from cloudwright.gateway.journal.ports import Batch, Mark
from cloudwright.gateway.journal.records import Bodies, Record, read
from cloudwright.gateway.wire.refusal import Refusal

_SHIPPED = "shipped.json"
_CHUNK = 4 << 20
_START = Mark(0, 0, chain.NOTHING)


@dataclass(slots=True)
class _Collected:
    until: Mark
    records: list[Record] = field(default_factory=list)
    damaged: int = 0


class LocalBacklog:
    """One per journal."""

    def __init__(self, journal: LocalJournal) -> None:
        self._journal = journal
        self._shipped, self._claim = _remembered(journal.directory / _SHIPPED)
        self._given: Batch | None = None

    async def upcoming(self, most: int) -> Batch | None:
        """Return the records that come next; what has bodies in it is the same again after a restart."""
        if self._given is None:
            self._given = await asyncio.to_thread(self._read, most)
        return self._given

    async def done(self, batch: Batch) -> None:
        """Remember how far it is, on the disk, and remove segments that nobody needs."""
        await asyncio.to_thread(self._remember, batch.until, None)
        self._shipped, self._claim, self._given = batch.until, None, None
        try:
            await self._journal.carry(before_segment=batch.until.segment)
        except Refusal:
            return  # their segments stay until there is room
        for number in await asyncio.to_thread(self._trim, batch.until.segment):
            self._journal.forget(number)

    def _read(self, most: int) -> Batch | None:
        durable = self._journal.durable_mark
        stop = self._claim or (durable.segment, durable.byte)
        collected = _Collected(self._shipped)
        for number in numbers(self._journal.directory):
            if self._has_enough(collected, most):
                break
            if collected.until.segment <= number <= stop[0]:
                size = stop[1] if number == stop[0] else None
                self._collect(collected, number, size=size, most=most)
        if collected.until == self._shipped:
            return None
        if self._claim is None and any(isinstance(each, Bodies) for each in collected.records):
            self._claim = (collected.until.segment, collected.until.byte)
            self._remember(self._shipped, self._claim)
        return Batch(tuple(collected.records), collected.until, collected.damaged)

    def _collect(self, collected: _Collected, number: int, *, size: int | None, most: int) -> None:
        """Add the records of one segment, until there are `most`."""
        if number != collected.until.segment:
            collected.until = Mark(number, 0, chain.NOTHING)
        descriptor = os.open(path_of(self._journal.directory, number), os.O_RDONLY)
        try:
            end = os.fstat(descriptor).st_size if size is None else size
            while not self._has_enough(collected, most):
                data = _chunk(descriptor, collected.until.byte, end)
                if not data:
                    return
                self._add(collected, data, most=most)
        finally:
            os.close(descriptor)

    def _add(self, collected: _Collected, data: bytes, *, most: int) -> None:
        at = collected.until
        previous = at.digest if at.byte else chain.before(data)
        for part in chain.lines(data, begin=at.byte, previous=previous):
            if self._has_enough(collected, most):
                return
            collected.until = Mark(at.segment, part.end, part.digest)
            if isinstance(part, Line) and part.is_head:
                continue
            record = _record(part)
            if record is None:
                collected.damaged += 1
            else:
                collected.records.append(record)

    def _has_enough(self, collected: _Collected, most: int) -> bool:
        """A batch that was claimed before is as large as it was then."""
        return self._claim is None and len(collected.records) >= most

    def _remember(self, mark: Mark, claim: tuple[int, int] | None) -> None:
        said = {"segment": mark.segment, "byte": mark.byte, "digest": mark.digest.decode(errors="replace")}
        path = self._journal.directory / _SHIPPED
        unfinished = path.with_suffix(".part")
        with unfinished.open("wb") as file:
            file.write(orjson.dumps({**said, "claim": claim}))
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        flush_folder(path.parent)

    def _trim(self, before: int) -> list[int]:
        gone = []
        for number in numbers(self._journal.directory):
            path = path_of(self._journal.directory, number)
            if number >= before or time.time() - path.stat().st_mtime < self._journal.limits.kept_seconds:
                break
            path.unlink()
            gone.append(number)
        return gone


def _chunk(descriptor: int, begin: int, end: int) -> bytes:
    """Return whole lines, at least one; nothing when there are none before `end`."""
    size = min(_CHUNK, end - begin)
    while size > 0:
        data = os.pread(descriptor, size, begin).rstrip(b"\0")
        whole = data.rfind(b"\n") + 1
        if whole or begin + size >= end:
            return data[:whole]
        size = min(2 * size, end - begin)
    return b""


def _record(part: chain.Line | chain.Damage) -> Record | None:
    if not isinstance(part, Line):
        return None
    try:
        return read(part.payload)
    except ValueError:
        return None


def _remembered(path: Path) -> tuple[Mark, tuple[int, int] | None]:
    """Return how far it was; from the beginning again when that cannot be read, which costs only time."""
    try:
        said = orjson.loads(path.read_bytes())
        mark = Mark(int(said["segment"]), int(said["byte"]), str(said["digest"]).encode())
        return mark, (int(said["claim"][0]), int(said["claim"][1])) if said["claim"] else None
    except (OSError, ValueError, KeyError, TypeError):
        return _START, None
