"""Amazon's event stream, whole and damaged."""

import struct
import zlib
from collections.abc import Sequence

import pytest
from botocore.eventstream import EventStreamBuffer
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.bars import FULL
from builders.model_wires import Bedrock
from builders.spoken import Spoken, anything_spoken, cut, streamed
from cloudwright.gateway.upstream.event_stream import Message, Messages
from cloudwright.gateway.upstream.failures import Failed, FailureKind
from cloudwright.gateway.upstream.target import Provider

EXAMPLES = 1_000 if FULL else 40
CONTENT = streamed(Spoken(), Provider.BEDROCK)


def _messages(pieces: Sequence[bytes]) -> list[Message]:
    messages = Messages()
    return [message for piece in pieces for message in messages.feed(piece)]


def _framed(headers: bytes, payload: bytes) -> bytes:
    prelude = struct.pack("!II", 16 + len(headers) + len(payload), len(headers))
    message = prelude + struct.pack("!I", zlib.crc32(prelude)) + headers + payload
    return message + struct.pack("!I", zlib.crc32(message))


def _header(name: str, kind: int, value: bytes) -> bytes:
    return bytes([len(name)]) + name.encode() + bytes([kind]) + value


@settings(max_examples=EXAMPLES, deadline=None)
@given(spoken=anything_spoken(), places=st.lists(st.integers(0, 10_000), max_size=40))
def test_messages_are_those_that_botocore_reads_however_they_are_cut(
    spoken: Spoken, places: list[int]
) -> None:
    content = streamed(spoken, Provider.BEDROCK)
    theirs = EventStreamBuffer()
    theirs.add_data(content)
    expected = [Message(dict(event.headers), event.payload) for event in theirs]
    assert _messages(cut(content, places)) == expected


@settings(max_examples=EXAMPLES, deadline=None)
@given(place=st.integers(0, len(CONTENT) - 1), bit=st.integers(0, 7))
def test_no_flipped_bit_goes_unseen(place: int, bit: int) -> None:
    damaged = bytearray(CONTENT)
    damaged[place] ^= 1 << bit
    with pytest.raises(Failed) as error:
        _messages([bytes(damaged)])
    assert error.value.failure.kind is FailureKind.UNREADABLE


def test_what_is_before_the_damage_is_read() -> None:
    first = Bedrock().opening()
    messages = Messages()
    stream = messages.feed(first + b"\xff" * 40)
    assert next(stream).headers[":event-type"] == "messageStart"
    with pytest.raises(Failed):
        next(stream)


def test_headers_of_every_type_are_passed_over_but_text() -> None:
    headers = (
        _header("a", 0, b"")
        + _header("b", 2, b"\1")
        + _header("c", 5, b"\0" * 8)
        + _header("d", 6, b"\0\2xx")
        + _header("e", 7, b"\0\2hi")
        + _header("f", 9, b"\0" * 16)
    )
    assert _messages([_framed(headers, b"{}")]) == [Message({"e": "hi"}, b"{}")]


@pytest.mark.parametrize(
    "headers",
    [b"\x05abc", _header("a", 7, b"\0\xffxx"), _header("a", 42, b""), _header("a", 7, b"\0\1\xff"), b"\1a"],
)
def test_broken_headers_are_not_trusted(headers: bytes) -> None:
    with pytest.raises(Failed):
        _messages([_framed(headers, b"{}")])


@pytest.mark.parametrize(("length", "headers"), [(2**31, 0), (16, 4), (12, 0), (2**20, 2**19)])
def test_impossible_lengths_are_refused_before_anything_is_kept(length: int, headers: int) -> None:
    prelude = struct.pack("!II", length, headers)
    with pytest.raises(Failed):
        _messages([prelude + struct.pack("!I", zlib.crc32(prelude))])
