"""Requests are read once, and refused with the field that is wrong."""

import json
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.asking import HI, JSON, chat, messages, read
from builders.bars import FULL
from cloudwright.gateway.wire.ask import Ask, Speaker, Wire
from cloudwright.gateway.wire.bodies import MOST_BODY_BYTES
from cloudwright.gateway.wire.refusal import Reason, Refusal

some = settings(max_examples=500 if FULL else 40, deadline=None)


def said(ask: Ask) -> list[tuple[str, str, Speaker]]:
    return [(".".join(map(str, text.path)), text.text, text.speaker) for text in ask.texts]


def refusal_of(body: bytes, wire: Wire = Wire.CHAT) -> Refusal:
    with pytest.raises(Refusal) as raised:
        read(body, wire)
    return raised.value


def test_everything_that_is_said_in_a_chat_is_heard() -> None:
    body = chat(
        messages=[
            {"role": "developer", "content": "Be kind."},
            {
                "role": "user",
                "name": "ada",
                "content": [
                    {"type": "text", "text": "What is it?"},
                    {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}},
                    {"type": "sparkle", "note": "new"},
                ],
            },
            {
                "role": "assistant",
                "tool_calls": [{"id": "c", "type": "function", "function": {"arguments": "{}"}}],
            },
            {"role": "tool", "tool_call_id": "c", "content": "a cat"},
        ],
        tools=[
            {"type": "function", "function": {"name": "look", "description": "Looks."}},
            {"type": "web_search"},
        ],
        stream=True,
        stream_options={"include_usage": True},
        max_completion_tokens=5,
        user="u-1",
    )
    ask = read(body)
    assert said(ask) == [
        ("messages.0.content", "Be kind.", Speaker.SYSTEM),
        ("messages.1.content.0.text", "What is it?", Speaker.USER),
        ("messages.1.content.2.note", "new", Speaker.USER),
        ("messages.2.tool_calls.0.function.arguments", "{}", Speaker.ASSISTANT),
        ("messages.3.content", "a cat", Speaker.TOOL),
        ("tools.0.function.description", "Looks.", Speaker.SYSTEM),
    ]
    assert (ask.images, ask.tools, ask.end_user) == (1, ("look", "web_search"), "u-1")
    assert (ask.stream, ask.usage_wanted, ask.max_tokens, ask.body_bytes) == (True, True, 5, len(body))


