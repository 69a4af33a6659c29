"""What an earlier process left behind: where its records end, which calls are open, what is damaged."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from cloudwright.adapters.journal.segments import flush_folder, numbers, path_of
from cloudwright.gateway.journal import chain
from cloudwright.gateway.journal.chain import Damage, Line
from cloudwright.gateway.journal.records import Started, read
from cloudwright.gateway.schemas import Entry

_TORN = ".torn"


@dataclass
class Found:
    """`open` holds the segment in which each call began."""

    last: int = 0
    digest: bytes = chain.NOTHING
    open: dict[str, tuple[Started, int]] = field(default_factory=dict)
    damaged: int = 0
    torn_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Verified:
    """What the segments hold; `damaged` are the places where the chain is broken: segment and byte."""

    records: int
    damaged: tuple[tuple[int, int], ...]
    segments: tuple[int, ...]
    digest: bytes


def recover(directory: Path) -> Found:
    """Read every segment; cut off what was half written at the end of one, and keep that beside it."""
    found = Found()
    for number in numbers(directory):
        found.last = number
        path = path_of(directory, number)
        data = path.read_bytes()
        parts = list(chain.lines(data, begin=0, previous=chain.before(data)))
        while parts and isinstance(parts[-1], Damage):
            parts.pop()
        found.torn_bytes += _cut(path, data, parts[-1].end if parts else 0)
        for part in parts:
            _follow(found, part, number)
    return found


def verify(directory: Path) -> Verified:
    """Check every line against the one before it, across segments; changes nothing.

    It cannot see that the newest records are missing: compare `digest` with what was noted elsewhere.
    """
    records, damaged, digest = 0, [], chain.NOTHING
    there = numbers(directory)
    for number in there:
        data = path_of(directory, number).read_bytes()
        previous = chain.before(data)
        if number != there[0] and previous != digest:
            damaged.append((number, 0))
        for part in chain.lines(data, begin=0, previous=previous):
            if isinstance(part, Damage):
                damaged.append((number, part.begin))
            else:
                records += not part.is_head
                digest = part.digest
    return Verified(records, tuple(damaged), tuple(there), digest)


def _follow(found: Found, part: Line | Damage, number: int) -> None:
    if isinstance(part, Damage):
        found.damaged += 1
        return
    found.digest = part.digest
    if part.is_head:
        return
    try:
        record = read(part.payload)
    except ValueError:
        found.damaged += 1
        return
    match record:
        case Started():
            found.open[record.id] = (record, number)
        case Entry():
            found.open.pop(record.id, None)


def _cut(path: Path, data: bytes, end: int) -> int:
    """Return how many bytes were cut off; a segment without a record goes away."""
    torn = data[end:].rstrip(b"\0")
    if torn:
        kept = path.with_suffix(_TORN)
        kept.touch(mode=0o600)
        kept.write_bytes(torn)
    if end < len(data):
        descriptor = os.open(path, os.O_RDWR)
        try:
            os.ftruncate(descriptor, end)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    if not end:
        path.unlink()
        flush_folder(path.parent)
    return len(torn)
