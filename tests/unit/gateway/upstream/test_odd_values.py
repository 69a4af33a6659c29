"""Requests, answers and streams in which something is not what it should be."""

import contextlib
import copy
from collections.abc import Iterator, Sequence
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.bars import FULL
from builders.spoken import PNG, Call, Spoken, Words, framed, streamed, whole
from builders.upstreams import a_target, an_ask
from cloudwright.gateway.upstream.event_stream import Message, Messages
from cloudwright.gateway.upstream.failures import Failed
from cloudwright.gateway.upstream.target import Provider
from cloudwright.gateway.upstream.translations import Translation, translation
from cloudwright.gateway.wire.ask import Wire
from cloudwright.gateway.wire.refusal import Refusal
from cloudwright.gateway.wire.sse import Events, data_of, event_of

EXAMPLES = 400 if FULL else 30
ODD: Sequence[Any] = (
    None,
    True,
    0,
    -1,
    1.5,
    "",
    "x",
    [],
    [None],
    ["x"],
    [[]],
    [{}],
    {},
    {"type": "x"},
    {"x": []},
)
PAIRS = [
    (Wire.CHAT, Provider.ANTHROPIC),
    (Wire.CHAT, Provider.BEDROCK),
    (Wire.MESSAGES, Provider.OPENAI),
    (Wire.MESSAGES, Provider.BEDROCK),
]
SPOKEN = Spoken((Words(("Hel", "lo")), Call("price", {"a": 1}), Call("price", {})), "tools")
CHAT: Any = {
    "model": "m",
    "messages": [
        {"role": "system", "content": [{"type": "text", "text": "Be short."}]},
        {
            "role": "user",
            "content": [
                {"type": "text", "text": "Hello", "cache_control": {"type": "ephemeral"}},
                {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{PNG}"}},
                {"type": "file", "file": {"filename": "a", "file_data": "data:application/pdf;base64,QUJD"}},
            ],
        },
        {
            "role": "assistant",
            "content": None,
            "tool_calls": [{"id": "c", "type": "function", "function": {"name": "price", "arguments": "{}"}}],
        },
        {"role": "tool", "tool_call_id": "c", "content": "5"},
    ],
    "tools": [{"type": "function", "function": {"name": "price", "parameters": {}}}],
    "tool_choice": {"type": "function", "function": {"name": "price"}},
    "response_format": {"type": "json_schema", "json_schema": {"schema": {}}},
    "n": 1,
    "stop": ["a"],
    "user": "u",
    "modalities": ["text"],
    "temperature": 1,
    "max_tokens": 9,
    "reasoning_effort": "low",
    "parallel_tool_calls": False,
}
MESSAGES: Any = {
    "model": "m",
    "max_tokens": 9,
    "system": [{"type": "text", "text": "x", "cache_control": {"type": "ephemeral", "ttl": "1h"}}],
    "messages": [
        {
            "role": "user",
            "content": [
                {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": PNG}},
                {"type": "document", "title": "a", "source": {"type": "text", "data": "x"}},
            ],
        },
        {
            "role": "assistant",
            "content": [
                {"type": "thinking", "thinking": "x", "signature": "s"},
                {"type": "tool_use", "id": "t", "name": "price", "input": {}},
            ],
        },
        {
            "role": "user",
            "content": [{"type": "tool_result", "tool_use_id": "t", "content": [], "is_error": True}],
        },
    ],
    "tools": [{"name": "price", "input_schema": {}, "type": "custom"}],
    "tool_choice": {"type": "tool", "name": "price", "disable_parallel_tool_use": True},
    "output_config": {"effort": "low", "format": {"type": "json_schema", "schema": {}}},
    "metadata": {"user_id": "u"},
    "stop_sequences": ["x"],
    "stream": True,
}


def _translation(wire: Wire, provider: Provider) -> Translation:
    found = translation(a_target(provider, model="anthropic.m"), an_ask(wire, stream=True))
    assert found is not None
    return found


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    steps: Any = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for step, inner in steps:
        yield (*path, step)
        yield from _places(inner, (*path, step))


def _damaged(value: Any, number: int, odd: Any) -> Any:
    """Return the value with something odd at one of its places."""
    places = [*_places(value)]
    *way, last = places[number % len(places)]
    changed = copy.deepcopy(value)
    inner = changed
    for step in way:
        inner = inner[step]
    inner[last] = odd
    return changed


@pytest.mark.parametrize(("wire", "provider"), PAIRS)
@settings(max_examples=EXAMPLES, deadline=None)
@given(number=st.integers(0, 200), odd=st.sampled_from(ODD))
def test_a_request_with_something_odd_is_translated_or_refused(
    *, wire: Wire, provider: Provider, number: int, odd: Any
) -> None:
    body = orjson.dumps(_damaged(CHAT if wire is Wire.CHAT else MESSAGES, number, odd))
    with contextlib.suppress(Refusal):
        assert isinstance(orjson.loads(_translation(wire, provider).request(body)), dict)


@pytest.mark.parametrize(("wire", "provider"), PAIRS)
@settings(max_examples=EXAMPLES, deadline=None)
@given(number=st.integers(0, 200), odd=st.sampled_from(ODD))
def test_an_answer_with_something_odd_is_translated_or_unreadable(
    *, wire: Wire, provider: Provider, number: int, odd: Any
) -> None:
    content = _damaged(orjson.loads(whole(SPOKEN, provider)), number, odd)
    with contextlib.suppress(Failed):
        assert isinstance(orjson.loads(_translation(wire, provider).answer(orjson.dumps(content))), dict)


@pytest.mark.parametrize(("wire", "provider"), PAIRS)
@settings(max_examples=EXAMPLES, deadline=None)
@given(event=st.integers(0, 40), number=st.integers(0, 40), odd=st.sampled_from(ODD))
def test_a_stream_with_something_odd_ends_well_or_as_failed(
    *, wire: Wire, provider: Provider, event: int, number: int, odd: Any
) -> None:
    stream = _translation(wire, provider).stream()
    for piece in _damaged_stream(provider, event, number=number, odd=odd):
        stream.feed(piece)
    stream.end()
    assert stream.finished or stream.failed


def _damaged_stream(provider: Provider, event: int, *, number: int, odd: Any) -> list[bytes]:
    if provider is Provider.BEDROCK:
        return _damaged_frames(event, number=number, odd=odd)
    events = Events().feed(streamed(SPOKEN, provider))
    at = event % len(events)
    data = data_of(events[at])
    value = orjson.loads(data) if data and data.startswith(b"{") else None
    if value:
        events[at] = event_of(orjson.dumps(_damaged(value, number, odd)))
    return events


def _damaged_frames(event: int, *, number: int, odd: Any) -> list[bytes]:
    messages = [*Messages().feed(streamed(SPOKEN, Provider.BEDROCK))]
    at = event % len(messages)
    payload = orjson.dumps(_damaged(orjson.loads(messages[at].payload), number, odd))
    messages[at] = Message(messages[at].headers, payload)
    return [framed(message.headers, message.payload) for message in messages]
