"""Streams between wires: bytes in, bytes out, whatever the pieces they come in."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

import orjson

from cloudwright.gateway.upstream.event_stream import Message, Messages
from cloudwright.gateway.upstream.failures import Failed, Failure, FailureKind, failed
from cloudwright.gateway.upstream.provider_errors import by_word
from cloudwright.gateway.upstream.translation.saying import encoded
from cloudwright.gateway.upstream.translation.stages import Stage
from cloudwright.gateway.wire.bodies import Object, a_text, lenient
from cloudwright.gateway.wire.refusal import Refusal
from cloudwright.gateway.wire.sse import Events, data_of, event_of

_MOST_EVENT_BYTES = 24 * 1024 * 1024
_DONE = b"[DONE]"


class Source(Protocol):
    """Reads events from the bytes of one wire; raises `Failed` on what is none."""

    def feed(self, chunk: bytes) -> Iterator[Object]: ...

    def end(self) -> Iterator[Object]: ...


class ServerSent:
    """Events of OpenAI's and Anthropic's streams; OpenAI's last word becomes an empty event."""

    def __init__(self) -> None:
        self._events = Events()

    def feed(self, chunk: bytes) -> Iterator[Object]:
        for event in self._events.feed(chunk):
            yield from _read(event)
        if self._events.pending_bytes > _MOST_EVENT_BYTES:
            raise failed(FailureKind.UNREADABLE, "An event of the stream does not end.")

    def end(self) -> Iterator[Object]:
        """Yield an event that only misses its blank line; half a one is none."""
        data = data_of(self._events.rest().rstrip(b"\r\n") + b"\n\n") or b""
        if data.strip() == _DONE or isinstance(lenient(data), dict):
            yield from _read(event_of(data))


class AmazonEvents:
    """Events of Bedrock's stream, each as an object with the one key that names it."""

    def __init__(self) -> None:
        self._messages = Messages()

    def feed(self, chunk: bytes) -> Iterator[Object]:
        for message in self._messages.feed(chunk):
            yield from _event(message)

    def end(self) -> Iterator[Object]:
        """Half a message is not an event."""
        yield from ()


class Translating:
    """One stream on its way to another wire.

    `failed` says why it ended early: what the provider reported, or that it broke off. What was translated
    before has been returned; nothing follows. `finished` once the answer was whole.
    """

    def __init__(self, source: Source, stages: Sequence[Stage], written: Callable[[Object], bytes]) -> None:
        self.failed: Failure | None = None
        self._source = source
        self._stages = stages
        self._written = written

    @property
    def finished(self) -> bool:
        return self._stages[-1].finished

    def feed(self, chunk: bytes) -> bytes:
        """Return the translation of what is whole now."""
        return self._translated(self._source.feed(chunk))

    def end(self) -> bytes:
        """Return what was still held back; an answer without its end has failed."""
        said = self._translated(self._source.end())
        for at, stage in enumerate(self._stages):
            said += self._translated(stage.end(), behind=at + 1)
        if not self.finished and self.failed is None:
            self.failed = failed(FailureKind.BROKEN).failure
        return said

    def _translated(self, events: Iterator[Object], *, behind: int = 0) -> bytes:
        said: list[bytes] = []
        if self.failed is not None or self.finished:
            return b""
        try:
            for event in events:
                for other in _through(event, self._stages[behind:]):
                    said.append(self._written(other))  # noqa: PERF401 - kept if the next one fails
                if self.finished and not behind:
                    break
        except Failed as error:
            self.failed = error.failure
        except Refusal:
            self.failed = failed(FailureKind.UNREADABLE).failure
        return b"".join(said)


def written_as_chat(event: Object) -> bytes:
    """Return a chunk; the one with the usage is the last, and OpenAI's last word follows it."""
    chunk = event_of(encoded(event))
    return chunk + event_of(_DONE) if "usage" in event else chunk


def written_as_messages(event: Object) -> bytes:
    """Return an event with its name, which Anthropic's clients go by."""
    return event_of(encoded(event), name=a_text(event, "type"))


def _through(event: Object, stages: Sequence[Stage]) -> Iterator[Object]:
    if not stages:
        yield event
        return
    for other in stages[0].feed(event):
        yield from _through(other, stages[1:])


def _read(event: bytes) -> Iterator[Object]:
    data = data_of(event)
    if data is None or not data.strip():
        return
    if data.strip() == _DONE:
        yield {}
        return
    found = lenient(data)
    if not isinstance(found, dict):
        raise failed(FailureKind.UNREADABLE, "An event of the stream is not JSON.")
    yield found


def _event(message: Message) -> Iterator[Object]:
    headers = message.headers
    match headers.get(":message-type"):
        case "event":
            yield {headers.get(":event-type", ""): _payload(message.payload)}
        case "exception":
            told = a_text(_payload(message.payload), "message")
            raise failed(by_word(headers.get(":exception-type", ""), told), told)
        case "error":
            told = headers.get(":error-message", "")
            raise failed(by_word(headers.get(":error-code", ""), told), told)


def _payload(payload: bytes) -> Object:
    try:
        found = orjson.loads(payload or b"{}")
    except orjson.JSONDecodeError as error:
        raise failed(FailureKind.UNREADABLE, "An event of the stream is not JSON.") from error
    return found if isinstance(found, dict) else {}
