"""Reads streams in the chunks that a test cuts, inspecting and raw."""

from collections.abc import Sequence

from builders.spoken_streams import CHAT_TEXT, CHAT_TOOLS, MESSAGES, RESPONSES
from cloudwright.gateway.wire.ask import Wire
from cloudwright.gateway.wire.speech import Piece, StreamReader
from cloudwright.gateway.wire.wires import speech_of

STREAMS = {
    "text": (Wire.CHAT, CHAT_TEXT),
    "tools": (Wire.CHAT, CHAT_TOOLS),
    "messages": (Wire.MESSAGES, MESSAGES),
    "responses": (Wire.RESPONSES, RESPONSES),
}
ENDS = {"LF": b"\n", "CRLF": b"\r\n", "CR": b"\r"}


def a_stream(name: str, end: str) -> tuple[StreamReader, bytes]:
    wire, events = STREAMS[name]
    return speech_of(wire).stream(usage_wanted=True), b"".join(events).replace(b"\n", ENDS[end])


def fed(reader: StreamReader, chunks: Sequence[bytes]) -> list[Piece]:
    return [piece for part in chunks for piece in reader.feed(part)] + list(reader.end())


def raw_fed(reader: StreamReader, chunks: Sequence[bytes]) -> bytes:
    return b"".join(reader.raw_feed(part) for part in chunks) + reader.raw_end()


def figures(reader: StreamReader) -> tuple[object, ...]:
    return reader.usage, reader.finished, reader.output_characters, reader.deltas, reader.failed
