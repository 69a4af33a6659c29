"""Server-sent events as bytes: where one ends, what its data is, and the same event with other data.

https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

import re

_BOUNDARY = re.compile(rb"\r\n\r\n|\r\n\n|\r\n\r|\n\r\n|\n\n|\n\r|\r\r\n|\r\r")
_LONGEST_BOUNDARY = 4
_MARK = b"\xef\xbb\xbf"


class Events:
    """Cuts a stream into whole events, their blank lines included, and keeps only an unfinished one."""

    def __init__(self) -> None:
        self._rest = bytearray()

    @property
    def pending(self) -> bool:
        return bool(self._rest)

    @property
    def pending_bytes(self) -> int:
        return len(self._rest)

    def feed(self, chunk: bytes) -> list[bytes]:
        """Return the events that are whole now; put together with the rest they are what was fed."""
        if not self._rest and chunk.find(b"\n\n") == len(chunk) - 2 >= 0 and b"\r" not in chunk:
            return [chunk]
        if b"\r" in chunk or b"\r" in self._rest:
            return self._feed_any_ends(chunk)
        if self._rest:
            looked = max(len(self._rest) - 1, 0)
            self._rest += chunk
            if self._rest.find(b"\n\n", looked) < 0:
                return []
            chunk = bytes(self._rest)
            self._rest.clear()
        *whole, rest = chunk.split(b"\n\n")
        self._rest += rest
        return [event + b"\n\n" for event in whole]

    def rest(self) -> bytes:
        """Return the unfinished event and forget it."""
        rest = bytes(self._rest)
        self._rest.clear()
        return rest

    def _feed_any_ends(self, chunk: bytes) -> list[bytes]:
        """Cut at blank lines of any kind; a last CR waits for the LF that may belong to it."""
        looked = max(len(self._rest) - _LONGEST_BOUNDARY, 0)
        self._rest += chunk
        events: list[bytes] = []
        start = 0
        for found in _BOUNDARY.finditer(self._rest, looked):
            end = found.end()
            if end == len(self._rest) and self._rest.endswith(b"\n\r"):
                break
            events.append(bytes(self._rest[start:end]))
            start = end
        del self._rest[:start]
        return events


def data_of(event: bytes) -> bytes | None:
    """Return the data of an event, None where it has none."""
    if event.startswith(b"data: ") and event.find(b"\n") == len(event) - 2:
        return event[6:-2]
    if event.startswith(b"event: "):
        start = event.find(b"\n") + 1
        if event.startswith(b"data: ", start) and event.find(b"\n", start) == len(event) - 2:
            return event[start + 6 : -2]
    lines = [
        line[5:].removeprefix(b" ")
        for line in event.removeprefix(_MARK).splitlines()
        if line.startswith(b"data:")
    ]
    return b"\n".join(lines) if lines else None


def with_data(event: bytes, data: bytes) -> bytes:
    """Return the event with other data on one line; its other lines and its line ends stay."""
    lines = event.removeprefix(_MARK).splitlines(keepends=True)
    written: list[bytes] = []
    said = False
    for line in lines:
        if not line.startswith(b"data:"):
            written.append(line)
        elif not said:
            said = True
            written.append(b"data: " + data + (line[len(line.rstrip(b"\r\n")) :] or b"\n"))
    return b"".join(written)


def event_of(data: bytes, *, name: str = "") -> bytes:
    head = f"event: {name}\n".encode() if name else b""
    return b"%bdata: %b\n\n" % (head, data)
