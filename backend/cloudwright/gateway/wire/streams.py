"""What reading a stream is on every wire; each wire says what its events mean."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from cloudwright.gateway.schemas import Usage
from cloudwright.gateway.wire.ask import Path, Text
from cloudwright.gateway.wire.bodies import Object, lenient, replaced, unreadable, written
from cloudwright.gateway.wire.refusal import Reason, Refusal
from cloudwright.gateway.wire.speech import Piece
from cloudwright.gateway.wire.sse import Events, data_of, with_data

MOST_EVENT_BYTES = 16 * 1024 * 1024
_MOST_QUOTED = 400


class Delta(NamedTuple):
    """A text that an event adds to a channel, and where it stands."""

    channel: str
    path: Path
    text: str


class Notes(NamedTuple):
    """What one event says."""

    found: Object
    deltas: Sequence[Delta] = ()
    ends: tuple[str, ...] = ()
    whole: tuple[Text, ...] = ()


SILENT = Notes({})


class Reader(ABC):
    """Holds what is the same for every wire: cutting, counting, and the choice of what is read."""

    def __init__(self) -> None:
        self.usage: Usage | None = None
        self.finished = False
        self.output_characters = 0
        self.deltas = 0
        self.failed: Refusal | None = None
        self._events = Events()
        self._open: dict[str, None] = {}
        self._stopped = False
        self._last_chunk = b""

    @property
    def open_channels(self) -> tuple[str, ...]:
        return tuple(self._open)

    def feed(self, chunk: bytes) -> Sequence[Piece]:
        pieces: list[Piece] = []
        for event in self._whole_events(chunk):
            piece = self._usual(event)
            if piece is not None:
                pieces.append(piece)
                continue
            notes = self._notes(event)
            if notes is not None:
                self._pieces(event, notes, pieces)
        return pieces

    def end(self) -> Sequence[Piece]:
        pieces: list[Piece] = []
        event = self._last_event()
        notes = self._notes(event) if event else None
        if notes is not None:
            self._pieces(event, notes, pieces)
        self.finished = self.finished or self._stopped
        return pieces

    def raw_feed(self, chunk: bytes) -> bytes:
        self._last_chunk = chunk or self._last_chunk
        if not self._events.pending and chunk.endswith(b"\n\n") and self._skimmed(chunk):
            return chunk
        return b"".join([event for event in self._whole_events(chunk) if self._passes(event)])

    def raw_end(self) -> bytes:
        event = self._last_event()
        passed = event if event and self._passes(event) else b""
        self.finished = self.finished or self._stopped or self._stops(self._last_chunk)
        return passed

    def with_text(self, piece: Piece, text: str) -> bytes:
        found = self._again(piece)
        path = next(delta.path for delta in self._deltas(found) if delta.channel == piece.channel)
        replaced(found, {path: text})
        self._forget_spelling(found)
        return with_data(piece.raw, written(found))

    def with_whole(self, piece: Piece, texts: Mapping[Path, str]) -> bytes:
        found = self._again(piece)
        replaced(found, texts)
        self._forget_spelling(found)
        return with_data(piece.raw, written(found))

    @abstractmethod
    def more(self, channel: str, text: str) -> bytes: ...

    @abstractmethod
    def _skimmed(self, events: bytes) -> bool:
        """Count the texts of whole events without reading them, if each surely is a text and no more."""

    @abstractmethod
    def _deltas(self, found: Object) -> Sequence[Delta]: ...

    @abstractmethod
    def _understood(self, found: Object) -> Notes | None:
        """Note what an event says; None drops it."""

    def _usual(self, _event: bytes) -> Piece | None:
        """Return the piece of an event that adds a text to an open channel, None for all others.

        Nearly every event is one: this way round the general reading is there because it is short.
        """
        return None

    def _spoken(self, event: bytes, text: str, channel: str) -> Piece:
        self.deltas += 1
        self.output_characters += len(text)
        return Piece(event, text, channel)

    @abstractmethod
    def _forget_spelling(self, found: Object) -> None:
        """Take out what tells the text of an event once more."""

    def _marked(self, _data: bytes) -> Notes | None:
        """Return what data says that need not be read as JSON."""
        return None

    def _pieces(self, event: bytes, notes: Notes, pieces: list[Piece]) -> None:
        delta = notes.deltas[0] if notes.deltas else None
        text, channel = (delta.text, delta.channel) if delta else (None, "")
        pieces.append(Piece(event, text, channel, notes.ends, notes.whole))

    def _notes(self, event: bytes) -> Notes | None:
        data = data_of(event)
        if data is None:
            return SILENT
        notes = self._marked(data)
        if notes is None:
            found = lenient(data)
            if not isinstance(found, dict):
                self.failed = self.failed or unreadable()
                return None
            notes = self._understood(found)
        if notes is not None:
            self._keep_count(notes)
        return notes

    def _keep_count(self, notes: Notes) -> None:
        for delta in notes.deltas:
            self.deltas += 1
            self.output_characters += len(delta.text)
            self._open[delta.channel] = None
        for channel in notes.ends:
            self._open.pop(channel, None)

    def _passes(self, event: bytes) -> bool:
        return self._skimmed(event) or self._notes(event) is not None

    def _stops(self, _events: bytes) -> bool:
        """Say whether the model stopped in events that were skimmed over."""
        return False

    def _counted(self, said: list[bytes]) -> bool:
        self.deltas += len(said) - said.count(b"")
        self.output_characters += _characters(b"".join(said))
        return True

    def _whole_events(self, chunk: bytes) -> Iterable[bytes]:
        events = self._events.feed(chunk)
        if self._events.pending_bytes > MOST_EVENT_BYTES:
            self._events.rest()
            self.failed = self.failed or unreadable()
        return events

    def _last_event(self) -> bytes:
        """Return what is left, if it is an event but for its blank line, with one."""
        rest = self._events.rest().rstrip(b"\r\n")
        data = data_of(rest + b"\n\n") if rest else None
        if data is None:
            return b""
        whole = self._marked(data) is not None or isinstance(lenient(data), dict)
        return rest + b"\n\n" if whole else b""

    def _again(self, piece: Piece) -> Object:
        found = lenient(data_of(piece.raw) or b"")
        return found if isinstance(found, dict) else {}


def texts_under(key: str) -> re.Pattern[bytes]:
    """Return what finds the first text of each event, still escaped, under keys with this end."""
    return re.compile(rb'%b":[ ]?+"((?:[^"\\]++|\\.)*+)"[^\n]*+\n\n' % key.encode())


def _characters(said: bytes) -> int:
    """Return how long a text is, of which the JSON form is known."""
    if said.isascii() and b"\\" not in said:
        return len(said)
    text = lenient(b'"%b"' % said)
    return len(text) if isinstance(text, str) else len(said)


def provider_failure(words: Iterable[object], message: object) -> Refusal:
    """Return what an error of a provider in the middle of a stream means for the call."""
    reason = next((_REASONS[word] for word in words if isinstance(word, str) and word in _REASONS), None)
    said = f": {message[:_MOST_QUOTED]}" if isinstance(message, str) and message else ""
    return Refusal(
        reason or Reason.BROKEN,
        "provider_failed",
        f"The provider ended the answer with an error{said}. Try again, or choose another model.",
    )


_REASONS: Mapping[str, Reason] = {
    "overloaded_error": Reason.UNAVAILABLE,
    "server_error": Reason.UNAVAILABLE,
    "service_unavailable": Reason.UNAVAILABLE,
    "insufficient_quota": Reason.UNAVAILABLE,
    "rate_limit_error": Reason.RATE,
    "rate_limit_exceeded": Reason.RATE,
    "timeout_error": Reason.TIMEOUT,
}
