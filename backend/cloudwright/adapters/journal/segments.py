"""The files of a journal: one is written, one is kept in reserve, earlier ones wait to be shipped.

A file takes all its room when it is made, so that a disk that fills up later takes nothing away.
"""

import errno
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cloudwright.gateway.journal import chain

_OWNER_ONLY = 0o600
_SUFFIX = ".log"
_RESERVE = "reserve"
_ZEROS = bytes(1 << 16)


def path_of(directory: Path, number: int) -> Path:
    return directory / f"{number:012d}{_SUFFIX}"


def numbers(directory: Path) -> list[int]:
    """Return the numbers of all segments, the oldest first."""
    return sorted(int(path.stem) for path in directory.glob(f"*{_SUFFIX}") if path.stem.isdigit())


@dataclass(slots=True)
class Segment:
    """An open file; `end` is where the next record goes."""

    number: int
    descriptor: int
    size: int
    end: int = 0

    @property
    def left(self) -> int:
        return self.size - self.end

    def write(self, line: bytes) -> None:
        """Write at the end; on an error the end stays where it is, and what was half written is cut off."""
        try:
            done = os.pwrite(self.descriptor, line, self.end)
            while done < len(line):
                done += os.pwrite(self.descriptor, line[done:], self.end + done)
        except OSError:
            os.ftruncate(self.descriptor, self.end)
            self.size = self.end
            raise
        self.end += len(line)

    def seal(self) -> None:
        """Give back what was not used, make the rest durable and close."""
        os.ftruncate(self.descriptor, self.end)
        os.fdatasync(self.descriptor)
        os.close(self.descriptor)


@dataclass(slots=True)
class Snapshot:
    """What has to be flushed so that all up to here is durable."""

    segment: int
    end: int
    digest: bytes
    descriptor: int
    sealing: list[Segment] = field(default_factory=list)
    new_name: bool = False


class Segments:
    """Appends lines; everything here is quick but `reserve` and `flush`, which belong in a thread."""

    def __init__(
        self, directory: Path, *, segment_bytes: int, limit_bytes: int, last: int, digest: bytes
    ) -> None:
        self._directory = directory
        self._segment_bytes = segment_bytes
        self._limit_bytes = limit_bytes
        self._reserving = threading.Lock()
        self._digest = digest
        self._sealing: list[Segment] = []
        self._sizes = {number: path_of(directory, number).stat().st_size for number in numbers(directory)}
        self._closed_bytes = sum(self._sizes.values())
        self._new_name = True
        self._reserved: int | None = None
        self._current = Segment(last, -1, 0)
        self.reserve()
        self._current = self._opened(last + 1)

    @property
    def used(self) -> int:
        """Bytes that records take, also those of earlier segments that were not removed yet."""
        return self._closed_bytes + self._current.end

    @property
    def room(self) -> int:
        """Bytes that can be written without asking the disk for more."""
        return self._current.left + (self._segment_bytes if self._reserved is not None else 0)

    @property
    def current(self) -> int:
        return self._current.number

    @property
    def wants_reserve(self) -> bool:
        return self._reserved is None and self._current.left < self._segment_bytes // 2

    def append(self, payload: bytes) -> None:
        """Write one record; it survives the death of this process.

        Raises:
            OSError: there is no room; nothing was written.
        """
        digest = chain.link(self._digest, payload)
        line = chain.line(digest, payload)
        if len(line) > self._current.left:
            self._roll()
            digest = chain.link(self._digest, payload)
            line = chain.line(digest, payload)
        self._current.write(line)
        self._digest = digest

    def reserve(self) -> None:
        """Take room for the next segment; nothing happens when it is there.

        Raises:
            OSError: the disk has none, or the limit leaves none.
        """
        with self._reserving:
            if self._reserved is None:
                self._reserved = self._made()

    def _made(self) -> int:
        if self._closed_bytes + self._current.size + self._segment_bytes > self._limit_bytes:
            raise OSError(errno.ENOSPC, "the journal has reached its limit")
        path = self._directory / _RESERVE
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, _OWNER_ONLY)
        try:
            _take_room(descriptor, self._segment_bytes)
            os.fsync(descriptor)
        except BaseException:
            os.close(descriptor)
            path.unlink(missing_ok=True)
            raise
        return descriptor

    def snapshot(self) -> Snapshot:
        """Return what `flush` needs; taken and given back where records are appended."""
        taken = Snapshot(
            self._current.number, self._current.end, self._digest, self._current.descriptor, self._sealing
        )
        taken.new_name, self._sealing, self._new_name = self._new_name, [], False
        return taken

    def flush(self, taken: Snapshot) -> None:
        """Make durable what was appended before the snapshot; belongs in a thread."""
        for segment in taken.sealing:
            segment.seal()
        os.fdatasync(taken.descriptor)
        if taken.new_name:
            flush_folder(self._directory)

    def removed(self, number: int) -> None:
        """Learn that a segment is gone."""
        self._closed_bytes -= self._sizes.pop(number, 0)

    def close(self) -> None:
        """Close the files; `flush` comes before."""
        self._current.seal()
        if self._reserved is not None:
            os.close(self._reserved)
            (self._directory / _RESERVE).unlink(missing_ok=True)

    def _roll(self) -> None:
        self.reserve()
        full = self._current
        self._current = self._opened(full.number + 1)
        self._sealing.append(full)
        self._sizes[full.number] = full.end
        self._closed_bytes += full.end
        self._new_name = True

    def _opened(self, number: int) -> Segment:
        descriptor = self._reserved
        if descriptor is None:
            raise RuntimeError("a segment is made from the reserve")
        (self._directory / _RESERVE).rename(path_of(self._directory, number))
        self._reserved = None
        opened = Segment(number, descriptor, self._segment_bytes)
        payload = chain.head(self._digest)
        digest = chain.link(self._digest, payload)
        opened.write(chain.line(digest, payload))
        self._digest = digest
        return opened


def flush_folder(folder: Path) -> None:
    """Make new names in it survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _take_room(descriptor: int, size: int) -> None:
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(descriptor, 0, size)
        return
    for at in _steps(size):
        os.pwrite(descriptor, _ZEROS[: size - at], at)


def _steps(size: int) -> Iterator[int]:
    return iter(range(0, size, len(_ZEROS)))
