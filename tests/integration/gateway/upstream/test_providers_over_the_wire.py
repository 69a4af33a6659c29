"""Calls to providers on their own wires, from an application's request to its answer."""

import asyncio
from dataclasses import dataclass

import pytest

from builders.model_wires import (
    Anthropic,
    Bedrock,
    Dialect,
    Drop,
    End,
    Garbage,
    OpenAi,
    Overload,
    Reply,
    Status,
    a_wire,
)
from builders.scripted_model import Text, ToolCall
from builders.upstreams import a_chat, a_message, a_target, an_ask
from cloudwright.adapters.http.client import PooledSender
from cloudwright.gateway.schemas import Usage
from cloudwright.gateway.upstream.addresses import permitted
from cloudwright.gateway.upstream.failures import Failed, Failure, FailureKind
from cloudwright.gateway.upstream.outgoing import outgoing
from cloudwright.gateway.upstream.ports import Timeouts
from cloudwright.gateway.upstream.provider_errors import failure
from cloudwright.gateway.upstream.target import Provider, Target
from cloudwright.gateway.upstream.translations import translation
from cloudwright.gateway.wire.ask import Wire
from cloudwright.gateway.wire.wires import speech_of

DEADLINE_SECONDS = 5
PAIRS: list[tuple[Wire, Dialect]] = [
    (Wire.CHAT, Anthropic()),
    (Wire.CHAT, Bedrock()),
    (Wire.MESSAGES, OpenAi()),
    (Wire.MESSAGES, Bedrock()),
]
SAID: Reply = [Text(("Hel", "lo")), ToolCall("edit_design", {"a": 1}), End("tools")]


@dataclass
class Heard:
    said: bytes
    failure: Failure | None
    request: dict[str, object]


def _target(dialect: Dialect, address: str) -> Target:
    return a_target(Provider(str(dialect.provider)), base_url=address, model="anthropic.m")


async def _called(wire: Wire, dialect: Dialect, reply: Reply) -> Heard:
    """Ask a provider that answers so, and return what the application would hear."""
    body = a_chat(stream=True) if wire is Wire.CHAT else a_message(stream=True)
    ask = an_ask(wire, stream=True)
    sender, said = PooledSender(permitted(["127.0.0.1"])), b""
    async with asyncio.timeout(DEADLINE_SECONDS), a_wire(dialect, reply) as provider:
        target = _target(dialect, provider.address)
        between = translation(target, ask)
        assert between
        try:
            incoming = await sender.send(outgoing(target, ask, body), timeouts=Timeouts())
            stream = between.stream()
            if incoming.status >= 400:
                said = b"".join([chunk async for chunk in incoming.chunks])
                found = failure(target, incoming.status, headers=incoming.headers, body=said)
                return Heard(said, found, provider.requests[0])
            async for chunk in incoming.chunks:
                said += stream.feed(chunk)
            said += stream.end()
        except Failed as error:
            return Heard(said, error.failure, provider.requests[0])
        finally:
            await sender.close()
        return Heard(said, stream.failed, provider.requests[0])


@pytest.mark.parametrize(("wire", "dialect"), PAIRS)
async def test_a_translated_answer_is_read_on_the_applications_wire(wire: Wire, dialect: Dialect) -> None:
    heard = await _called(wire, dialect, SAID)
    assert heard.failure is None
    assert "messages" in heard.request
    reader = speech_of(wire).stream(usage_wanted=True)
    pieces = [*reader.feed(heard.said), *reader.end()]
    assert reader.finished
    assert reader.failed is None
    assert "".join(piece.text or "" for piece in pieces).startswith("Hello")
    assert reader.usage == Usage(120, 7, cache_read_tokens=100)


@pytest.mark.parametrize(("wire", "dialect"), PAIRS)
async def test_an_overload_in_the_middle_ends_the_stream_by_its_name(wire: Wire, dialect: Dialect) -> None:
    heard = await _called(wire, dialect, [Text(("Hel",)), Overload()])
    assert b"Hel" in heard.said
    assert heard.failure
    assert (heard.failure.kind, heard.failure.quote) == (FailureKind.OVERLOADED, "Overloaded")


@pytest.mark.parametrize(("wire", "dialect"), PAIRS)
async def test_garbage_and_half_a_stream_are_reported(wire: Wire, dialect: Dialect) -> None:
    replies: list[Reply] = [
        [Garbage()],
        [Text(("Hel",)), Garbage()],
        [Text(("Hel",))],
        [Text(("Hel",)), Drop()],
    ]
    for reply in replies:
        heard = await _called(wire, dialect, reply)
        assert heard.failure
        assert heard.failure.kind in {FailureKind.UNREADABLE, FailureKind.BROKEN}


@pytest.mark.parametrize(("wire", "dialect"), PAIRS)
@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (Status(429, headers={"retry-after": "2"}), FailureKind.RATE_LIMITED),
        (Status(401), FailureKind.KEY_REFUSED),
        (Status(404), FailureKind.NO_MODEL),
        (Status(503), FailureKind.OVERLOADED),
    ],
)
async def test_a_refusal_of_the_provider_is_known_by_its_kind(
    *, wire: Wire, dialect: Dialect, status: Status, kind: FailureKind
) -> None:
    heard = await _called(wire, dialect, status)
    assert heard.failure
    assert heard.failure.kind is kind
    assert heard.failure.retry_after_seconds == (2 if status.code == 429 else None)
