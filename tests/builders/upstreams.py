"""Targets and asks for tests of what leaves the gateway."""

from dataclasses import replace
from typing import Any

import orjson
from pydantic import SecretStr

from cloudwright.gateway.upstream.target import Provider, Target
from cloudwright.gateway.wire.ask import Ask, Wire

_SPEAKS = {Provider.ANTHROPIC: Wire.MESSAGES}


def a_target(provider: Provider = Provider.OPENAI, **fields: Any) -> Target:
    """A model at a provider; fields replace what is usual."""
    usual = Target(
        provider,
        name="main",
        base_url="",
        key=SecretStr("sk-test-0123456789"),
        model="test-model",
        region="eu-west-1",
        speaks=_SPEAKS.get(provider, Wire.CHAT),
    )
    return replace(usual, **fields)


def an_ask(wire: Wire = Wire.CHAT, **fields: Any) -> Ask:
    """What the gateway knows of a request."""
    usual = Ask(
        wire,
        model="test-model",
        stream=False,
        usage_wanted=True,
        max_tokens=None,
        texts=(),
        images=0,
        tools=(),
        end_user="",
        body_bytes=0,
    )
    return replace(usual, **fields)


def a_chat(*messages: Any, **fields: Any) -> bytes:
    """A request of Chat Completions."""
    said = messages or ({"role": "user", "content": "Hello"},)
    return orjson.dumps({"model": "test-model", "messages": said, **fields})


def a_message(*messages: Any, **fields: Any) -> bytes:
    """A request of Messages."""
    said = messages or ({"role": "user", "content": "Hello"},)
    return orjson.dumps({"model": "test-model", "max_tokens": 100, "messages": said, **fields})
