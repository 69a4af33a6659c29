"""Lines that hold each other: every line carries a hash over itself and the hash of the line before it.

    3f1c... f{"id":"call_1",...}
    ^ SHA-256 in hex over the 64 characters of the line before and what follows the space

What is missing, changed or added in the middle shows at the next line.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

NOTHING = b"0" * 64
"""Stands for the hash of the line before the first."""

_HEAD = b"h"
_LENGTH = len(NOTHING)
_DIGEST = re.compile(rb"[0-9a-f]{64} ")
_PADDING = b"\0"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is as it was written; `end` is where the next one begins."""

    begin: int
    end: int
    digest: bytes
    payload: bytes

    @property
    def is_head(self) -> bool:
        return self.payload.startswith(_HEAD)


@dataclass(frozen=True, slots=True)
class Damage:
    """Bytes that are no line, or not the line that followed the one before; `digest` is what they claim."""

    begin: int
    end: int
    digest: bytes


def link(previous: bytes, payload: bytes) -> bytes:
    """Return the hash of a line, in 64 hex digits."""
    return hashlib.sha256(previous + payload).hexdigest().encode()


def line(digest: bytes, payload: bytes) -> bytes:
    return b"%b %b\n" % (digest, payload)


def head(previous: bytes) -> bytes:
    """Return the payload that a file begins with: it names the last line of the file before."""
    return _HEAD + previous


def before(data: bytes) -> bytes:
    """Return the hash that a file says it continues; NOTHING when its head is damaged."""
    named = data[_LENGTH + 1 :][: _LENGTH + 2]
    if len(named) == _LENGTH + 2 and named.startswith(_HEAD) and named.endswith(b"\n"):
        return named[1:-1]
    return NOTHING


def lines(data: bytes, *, begin: int, previous: bytes) -> Iterator[Line | Damage]:
    """Yield what `data`, which begins at `begin` of its file, holds; zeros at its end are room, not data.

    After a damaged line those that hold together again are found by the hash that it carried itself.
    """
    end = len(data.rstrip(_PADDING))
    at = 0
    while at < end:
        stop = data.find(b"\n", at, end)
        after = end if stop < 0 else stop + 1
        digest, payload = data[at : at + _LENGTH], data[at + _LENGTH + 1 : after - 1]
        whole = stop >= 0 and _DIGEST.match(data, at) is not None
        if whole and link(previous, payload) == digest:
            yield Line(begin + at, begin + after, digest, payload)
        else:
            yield Damage(begin + at, begin + after, digest)
        previous = digest
        at = after
