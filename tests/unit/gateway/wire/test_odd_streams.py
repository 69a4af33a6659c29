"""Errors, garbage and half events of providers are survived and noted."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.bars import FULL
from builders.read_streams import fed, raw_fed
from builders.spoken_streams import (
    chunk,
    cut,
    event,
)
from cloudwright.gateway.wire.ask import Wire
from cloudwright.gateway.wire.refusal import Reason
from cloudwright.gateway.wire.wires import speech_of

CUTS = st.lists(st.integers(0, 100_000), max_size=60)
some = settings(max_examples=400 if FULL else 25, deadline=None)


@pytest.mark.parametrize(
    ("wire", "error", "reason"),
    [
        (
            Wire.CHAT,
            b'data: {"error":{"message":"Slow","type":"x","code":"rate_limit_exceeded"}}\n\n',
            Reason.RATE,
        ),
        (
            Wire.CHAT,
            b'data: {"error":{"message":"Oh","type":"server_error","code":null}}\n\n',
            Reason.UNAVAILABLE,
        ),
        (Wire.CHAT, b'data: {"object":"error","message":"Oh","code":400}\n\n', Reason.BROKEN),
        (Wire.CHAT, b'data: {"error":"boom"}\n\n', Reason.BROKEN),
        (
            Wire.MESSAGES,
            event("error", error={"type": "overloaded_error", "message": "Oh"}),
            Reason.UNAVAILABLE,
        ),
        (Wire.MESSAGES, event("error", error={"type": "timeout_error", "message": "Oh"}), Reason.TIMEOUT),
        (Wire.MESSAGES, event("error", error=None), Reason.BROKEN),
    ],
)
def test_an_error_in_the_stream_passes_and_is_noted(wire: Wire, error: bytes, reason: Reason) -> None:
    for raw in (False, True):
        reader = speech_of(wire).stream(usage_wanted=True)
        head = chunk() if wire is Wire.CHAT else event("ping")
        out = raw_fed(reader, [head + error]) if raw else b"".join(p.raw for p in fed(reader, [head + error]))
        assert out == head + error
        assert reader.failed is not None
        assert reader.failed.reason is reason
        assert not reader.finished


@pytest.mark.parametrize("wire", [Wire.CHAT, Wire.MESSAGES])
@pytest.mark.parametrize("data", [b"<html>", b'{"half":', b"[1]", b"[" * 3000, b"\xff\xfe"])
def test_an_event_that_cannot_be_read_is_not_passed_and_fails_the_stream(wire: Wire, data: bytes) -> None:
    reader = speech_of(wire).stream(usage_wanted=True)
    assert not reader.feed(b"data: " + data + b"\n\n")
    assert reader.failed is not None
    assert reader.failed.code == "answer_unreadable"


@pytest.mark.parametrize(
    "odd", [None, 7, "x", [], ["x"], [[]], {}, {"index": None}, [{"index": "x", "delta": 7}]]
)
def test_events_of_odd_shapes_pass(odd: object) -> None:
    for wire in (Wire.CHAT, Wire.MESSAGES, Wire.RESPONSES):
        for kind in (
            "message_start",
            "content_block_start",
            "content_block_delta",
            "message_delta",
            "response.x.delta",
            "response.completed",
        ):
            keys = ("choices", "delta", "message", "content_block", "usage", "index", "response", "item")
            odd_event = event(kind, **dict.fromkeys(keys, odd))
            nested = event(
                kind, delta={"content": odd, "text": odd}, content_block={"content": odd, "source": odd}
            )
            reader = speech_of(wire).stream(usage_wanted=True)
            assert b"".join(piece.raw for piece in fed(reader, [odd_event, nested])) == odd_event + nested


LINES = st.sampled_from(
    [
        b"data: {",
        b'data: {"choices":[{"delta":{"content":"a"}}]}',
        b'data: {"type":"content_block_delta","delta":{"text":"a"}}',
        b'data: {"usage":{"prompt_tokens":1}}',
        b"data: [DONE]",
        b"event: error",
        b": x",
        b"data",
        b"\xff",
    ]
)


@given(
    st.lists(LINES | st.sampled_from([b"\n", b"\r\n", b"\r", b"\n\n"]) | st.binary(max_size=5), max_size=40),
    CUTS,
)
@some
def test_any_bytes_of_a_provider_are_survived(parts: list[bytes], cuts: list[int]) -> None:
    stream = b"".join(parts)
    for wire in Wire:
        pieces = fed(speech_of(wire).stream(usage_wanted=True), cut(stream, cuts))
        raw = raw_fed(speech_of(wire).stream(usage_wanted=True), cut(stream, cuts))
        assert len(raw) <= len(stream) + 2
        assert all(piece.raw for piece in pieces)


def test_an_event_without_end_is_given_up() -> None:
    reader = speech_of(Wire.CHAT).stream(usage_wanted=True)
    for _ in range(17):
        reader.feed(b"data: " + b"x" * 2**20)
    assert reader.failed is not None


def test_halves_of_surrogates_are_survived() -> None:
    reader = speech_of(Wire.CHAT).stream(usage_wanted=True)
    half = b'data: {"id":"1","choices":[{"index":0,"delta":{"content":"a\\ud83d"}}]}\n\n'
    (piece,) = reader.feed(half)
    assert piece.raw == half
    assert piece.text is not None
    assert b'"content":"b"' in reader.with_text(piece, "b")
    assert b"\\ud83d" in reader.with_text(piece, piece.text)


@pytest.mark.parametrize("fields", [{"error": {"code": "server_error", "message": "Oh"}}, {"error": None}])
def test_a_response_that_failed_is_not_finished(fields: dict[str, object]) -> None:
    reader = speech_of(Wire.RESPONSES).stream(usage_wanted=True)
    reader.feed(event("response.failed", response={"status": "failed", "output": [], **fields}))
    assert reader.failed is not None
    assert not reader.finished
