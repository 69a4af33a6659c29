"""What a stream says is told event by event, and can be written otherwise."""

from builders.read_streams import a_stream, fed, raw_fed
from builders.spoken_streams import (
    CHAT_BUNDLED,
    CHAT_TEXT,
    USAGE_OF_CHAT,
    call,
    choice,
    chunk,
    event,
)
from cloudwright.gateway.schemas import Usage
from cloudwright.gateway.wire.ask import Wire
from cloudwright.gateway.wire.speech import StreamReader
from cloudwright.gateway.wire.wires import speech_of


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
