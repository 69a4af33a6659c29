"""Amazon's event stream, cut as its bytes come: messages of lengths, headers, a payload and two checksums.

https://smithy.io/2.0/aws/amazon-eventstream.html (2026-11-22)
"""

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cloudwright.gateway.upstream.failures import FailureKind, failed

_PRELUDE = struct.Struct("!III")
_CHECKSUM = struct.Struct("!I")
_OVERHEAD = _PRELUDE.size + _CHECKSUM.size
_MOST_BYTES = 24 * 1024 * 1024
_MOST_HEADER_BYTES = 128 * 1024
_TEXT = 7
_SIZES: Mapping[int, int] = {0: 0, 1: 0, 2: 1, 3: 2, 4: 4, 5: 8, 8: 8, 9: 16}
_WITH_LENGTH = frozenset({6, _TEXT})


@dataclass(frozen=True, slots=True)
class Message:
    """One message; of its headers only those that are text."""

    headers: Mapping[str, str]
    payload: bytes


class Messages:
    """Cuts a stream into whole messages and keeps only an unfinished one."""

    def __init__(self) -> None:
        self._rest = bytearray()

    @property
    def pending(self) -> bool:
        return bool(self._rest)

    def feed(self, chunk: bytes) -> Iterator[Message]:
        """Yield the messages that are whole now.

        Raises:
            Failed: a checksum or a length is wrong; nothing behind it can be trusted.
        """
        self._rest += chunk
        while len(self._rest) >= _PRELUDE.size:
            length, headers, checksum = _PRELUDE.unpack_from(self._rest)
            if zlib.crc32(self._rest[:8]) != checksum:
                raise failed(FailureKind.UNREADABLE, "A checksum of the stream is wrong.")
            if length > _MOST_BYTES or headers > _MOST_HEADER_BYTES or length < headers + _OVERHEAD:
                raise failed(FailureKind.UNREADABLE, "A length in the stream is wrong.")
            if len(self._rest) < length:
                return
            raw = bytes(self._rest[:length])
            del self._rest[:length]
            if zlib.crc32(raw[: -_CHECKSUM.size]) != _CHECKSUM.unpack_from(raw, length - _CHECKSUM.size)[0]:
                raise failed(FailureKind.UNREADABLE, "A checksum of the stream is wrong.")
            end = _PRELUDE.size + headers
            yield Message(_headers(raw[_PRELUDE.size : end]), raw[end : -_CHECKSUM.size])


def _headers(raw: bytes) -> Mapping[str, str]:
    found: dict[str, str] = {}
    at = 0
    try:
        while at < len(raw):
            name_end = at + 1 + raw[at]
            name, kind = raw[at + 1 : name_end].decode(), raw[name_end]
            at = name_end + 1
            if kind in _WITH_LENGTH:
                size = int.from_bytes(raw[at : at + 2], "big")
                at += 2
            else:
                size = _SIZES[kind]
            if kind == _TEXT:
                found[name] = raw[at : at + size].decode()
            at += size
    except (IndexError, KeyError, UnicodeDecodeError) as error:
        raise failed(FailureKind.UNREADABLE, "A header of the stream is wrong.") from error
    if at != len(raw):
        raise failed(FailureKind.UNREADABLE, "A header of the stream is wrong.")
    return found
