"""How the gateway reads and writes one wire: requests, answers, streams and refusals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from cloudwright.gateway.schemas import Usage
from cloudwright.gateway.wire.ask import Ask, Path, Text
from cloudwright.gateway.wire.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Patch:
    """What changes in a request on its way to the provider; None and empty leave things as they are."""

    model: str | None = None
    max_tokens: int | None = None
    include_usage: bool = False
    texts: Mapping[Path, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return self.model is None and self.max_tokens is None and not self.include_usage and not self.texts


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer. `stop` is the provider's own word for why it ended, "" where it says none."""

    usage: Usage | None
    texts: tuple[Text, ...]
    stop: str

    @property
    def output_characters(self) -> int:
        return sum(len(text.text) for text in self.texts)


@dataclass(frozen=True, slots=True)
class WireError:
    """A refusal in the shape of a provider; header names are lower case."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


class Piece(NamedTuple):
    """One whole event of a stream.

    `text` is the delta that people see, on `channel`. `ends` are the channels that get nothing after this
    event: what was held back of them is written before it (or in it, where it carries text on that
    channel). `whole` are finished texts that the event repeats or brings at once, with their paths in it.
    """

    raw: bytes
    text: str | None = None
    channel: str = ""
    ends: tuple[str, ...] = ()
    whole: tuple[Text, ...] = ()


class StreamReader(Protocol):
    """Reads one stream; feed it either by `feed` or by `raw_feed`, not by both.

    Only an unfinished event is kept. `usage` is marked estimated until the provider has said its last
    figures; `output_characters` and `deltas` are there for estimates of cut streams. An event that is no
    JSON sets `failed` and is not passed by `feed`.
    """

    usage: Usage | None
    finished: bool
    output_characters: int
    deltas: int
    failed: Refusal | None

    def feed(self, chunk: bytes) -> Sequence[Piece]:
        """Return the events that are whole now."""

    def end(self) -> Sequence[Piece]:
        """Return what a stream without its last blank line still said; half an event is dropped."""

    def raw_feed(self, chunk: bytes) -> bytes:
        """Return the bytes of whole events, reading only those with usage, an error or the end."""

    def raw_end(self) -> bytes:
        """Do for `raw_feed` what `end` does for `feed`."""

    @property
    def open_channels(self) -> tuple[str, ...]:
        """Channels that had text and no end yet."""

    def with_text(self, piece: Piece, text: str) -> bytes:
        """Return the event of the piece with another text."""

    def with_whole(self, piece: Piece, texts: Mapping[Path, str]) -> bytes:
        """Return the event of the piece with other finished texts.

        For both, go on with `piece._replace(raw=...)`.
        """

    def more(self, channel: str, text: str) -> bytes:
        """Return an event that says more on a channel that had text before."""


class Speech(Protocol):
    """One wire. `request_id_header` is where its clients look for the id of a request."""

    request_id_header: str

    def read(self, body: bytes) -> Ask:
        """Return what is asked for; a Refusal (MALFORMED, TOO_LARGE) names the parameter that is wrong."""

    def patched(self, body: bytes, patch: Patch) -> bytes:
        """Return the body with what the patch names changed, and the same bytes when nothing changes."""

    def answer(self, body: bytes) -> Answer:
        """Read a whole answer; a Refusal (BROKEN) when it is none."""

    def redacted_answer(self, body: bytes, texts: Mapping[Path, str]) -> bytes:
        """Return the answer with other texts; unknown fields stay."""

    def stream(self, *, usage_wanted: bool) -> StreamReader:
        """Return a reader of a streamed answer; a chunk with usage alone is dropped if nobody wants it."""

    def refused(self, refusal: Refusal, *, request_id: str = "") -> WireError:
        """Return the refusal in the shape that the official client maps to its exceptions."""

    def refused_in_stream(self, refusal: Refusal) -> bytes:
        """Return the event that ends a stream that has begun."""
