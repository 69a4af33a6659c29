"""Streams pass as they came, whatever the chunks they come in."""

from collections.abc import Sequence

import pytest
from anthropic._streaming import SSEDecoder as AnthropicEvents
from hypothesis import given, settings
from hypothesis import strategies as st
from openai._streaming import SSEDecoder

from builders.bars import FULL
from builders.spoken_streams import (
    CHAT_BUNDLED,
    CHAT_TEXT,
    CHAT_TOOLS,
    MESSAGES,
    RESPONSES,
    USAGE_OF_CHAT,
    call,
    choice,
    chunk,
    cut,
    event,
)
from cloudwright.gateway.schemas import Usage
from cloudwright.gateway.wire.ask import Wire
from cloudwright.gateway.wire.refusal import Reason
from cloudwright.gateway.wire.speech import Piece, StreamReader
from cloudwright.gateway.wire.wires import speech_of

STREAMS = {
    "text": (Wire.CHAT, CHAT_TEXT),
    "tools": (Wire.CHAT, CHAT_TOOLS),
    "messages": (Wire.MESSAGES, MESSAGES),
    "responses": (Wire.RESPONSES, RESPONSES),
}
ENDS = {"LF": b"\n", "CRLF": b"\r\n", "CR": b"\r"}
STOPS = (b"finish_reason", b"message_delta", b"response.completed")
CUTS = st.lists(st.integers(0, 100_000), max_size=60)
some = settings(max_examples=400 if FULL else 25, deadline=None)


def a_stream(name: str, end: str) -> tuple[StreamReader, bytes]:
    wire, events = STREAMS[name]
    return speech_of(wire).stream(usage_wanted=True), b"".join(events).replace(b"\n", ENDS[end])


def fed(reader: StreamReader, chunks: Sequence[bytes]) -> list[Piece]:
    return [piece for part in chunks for piece in reader.feed(part)] + list(reader.end())


def raw_fed(reader: StreamReader, chunks: Sequence[bytes]) -> bytes:
    return b"".join(reader.raw_feed(part) for part in chunks) + reader.raw_end()


def figures(reader: StreamReader) -> tuple[object, ...]:
    return reader.usage, reader.finished, reader.output_characters, reader.deltas, reader.failed


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


def test_chat_tells_its_usage_its_channels_and_where_they_end() -> None:
    reader, stream = a_stream("tools", "LF")
    pieces = fed(reader, [stream])
    assert reader.usage == Usage(11, 7, cache_read_tokens=3, cache_write_tokens=2)
    said = [(piece.channel, piece.text) for piece in pieces if piece.text]
    first, second = "0/tool_calls/0/function/arguments", "0/tool_calls/1/function/arguments"
    assert said == [(first, '{"city": "Zü'), (first, 'rich"}'), (second, "{}")]
    assert [piece.ends for piece in pieces if piece.ends] == [(first, second)]
    assert reader.more(second, "!").endswith(
        b'"choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"function":{"arguments":"!"}}]},'
        b'"finish_reason":null}]}\n\n'
    )


def test_a_chunk_with_usage_alone_is_dropped_when_nobody_asked_for_it() -> None:
    events = [one for one in CHAT_TEXT if b'"prompt_tokens"' not in one]
    for feed in ("inspecting", "raw"):
        reader = speech_of(Wire.CHAT).stream(usage_wanted=False)
        parts = [b"".join(CHAT_TEXT)]
        out = raw_fed(reader, parts) if feed == "raw" else b"".join(p.raw for p in fed(reader, parts))
        assert out == b"".join(events)
        assert reader.usage is not None
        assert reader.usage.tokens == USAGE_OF_CHAT["total_tokens"]


SOME_USAGE = {"prompt_tokens": 1, "completion_tokens": 2}
OPENING = chunk(choice({"role": "assistant", "content": "a"}))


def both_ways(stream: bytes) -> list[tuple[StreamReader, bytes]]:
    """Return readers that nobody wants usage of, with what they passed."""
    inspecting, raw = (speech_of(Wire.CHAT).stream(usage_wanted=False) for _ in range(2))
    return [
        (inspecting, b"".join(piece.raw for piece in fed(inspecting, [stream]))),
        (raw, raw_fed(raw, [stream])),
    ]


def test_usage_that_comes_with_a_text_is_read_and_passed() -> None:
    stream = OPENING + chunk(choice({"content": "b"}), usage=SOME_USAGE)
    for reader, out in both_ways(stream):
        assert out == stream
        assert reader.usage == Usage(1, 2)


def test_a_last_text_that_brings_its_end_finishes_the_stream_and_its_channel() -> None:
    stream = OPENING + chunk(choice({"content": "b"}, finish="stop"))
    assert all(reader.finished for reader, _ in both_ways(stream))
    reader = speech_of(Wire.CHAT).stream(usage_wanted=False)
    assert [piece.ends for piece in reader.feed(stream)] == [(), ("0/content",)]
    assert not reader.open_channels


def test_an_error_beside_a_chunk_of_two_choices_is_noted() -> None:
    stream = chunk(choice({"content": "a"}), choice({"content": "b"}, index=1))
    stream += b'data: {"error":{"message":"Oh"}}\n\n'
    assert all(reader.failed is not None for reader, _ in both_ways(stream))


def test_a_call_beside_a_text_is_heard_on_its_own_channel() -> None:
    reader = speech_of(Wire.CHAT).stream(usage_wanted=False)
    reader.feed(OPENING)
    pieces = reader.feed(chunk(choice({"content": "b", "tool_calls": [call("{}", id="x")]})))
    assert [piece.text for piece in pieces] == [None, "b", "{}"]


