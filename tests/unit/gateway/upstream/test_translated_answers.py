"""Answers on another wire, as the official clients read them."""

from collections.abc import Sequence
from typing import Any

import anthropic
import httpx
import openai
import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.bars import FULL
from builders.spoken import (
    OPENAI_REASONS,
    REASONS,
    Call,
    Spoken,
    Words,
    anything_spoken,
    cut,
    streamed,
    whole,
)
from builders.upstreams import a_target, an_ask
from cloudwright.gateway.upstream.failures import Failed, FailureKind
from cloudwright.gateway.upstream.target import Provider
from cloudwright.gateway.upstream.translations import Translation, translation
from cloudwright.gateway.wire.ask import Wire

CHAT = [Provider.ANTHROPIC, Provider.BEDROCK]
MESSAGES = [Provider.OPENAI, Provider.BEDROCK]
PAIRS = [*((Wire.CHAT, each) for each in CHAT), *((Wire.MESSAGES, each) for each in MESSAGES)]
EXAMPLES = 500 if FULL else 10
BUSY = Spoken(
    (
        Words(("Grüße, ", "\u2028🐻‍❄️", "\n\n")),
        Call("edit_design", {"a": 'b "c"\n', "d": [1, 2]}),
        Call("price", {}),
    ),
    "tools",
)


def _translation(wire: Wire, provider: Provider) -> Translation:
    found = translation(a_target(provider, model="anthropic.m"), an_ask(wire, stream=True))
    assert found is not None
    return found


def _fed(found: Translation, pieces: Sequence[bytes]) -> bytes:
    stream = found.stream()
    said = b"".join(stream.feed(piece) for piece in pieces) + stream.end()
    assert stream.failed is None
    assert stream.finished
    return said


def _transport(content: bytes, kind: str) -> httpx.MockTransport:
    return httpx.MockTransport(lambda _: httpx.Response(200, content=content, headers={"content-type": kind}))


def _openai_reads(content: bytes) -> Any:
    with (
        httpx.Client(transport=_transport(content, "text/event-stream")) as http,
        openai.OpenAI(api_key="k", http_client=http).chat.completions.stream(
            model="m", messages=[{"role": "user", "content": "Hello"}]
        ) as stream,
    ):
        for _ in stream:
            pass
        return stream.current_completion_snapshot


def _anthropic_reads(content: bytes) -> Any:
    with (
        httpx.Client(transport=_transport(content, "text/event-stream")) as http,
        anthropic.Anthropic(api_key="k", http_client=http).messages.stream(
            model="m", max_tokens=9, messages=[{"role": "user", "content": "Hello"}]
        ) as stream,
    ):
        return stream.get_final_message()


def _is_the_same_chat(found: Any, spoken: Spoken) -> None:
    choice = found.choices[0]
    calls = [(c.function.name, orjson.loads(c.function.arguments)) for c in choice.message.tool_calls or ()]
    assert (choice.message.content or "") == spoken.text
    assert calls == spoken.calls
    assert choice.finish_reason == OPENAI_REASONS[spoken.reason]
    assert (found.usage.prompt_tokens, found.usage.completion_tokens) == (120, 7)
    assert found.usage.prompt_tokens_details.cached_tokens == 100


def _is_the_same_message(found: Any, spoken: Spoken) -> None:
    text = "".join(block.text for block in found.content if block.type == "text")
    calls = [(block.name, block.input) for block in found.content if block.type == "tool_use"]
    assert text == spoken.text
    assert calls == spoken.calls
    assert found.stop_reason == REASONS[spoken.reason]
    assert (found.usage.input_tokens, found.usage.output_tokens) == (20, 7)
    assert found.usage.cache_read_input_tokens == 100


