"""The same answer, streamed or whole, as each provider says it."""

import base64
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from hypothesis import strategies as st

from builders.model_wires import Anthropic, Bedrock
from cloudwright.gateway.upstream.target import Provider

REASONS = {"end": "end_turn", "tools": "tool_use", "length": "max_tokens", "refusal": "refusal"}
OPENAI_REASONS = {"end": "stop", "tools": "tool_calls", "length": "length", "refusal": "content_filter"}
BEDROCK_REASONS = {**REASONS, "refusal": "content_filtered"}


@dataclass(frozen=True)
class Words:
    pieces: tuple[str, ...]

    @property
    def text(self) -> str:
        return "".join(self.pieces)


@dataclass(frozen=True)
class Call:
    name: str
    arguments: dict[str, Any]

    @property
    def text(self) -> str:
        return orjson.dumps(self.arguments).decode()


@dataclass(frozen=True)
class Spoken:
    """What a model says: 20 tokens read, 100 more from the cache, 7 written."""

    beats: tuple[Words | Call, ...] = field(default=(Words(("Hel", "lo")),))
    reason: str = "end"

    @property
    def text(self) -> str:
        return "".join(beat.text for beat in self.beats if isinstance(beat, Words))

    @property
    def calls(self) -> list[tuple[str, dict[str, Any]]]:
        return [(beat.name, beat.arguments) for beat in self.beats if isinstance(beat, Call)]


def streamed(spoken: Spoken, provider: Provider) -> bytes:
    """Return the bytes of a stream."""
    return b"".join(_STREAMS[provider](spoken))


def whole(spoken: Spoken, provider: Provider) -> bytes:
    """Return the bytes of an answer that is not streamed."""
    return orjson.dumps(_WHOLE[provider](spoken))


def framed(headers: Mapping[str, str], payload: bytes) -> bytes:
    """Return a message of Bedrock's stream."""
    named = b"".join(
        bytes([len(name)]) + name.encode() + b"\x07" + struct.pack("!H", len(text)) + text.encode()
        for name, text in headers.items()
    )
    prelude = struct.pack("!II", 16 + len(named) + len(payload), len(named))
    message = prelude + struct.pack("!I", zlib.crc32(prelude)) + named + payload
    return message + struct.pack("!I", zlib.crc32(message))


def _by(dialect: Anthropic | Bedrock, spoken: Spoken) -> Iterator[bytes]:
    yield dialect.opening()
    for index, beat in enumerate(spoken.beats):
        if isinstance(beat, Words):
            yield from dialect.text(index, beat.pieces)
        else:
            yield from dialect.call(index, beat.name, arguments=beat.text)
    yield from dialect.end(spoken.reason)


def _anthropic(spoken: Spoken) -> Iterator[bytes]:
    first, *rest = _by(Anthropic(), spoken)
    yield first
    yield b'event: ping\ndata: {"type": "ping"}\n\n'
    yield b'event: news\ndata: {"type": "news", "more": [1]}\n\n'
    yield from rest


def _bedrock(spoken: Spoken) -> Iterator[bytes]:
    return _by(Bedrock(), spoken)


def _openai(spoken: Spoken) -> Iterator[bytes]:
    yield _chunk({"role": "assistant", "content": ""})
    yield b": a comment\n\n"
    calls = 0
    for beat in spoken.beats:
        if isinstance(beat, Words):
            yield from (_chunk({"content": piece}) for piece in beat.pieces)
        else:
            yield from _call(calls, beat)
            calls += 1
    yield _chunk({}, OPENAI_REASONS[spoken.reason])
    yield _data({**_HEAD, "choices": [], "usage": _OPENAI_USAGE})
    yield b"data: [DONE]\n\n"


def _call(number: int, call: Call) -> Iterator[bytes]:
    half = len(call.text) // 2
    known = {"index": number, "id": f"call_{number}", "type": "function"}
    yield _chunk({"tool_calls": [{**known, "function": {"name": call.name, "arguments": ""}}]})
    for part in (call.text[:half], call.text[half:]):
        yield _chunk({"tool_calls": [{"index": number, "function": {"arguments": part}}]})