def test_messages_add_what_the_cache_gave_and_mark_usage_until_the_last_figures() -> None:
    reader, stream = a_stream("messages", "LF")
    first, _, rest = stream.partition(b"event: message_delta")
    reader.feed(first)
    assert reader.usage == Usage(125, 1, estimated=True, cache_read_tokens=100, cache_write_tokens=20)
    reader.feed(b"event: message_delta" + rest)
    assert reader.usage == Usage(125, 42, cache_read_tokens=100, cache_write_tokens=20)


def test_messages_end_a_channel_with_its_block() -> None:
    reader, stream = a_stream("messages", "CRLF")
    pieces = fed(reader, [stream])
    assert [piece.ends for piece in pieces if piece.ends] == [
        ("0/thinking",),
        ("1/text",),
        ("2/partial_json",),
    ]
    assert reader.more("1/text", "x") == (
        b"event: content_block_delta\n"
        b'data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"x"}}\n\n'
    )


def test_a_chunk_that_says_several_things_is_taken_apart_and_says_the_same() -> None:
    reader = speech_of(Wire.CHAT).stream(usage_wanted=True)
    pieces = fed(reader, [b"".join(CHAT_BUNDLED)])
    said = [(piece.channel, piece.text) for piece in pieces if piece.text]
    calls = "0/tool_calls/{}/function/arguments"
    assert said == [
        ("0/content", "a"),
        ("1/content", "b"),
        ("0/content", "c"),
        (calls.format(0), "{}"),
        (calls.format(1), '{"k":1}'),
        ("1/content", "d"),
    ]
    out = b"".join(piece.raw for piece in pieces)
    assert out.count(b'"finish_reason":"') == out.count(b'"finish_reason":"stop"') + 1 == 2
    assert out.index(b'"arguments":"{\\"k\\":1}"') < out.index(b'"finish_reason":"tool_calls"')
    assert out.count(b'"id":"x"') == out.count(b'"id":"y"') == 1
    assert out.count(b'"total_tokens":18') == 1
    again = speech_of(Wire.CHAT).stream(usage_wanted=True)
    fed(again, [out])
    assert (again.usage, again.output_characters) == (reader.usage, reader.output_characters)


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


def test_probabilities_do_not_tell_a_text_that_was_written_otherwise() -> None:
    reader = speech_of(Wire.CHAT).stream(usage_wanted=True)
    spelled = {"content": [{"token": "secret", "logprob": -0.1}]}
    (piece,) = reader.feed(chunk({"index": 0, "delta": {"content": "secret"}, "logprobs": spelled}))
    assert b"secret" not in reader.with_text(piece, "[redacted]")


def test_probabilities_of_responses_do_not_tell_it_either() -> None:
    reader = speech_of(Wire.RESPONSES).stream(usage_wanted=True)
    spelled = [{"token": "secret", "logprob": -0.1}]
    at = {"output_index": 0, "content_index": 0, "logprobs": spelled}
    (delta,) = reader.feed(event("response.output_text.delta", delta="secret", **at))
    (done,) = reader.feed(event("response.output_text.done", text="secret", **at))
    assert b"secret" not in reader.with_text(delta, "-")
    assert b"secret" not in reader.with_whole(done, {("text",): "-"})
    assert b"secret" not in reader.more(delta.channel, "-")


def test_blocks_that_come_whole_are_told_with_their_paths() -> None:
    reader = speech_of(Wire.MESSAGES).stream(usage_wanted=True)
    found = {"type": "web_search_tool_result", "content": [{"type": "x", "title": "Ada", "url": "u"}]}
    (piece,) = reader.feed(event("content_block_start", index=0, content_block=found))
    (text,) = piece.whole
    assert (text.path, text.text) == (("content_block", "content", 0, "title"), "Ada")
    assert b'"title":"[x]"' in reader.with_whole(piece, {text.path: "[x]"})


def test_responses_tell_everything_twice_and_can_be_redacted_in_both_places() -> None:
    reader, stream = a_stream("responses", "LF")
    pieces = fed(reader, [stream])
    channel = "output_text/0/0"
    assert [(p.channel, p.text) for p in pieces if p.text] == [(channel, "Grüße "), (channel, "👩‍🚀")]
    assert [p.ends for p in pieces if p.ends] == [(channel,)]
    assert reader.usage == Usage(11, 7, cache_read_tokens=3)
    out = b"".join(
        reader.with_text(piece, "-")
        if piece.text
        else reader.with_whole(piece, {text.path: "-" for text in piece.whole})
        for piece in pieces
    )
    assert "Grüße".encode() not in out
    assert b"Be kind." in out
    assert b'"output_index":0,"content_index":0,"delta":"more"' in reader.more(channel, "more")


@pytest.mark.parametrize("fields", [{"error": {"code": "server_error", "message": "Oh"}}, {"error": None}])
def test_a_response_that_failed_is_not_finished(fields: dict[str, object]) -> None:
    reader = speech_of(Wire.RESPONSES).stream(usage_wanted=True)
    reader.feed(event("response.failed", response={"status": "failed", "output": [], **fields}))
    assert reader.failed is not None
    assert not reader.finished


@given(CUTS, st.sampled_from(sorted(STREAMS)), st.sampled_from(["LF", "CRLF"]))
@some
def test_official_clients_see_the_same_events(cuts: list[int], name: str, end: str) -> None:
    reader, stream = a_stream(name, end)
    out = [piece.raw for piece in fed(reader, cut(stream, cuts))]
    for decoder in (SSEDecoder, AnthropicEvents):
        seen = [(sse.event, sse.data) for sse in decoder().iter_bytes(iter(out))]
        assert seen == [(sse.event, sse.data) for sse in decoder().iter_bytes(iter([stream]))]