@pytest.mark.parametrize(("wire", "provider"), PAIRS)
@settings(max_examples=EXAMPLES, deadline=None)
@given(spoken=anything_spoken(), places=st.lists(st.integers(0, 10_000), max_size=40))
def test_a_translated_stream_does_not_depend_on_its_pieces(
    *, wire: Wire, provider: Provider, spoken: Spoken, places: list[int]
) -> None:
    found = _translation(wire, provider)
    content = streamed(spoken, provider)
    assert _fed(found, cut(content, places)) == _fed(found, [content])


@pytest.mark.parametrize(("wire", "provider"), PAIRS)
def test_a_stream_byte_by_byte_is_the_same(wire: Wire, provider: Provider) -> None:
    found = _translation(wire, provider)
    content = streamed(BUSY, provider)
    assert _fed(found, [bytes([byte]) for byte in content]) == _fed(found, [content])


@pytest.mark.parametrize("provider", CHAT)
@settings(max_examples=EXAMPLES, deadline=None)
@given(spoken=anything_spoken())
def test_openai_client_reads_the_same_stream_from_others(*, provider: Provider, spoken: Spoken) -> None:
    said = _fed(_translation(Wire.CHAT, provider), [streamed(spoken, provider)])
    _is_the_same_chat(_openai_reads(said), spoken)


@pytest.mark.parametrize("provider", MESSAGES)
@settings(max_examples=EXAMPLES, deadline=None)
@given(spoken=anything_spoken())
def test_anthropic_client_reads_the_same_stream_from_others(*, provider: Provider, spoken: Spoken) -> None:
    said = _fed(_translation(Wire.MESSAGES, provider), [streamed(spoken, provider)])
    _is_the_same_message(_anthropic_reads(said), spoken)


@pytest.mark.parametrize("provider", CHAT)
@pytest.mark.parametrize("spoken", [BUSY, Spoken(), Spoken(reason="length"), Spoken(reason="refusal")])
def test_openai_client_reads_the_same_whole_answer_from_others(provider: Provider, spoken: Spoken) -> None:
    content = _translation(Wire.CHAT, provider).answer(whole(spoken, provider))
    with httpx.Client(transport=_transport(content, "application/json")) as http:
        client = openai.OpenAI(api_key="k", http_client=http)
        found = client.chat.completions.create(model="m", messages=[{"role": "user", "content": "Hi"}])
    _is_the_same_chat(found, spoken)


@pytest.mark.parametrize("provider", MESSAGES)
@pytest.mark.parametrize("spoken", [BUSY, Spoken(), Spoken(reason="length"), Spoken(reason="refusal")])
def test_anthropic_client_reads_the_same_whole_answer_from_others(provider: Provider, spoken: Spoken) -> None:
    content = _translation(Wire.MESSAGES, provider).answer(whole(spoken, provider))
    with httpx.Client(transport=_transport(content, "application/json")) as http:
        client = anthropic.Anthropic(api_key="k", http_client=http)
        found = client.messages.create(model="m", max_tokens=9, messages=[{"role": "user", "content": "Hi"}])
    _is_the_same_message(found, spoken)


@pytest.mark.parametrize(("wire", "provider"), PAIRS)
@pytest.mark.parametrize("content", [b"", b"[]", b"null", b"<html>", b'{"choices": 7, "output": []}'])
def test_a_whole_answer_that_is_none_is_unreadable(*, wire: Wire, provider: Provider, content: bytes) -> None:
    with pytest.raises(Failed) as error:
        _translation(wire, provider).answer(content)
    assert error.value.failure.kind is FailureKind.UNREADABLE


@pytest.mark.parametrize(("wire", "provider"), PAIRS)
@settings(max_examples=EXAMPLES, deadline=None)
@given(share=st.floats(0, 0.8))
def test_half_a_stream_is_translated_as_far_as_it_goes_and_reported(
    *, wire: Wire, provider: Provider, share: float
) -> None:
    found = _translation(wire, provider)
    content = streamed(BUSY, provider)
    stream = found.stream()
    said = stream.feed(content[: int(len(content) * share)]) + stream.end()
    assert stream.failed
    assert stream.failed.kind is FailureKind.BROKEN
    assert _fed(found, [content]).startswith(said)
