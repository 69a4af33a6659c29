"""How translated streams end: what they used, calls without arguments, and what comes too late."""

from typing import Any

import orjson
import pytest

from builders.model_wires import Anthropic, Bedrock
from builders.spoken import Spoken, framed, streamed
from builders.upstreams import a_target, an_ask
from cloudwright.gateway.schemas import Usage
from cloudwright.gateway.upstream.target import Provider
from cloudwright.gateway.upstream.translations import Translation, translation
from cloudwright.gateway.wire.ask import Wire
from cloudwright.gateway.wire.sse import event_of
from cloudwright.gateway.wire.wires import speech_of

PAIRS = [
    (Wire.CHAT, Provider.ANTHROPIC),
    (Wire.CHAT, Provider.BEDROCK),
    (Wire.MESSAGES, Provider.OPENAI),
    (Wire.MESSAGES, Provider.BEDROCK),
]
OPENAI_USAGE = {
    "prompt_tokens": 60,
    "completion_tokens": 7,
    "prompt_tokens_details": {"cached_tokens": 30, "cache_write_tokens": 20},
}
ANTHROPIC_USAGE = {
    "input_tokens": 10,
    "output_tokens": 7,
    "cache_read_input_tokens": 30,
    "cache_creation_input_tokens": 20,
}
BEDROCK_USAGE = {
    "inputTokens": 10,
    "outputTokens": 7,
    "totalTokens": 67,
    "cacheReadInputTokens": 30,
    "cacheWriteInputTokens": 20,
}


def _translation(wire: Wire, provider: Provider) -> Translation:
    found = translation(a_target(provider), an_ask(wire, stream=True))
    assert found is not None
    return found


def _events(*values: dict[str, Any]) -> bytes:
    return b"".join(event_of(orjson.dumps(value)) for value in values)


def _message(kind: str, value: Any) -> bytes:
    return framed({":message-type": "event", ":event-type": kind}, orjson.dumps(value))


USED = {
    Provider.ANTHROPIC: Anthropic().opening()
    + _events(
        {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": ANTHROPIC_USAGE},
        {"type": "message_stop"},
    ),
    Provider.OPENAI: _events(
        {"id": "c", "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]},
        {"id": "c", "choices": [], "usage": OPENAI_USAGE},
    )
    + b"data: [DONE]\n\n",
    Provider.BEDROCK: Bedrock().opening()
    + _message("messageStop", {"stopReason": "end_turn"})
    + _message("metadata", {"usage": BEDROCK_USAGE}),
}


@pytest.mark.parametrize(("wire", "provider"), PAIRS)
def test_tokens_that_came_from_a_cache_and_went_into_it_keep_their_places(
    wire: Wire, provider: Provider
) -> None:
    stream = _translation(wire, provider).stream()
    reader = speech_of(wire).stream(usage_wanted=True)
    reader.feed(stream.feed(USED[provider]) + stream.end())
    assert reader.usage == Usage(60, 7, cache_read_tokens=30, cache_write_tokens=20)


@pytest.mark.parametrize(("wire", "provider"), PAIRS)
def test_what_comes_behind_the_end_is_not_passed_on(wire: Wire, provider: Provider) -> None:
    found = _translation(wire, provider)
    content = streamed(Spoken(), provider)
    late = found.stream()
    once = found.stream()
    assert late.feed(content + content) + late.feed(content) + late.end() == once.feed(content) + once.end()
    assert late.failed is None


def _arguments(said: bytes) -> str:
    chunks = [orjson.loads(line[6:]) for line in said.splitlines() if line.startswith(b"data: {")]
    deltas = [choice["delta"] for chunk in chunks for choice in chunk["choices"]]
    calls = [call for delta in deltas for call in delta.get("tool_calls", ())]
    return "".join(call["function"].get("arguments", "") for call in calls)


@pytest.mark.parametrize(("given", "wanted"), [({}, "{}"), ({"a": 1}, '{"a":1}')])
def test_a_call_without_pieces_of_arguments_has_them_whole(given: Any, wanted: str) -> None:
    block = {"type": "tool_use", "id": "t", "name": "price", "input": given}
    content = Anthropic().opening() + _events(
        {"type": "content_block_start", "index": 0, "content_block": block},
        {"type": "content_block_stop", "index": 0},
    )
    said = _translation(Wire.CHAT, Provider.ANTHROPIC).stream().feed(content)
    assert _arguments(said) == wanted


def test_thinking_is_passed_on_in_both_directions() -> None:
    thought = {
        "type": "content_block_delta",
        "index": 0,
        "delta": {"type": "thinking_delta", "thinking": "Hm"},
    }
    said = _translation(Wire.CHAT, Provider.ANTHROPIC).stream().feed(Anthropic().opening() + _events(thought))
    assert b'"reasoning_content":"Hm"' in said
    delta = {"id": "c", "choices": [{"index": 0, "delta": {"reasoning_content": "Hm"}}]}
    said = _translation(Wire.MESSAGES, Provider.OPENAI).stream().feed(_events(delta))
    assert b'"delta":{"type":"thinking_delta","thinking":"Hm"}' in said


def test_a_server_that_closes_without_its_last_word_has_still_answered() -> None:
    stream = _translation(Wire.MESSAGES, Provider.OPENAI).stream()
    said = stream.feed(USED[Provider.OPENAI].removesuffix(b"data: [DONE]\n\n")) + stream.end()
    assert b"message_stop" in said
    assert stream.failed is None


def test_a_stream_of_bedrock_without_usage_has_still_answered() -> None:
    stream = _translation(Wire.CHAT, Provider.BEDROCK).stream()
    stop = _message("messageStop", {"stopReason": "end_turn"})
    said = stream.feed(Bedrock().opening() + stop) + stream.end()
    assert said.endswith(b"data: [DONE]\n\n")
    assert stream.finished