IMAGE = {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "AAAA"}}
TALK = [
    {"role": "user", "content": [{"type": "text", "text": "Hi"}, IMAGE]},
    {
        "role": "assistant",
        "content": [
            {"type": "thinking", "thinking": "hm", "signature": "s"},
            {"type": "tool_use", "id": "t", "name": "look", "input": {"id": "Ada", "n": [1, "x"]}},
        ],
    },
    {
        "role": "user",
        "content": [
            {"type": "tool_result", "tool_use_id": "t", "content": [{"type": "text", "text": "ok"}, IMAGE]},
            {"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "Doc"}},
        ],
    },
]


def test_everything_that_is_said_in_messages_is_heard() -> None:
    ask = read(
        messages(
            system=[{"type": "text", "text": "Be kind.", "cache_control": {"type": "ephemeral"}}],
            messages=TALK,
            tools=[
                {"name": "look", "input_schema": {}},
                {"type": "web_search_20250305", "name": "web_search"},
            ],
            metadata={"user_id": "u-1"},
        ),
        Wire.MESSAGES,
    )
    assert said(ask) == [
        ("system.0.text", "Be kind.", Speaker.SYSTEM),
        ("messages.0.content.0.text", "Hi", Speaker.USER),
        ("messages.1.content.1.input.id", "Ada", Speaker.ASSISTANT),
        ("messages.1.content.1.input.n.1", "x", Speaker.ASSISTANT),
        ("messages.2.content.0.content.0.text", "ok", Speaker.TOOL),
        ("messages.2.content.1.source.data", "Doc", Speaker.USER),
    ]
    assert (ask.images, ask.tools, ask.end_user, ask.max_tokens) == (2, ("look", "web_search"), "u-1", 9)


@pytest.mark.parametrize(
    ("fields", "parameter"),
    [
        ({"model": None}, "model"),
        ({"model": ""}, "model"),
        ({"model": "x" * 300}, "model"),
        ({"model": "a\nb"}, "model"),
        ({"messages": []}, "messages"),
        ({"messages": "hi"}, "messages"),
        ({"messages": ["hi"]}, "messages[0]"),
        ({"messages": [{"role": "user", "content": 7}]}, "messages[0].content"),
        ({"messages": [{"role": "user", "content": ["hi"]}]}, "messages[0].content[0]"),
        ({"stream": "yes"}, "stream"),
        ({"stream": 1}, "stream"),
        ({"max_tokens": 0}, "max_tokens"),
        ({"max_tokens": True}, "max_tokens"),
        ({"max_tokens": 1.5}, "max_tokens"),
        ({"tools": {}}, "tools"),
        ({"tools": [1]}, "tools[0]"),
    ],
)
@pytest.mark.parametrize("wire", [Wire.CHAT, Wire.MESSAGES])
def test_a_field_of_another_type_is_named(wire: Wire, fields: Mapping[str, object], parameter: str) -> None:
    refusal = refusal_of(chat(**fields) if wire is Wire.CHAT else messages(**fields), wire)
    assert (refusal.reason, refusal.code, refusal.parameter) == (Reason.MALFORMED, "invalid_field", parameter)
    assert parameter in refusal.message


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "invalid_json"),
        (b"{", "invalid_json"),
        (b"[]", "invalid_json"),
        (b'{"model":"\xff"}', "invalid_json"),
        (b'{"model":"\\ud800"}', "invalid_json"),
        (b'{"model":NaN}', "invalid_json"),
        (b'{"model":1e999}', "invalid_json"),
        (b"[" * 100_000, "invalid_json"),
        (b'{"a":' * 100_000, "invalid_json"),
        (b'{"a":' * 300 + b"1" + b"}" * 300, "nested_too_deep"),
    ],
)
def test_what_is_no_json_object_is_refused(body: bytes, code: str) -> None:
    refusal = refusal_of(body)
    assert (refusal.reason, refusal.code) == (Reason.MALFORMED, code)


@pytest.mark.parametrize(
    ("body", "key"),
    [
        (b'{"model":"a","model":"b","messages":[{"role":"user","content":"x"}]}', "model"),
        (b'{"model":"a","messages":[{"role":"user","content":"bad","content":"good"}]}', "content"),
        (b'{"model":"a","mod\\u0065l":"b","messages":[{"role":"user","content":"x"}]}', "model"),
        (b'{"model":"a","x":"\\u003a","messages":[{"role":"user","content":"b","content":":"}]}', "content"),
        (
            b'{"model":"a","x":"\\\\u003a","messages":[{"role":"user","content":"b","content":"g"}]}',
            "content",
        ),
    ],
)
def test_a_key_that_stands_twice_is_refused_at_any_depth(body: bytes, key: str) -> None:
    refusal = refusal_of(body)
    assert (refusal.code, refusal.parameter) == ("repeated_key", key)


@given(JSON, st.booleans())
@some
def test_no_key_that_stands_once_is_taken_for_a_repeated_one(value: object, ascii_only: bool) -> None:  # noqa: FBT001  # drawn
    body = json.dumps({"model": "m", "messages": HI, "x": value}, ensure_ascii=ascii_only).encode()
    assert read(body).model == "m"


@pytest.mark.parametrize(
    ("body", "wire", "parameter"),
    [
        (chat(user="u" * 300), Wire.CHAT, "user"),
        (messages(metadata={"user_id": "u" * 300}), Wire.MESSAGES, "metadata.user_id"),
        (messages(metadata=7), Wire.MESSAGES, "metadata"),
        (messages(max_tokens=None), Wire.MESSAGES, "max_tokens"),
        (chat(stream_options=[]), Wire.CHAT, "stream_options"),
    ],
)
def test_a_field_of_one_wire_is_named(body: bytes, wire: Wire, parameter: str) -> None:
    assert refusal_of(body, wire).parameter == parameter


def test_a_body_may_not_be_larger_than_any_provider_takes() -> None:
    refusal = refusal_of(b" " * (MOST_BODY_BYTES + 1))
    assert (refusal.reason, refusal.code) == (Reason.TOO_LARGE, "body_too_large")


@given(st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode()))
@some
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    for wire in (Wire.CHAT, Wire.MESSAGES):
        with pytest.raises(Refusal):
            read(body, wire)