def _chunk(delta: Any, finish_reason: str | None = None) -> bytes:
    return _data({**_HEAD, "choices": [{"index": 0, "delta": delta, "finish_reason": finish_reason}]})


def _data(value: Any) -> bytes:
    return b"data: " + orjson.dumps(value) + b"\n\n"


_HEAD = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
_OPENAI_USAGE = {
    "prompt_tokens": 120,
    "completion_tokens": 7,
    "total_tokens": 127,
    "prompt_tokens_details": {"cached_tokens": 100},
}


def _whole_anthropic(spoken: Spoken) -> Any:
    blocks = [
        {"type": "text", "text": beat.text}
        if isinstance(beat, Words)
        else {"type": "tool_use", "id": f"toolu_{index}", "name": beat.name, "input": beat.arguments}
        for index, beat in enumerate(spoken.beats)
    ]
    usage = {"input_tokens": 20, "output_tokens": 7, "cache_read_input_tokens": 100}
    head = {"id": "msg_1", "type": "message", "role": "assistant", "model": "m", "stop_sequence": None}
    return {**head, "content": blocks, "stop_reason": REASONS[spoken.reason], "usage": usage}


def _whole_openai(spoken: Spoken) -> Any:
    calls = [
        {
            "id": f"call_{n}",
            "type": "function",
            "function": {"name": name, "arguments": orjson.dumps(a).decode()},
        }
        for n, (name, a) in enumerate(spoken.calls)
    ]
    message = {"role": "assistant", "content": spoken.text or None, "tool_calls": calls}
    choice = {"index": 0, "message": message, "finish_reason": OPENAI_REASONS[spoken.reason]}
    return {**_HEAD, "object": "chat.completion", "choices": [choice], "usage": _OPENAI_USAGE}


def _whole_bedrock(spoken: Spoken) -> Any:
    blocks = [
        {"text": beat.text}
        if isinstance(beat, Words)
        else {"toolUse": {"toolUseId": f"tooluse_{n}", "name": beat.name, "input": beat.arguments}}
        for n, beat in enumerate(spoken.beats)
    ]
    usage = {"inputTokens": 20, "outputTokens": 7, "totalTokens": 127, "cacheReadInputTokens": 100}
    return {
        "output": {"message": {"role": "assistant", "content": blocks}},
        "stopReason": BEDROCK_REASONS[spoken.reason],
        "usage": usage,
        "metrics": {"latencyMs": 5},
    }


_STREAMS = {Provider.ANTHROPIC: _anthropic, Provider.BEDROCK: _bedrock, Provider.OPENAI: _openai}
_WHOLE = {
    Provider.ANTHROPIC: _whole_anthropic,
    Provider.BEDROCK: _whole_bedrock,
    Provider.OPENAI: _whole_openai,
}

_TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
_ARGUMENTS = st.dictionaries(
    _TEXTS, _TEXTS | st.integers(-9, 9) | st.lists(st.booleans(), max_size=2), max_size=3
)
_CALLS = st.builds(Call, st.sampled_from(["edit_design", "price"]), _ARGUMENTS)
_WORDS = st.builds(Words, st.lists(_TEXTS, min_size=1, max_size=3).map(tuple))


@st.composite
def anything_spoken(draw: st.DrawFn) -> Spoken:
    """Texts and calls in any order, calls in parallel too."""
    beats = draw(st.lists(_WORDS | _CALLS, min_size=1, max_size=5).map(tuple))
    called = any(isinstance(beat, Call) for beat in beats)
    reasons = ["tools"] if called else ["end", "length", "refusal"]
    return Spoken(beats, draw(st.sampled_from(reasons)))


def cut(content: bytes, places: Sequence[int]) -> list[bytes]:
    """Return the content in pieces, cut anywhere."""
    ends = sorted({place % (len(content) + 1) for place in places} | {len(content)})
    starts = [0, *ends[:-1]]
    return [content[start:end] for start, end in zip(starts, ends, strict=True)]


PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"\0" * 16).decode()
