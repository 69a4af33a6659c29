"""Streams pass as they came, whatever the chunks they come in."""

import pytest
from anthropic._streaming import SSEDecoder as AnthropicEvents
from hypothesis import given, settings
from hypothesis import strategies as st
from openai._streaming import SSEDecoder

from builders.bars import FULL
from builders.read_streams import ENDS, STREAMS, a_stream, fed, figures, raw_fed
from builders.spoken_streams import (
    CHAT_TEXT,
    cut,
)
from cloudwright.gateway.wire.ask import Wire
from cloudwright.gateway.wire.wires import speech_of

STOPS = (b"finish_reason", b"message_delta", b"response.completed")
CUTS = st.lists(st.integers(0, 100_000), max_size=60)
some = settings(max_examples=400 if FULL else 25, deadline=None)


@given(CUTS, st.sampled_from(sorted(STREAMS)), st.sampled_from(sorted(ENDS)))
@some
def test_a_stream_passes_unchanged_in_any_chunks_and_reads_the_same(
    cuts: list[int], name: str, end: str
) -> None:
    once, stream = a_stream(name, end)
    reader, _ = a_stream(name, end)
    raw, _ = a_stream(name, end)
    whole = fed(once, [stream])
    pieces = fed(reader, cut(stream, cuts))
    assert pieces == whole
    assert b"".join(piece.raw for piece in pieces) == stream
    assert raw_fed(raw, cut(stream, cuts)) == stream
    assert figures(reader) == figures(raw) == figures(once)
    assert reader.finished


@pytest.mark.parametrize("end", sorted(ENDS))
@pytest.mark.parametrize("name", sorted(STREAMS))
def test_a_stream_may_come_byte_by_byte(name: str, end: str) -> None:
    once, stream = a_stream(name, end)
    reader, _ = a_stream(name, end)
    raw, _ = a_stream(name, end)
    single = cut(stream, range(len(stream)))
    assert fed(reader, single) == fed(once, [stream])
    assert raw_fed(raw, single) == stream
    assert figures(reader) == figures(raw) == figures(once)


@given(CUTS, st.sampled_from(sorted(STREAMS)), st.integers(0, 100_000))
@some
def test_half_a_stream_passes_up_to_its_last_whole_event(cuts: list[int], name: str, length: int) -> None:
    reader, stream = a_stream(name, "LF")
    raw, _ = a_stream(name, "LF")
    half = stream[: length % len(stream)]
    passed = b"".join(piece.raw for piece in fed(reader, cut(half, cuts)))
    assert raw_fed(raw, cut(half, cuts)) == passed
    assert stream.startswith(passed.removesuffix(b"\n").removesuffix(b"\n"))
    assert len(passed) >= half.rfind(b"\n\n")
    assert reader.failed is None
    assert reader.finished <= any(mark in half for mark in STOPS)


@given(CUTS, st.sampled_from(sorted(ENDS)))
@some
def test_what_people_see_can_be_written_otherwise(cuts: list[int], end: str) -> None:
    reader, stream = a_stream("text", end)
    pieces = fed(reader, cut(stream, cuts))
    loud = b"".join(p.raw if p.text is None else reader.with_text(p, p.text.upper()) for p in pieces)
    again, _ = a_stream("text", end)
    texts = [piece.text for piece in fed(again, [loud]) if piece.text is not None]
    assert texts == [piece.text.upper() for piece in pieces if piece.text is not None]
    assert again.usage == reader.usage
    assert b'"obfuscation":"aX9"' in loud
    assert b"id: 7" in loud


def test_a_stream_without_its_last_mark_is_finished_once_the_model_stopped() -> None:
    for raw in (False, True):
        reader = speech_of(Wire.CHAT).stream(usage_wanted=True)
        stream = b"".join(CHAT_TEXT[:-1])
        _ = raw_fed(reader, [stream]) if raw else fed(reader, [stream])
        assert reader.finished
        assert reader.failed is None


def test_the_last_event_counts_without_its_blank_line() -> None:
    for raw in (False, True):
        reader = speech_of(Wire.CHAT).stream(usage_wanted=True)
        stream = b"".join(CHAT_TEXT).rstrip(b"\n")
        out = raw_fed(reader, [stream]) if raw else b"".join(p.raw for p in fed(reader, [stream]))
        assert out == stream + b"\n\n"
        assert reader.finished


@given(CUTS, st.sampled_from(sorted(STREAMS)), st.sampled_from(["LF", "CRLF"]))
@some
def test_official_clients_see_the_same_events(cuts: list[int], name: str, end: str) -> None:
    reader, stream = a_stream(name, end)
    out = [piece.raw for piece in fed(reader, cut(stream, cuts))]
    for decoder in (SSEDecoder, AnthropicEvents):
        seen = [(sse.event, sse.data) for sse in decoder().iter_bytes(iter(out))]
        assert seen == [(sse.event, sse.data) for sse in decoder().iter_bytes(iter([stream]))]
