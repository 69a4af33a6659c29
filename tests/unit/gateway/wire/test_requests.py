"""Requests are read once, patched in place, and refused with the field that is wrong."""

import json
from collections.abc import Mapping

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.bars import FULL
from cloudwright.gateway.wire.ask import Ask, Speaker, Wire
from cloudwright.gateway.wire.bodies import MOST_BODY_BYTES
from cloudwright.gateway.wire.refusal import Reason, Refusal
from cloudwright.gateway.wire.speech import Patch
from cloudwright.gateway.wire.wires import speech_of

some = settings(max_examples=500 if FULL else 40, deadline=None)
HI = [{"role": "user", "content": "hi"}]


def chat(**fields: object) -> bytes:
    return orjson.dumps({"model": "gpt-4o", "messages": HI, **fields})


def messages(**fields: object) -> bytes:
    return orjson.dumps({"model": "claude", "max_tokens": 9, "messages": HI, **fields})


def read(body: bytes, wire: Wire = Wire.CHAT) -> Ask:
    return speech_of(wire).read(body)


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


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text('ab:\\"u003a é', max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("ab:\\u", max_size=3), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(JSON, st.booleans())
@some
def test_no_key_that_stands_once_is_taken_for_a_repeated_one(value: object, ascii_only: bool) -> None:  # noqa: FBT001  # drawn
    body = json.dumps({"model": "m", "messages": HI, "x": value}, ensure_ascii=ascii_only).encode()
    assert read(body).model == "m"


@given(JSON, st.sampled_from([None, 0, 2]), st.booleans())
@some
def test_a_patch_changes_only_what_it_names(value: object, indent: int | None, first: bool) -> None:  # noqa: FBT001  # drawn
    fields: dict[str, object] = {"x": value, "messages": HI, "price": "1.50", "max_tokens": 7, "stream": True}
    fields = {"model": "a", **fields} if first else {**fields, "model": "a"}
    body = json.dumps(fields, indent=indent).replace('"1.50"', "1.50").encode()
    patched = speech_of(Wire.CHAT).patched(body, Patch(model="b", max_tokens=5, include_usage=True))
    wanted = {
        **fields,
        "price": 1.5,
        "model": "b",
        "max_tokens": 5,
        "stream_options": {"include_usage": True},
    }
    assert json.loads(patched) == wanted
    if not isinstance(value, dict | list):
        assert b"1.50" in patched
        undone = patched.replace(b'"stream_options":{"include_usage":true},', b"")
        assert len(undone) == len(body)


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


def test_the_bytes_stay_when_nothing_changes() -> None:
    body = b' {"model" : "a","messages":[{"role":"user","content":"hi"}],"n":1.0e0,"max_tokens":5 } '
    speech = speech_of(Wire.CHAT)
    assert speech.patched(body, Patch()) is body
    assert speech.patched(body, Patch(model="a", max_tokens=5, include_usage=True)) is body
    assert speech.patched(body, Patch(model="b")) == body.replace(b'"a"', b'"b"')


def test_a_model_is_changed_at_the_top_and_nowhere_else() -> None:
    body = (
        b'{"tools":[{"type":"function","function":{"name":"f","parameters":{"model":"a"}}}],'
        b'"messages":[{"role":"user","content":"say \\"model\\": \\"a\\""}],"model":"a","big":1.00}'
    )
    left, _, right = body.rpartition(b'"model":"a"')
    assert speech_of(Wire.CHAT).patched(body, Patch(model="b")) == left + b'"model":"b"' + right


def test_a_model_under_an_escaped_key_or_behind_many_others_is_changed_too() -> None:
    escaped = b'{"mod\\u0065l":"a","messages":[{"role":"user","content":"x"}],"m":{"model":"a"}}'
    many = chat(tools=[{"name": "f", "model": "a"}] * 1000, model="a")
    for body in (escaped, many):
        patched = orjson.loads(speech_of(Wire.CHAT).patched(body, Patch(model="b")))
        assert patched == {**orjson.loads(body), "model": "b"}


def test_a_limit_is_put_where_the_client_set_one() -> None:
    speech = speech_of(Wire.CHAT)
    for key in ("max_tokens", "max_completion_tokens"):
        assert orjson.loads(speech.patched(chat(**{key: 9}), Patch(max_tokens=5)))[key] == 5
    assert orjson.loads(speech.patched(chat(), Patch(max_tokens=5)))["max_completion_tokens"] == 5
    options = {"include_usage": False, "include_obfuscation": False}
    patched = speech.patched(chat(stream=True, stream_options=options), Patch(include_usage=True))
    assert orjson.loads(patched)["stream_options"] == {**options, "include_usage": True}


def test_redacted_texts_stand_where_the_texts_stood() -> None:
    body = messages(system="ada@example.com", top_k=7)
    ask = read(body, Wire.MESSAGES)
    patch = Patch(model="b", texts={text.path: f"<{text.text}>" for text in ask.texts})
    patched = speech_of(Wire.MESSAGES).patched(body, patch)
    assert [text.text for text in read(patched, Wire.MESSAGES).texts] == ["<ada@example.com>", "<hi>"]
    assert orjson.loads(patched)["top_k"] == 7
    assert orjson.loads(patched)["model"] == "b"


def test_ten_megabytes_are_read_and_patched_at_once() -> None:
    body = chat(messages=[{"role": "user", "content": "word: " * 1_700_000}, *HI])
    assert read(body).body_bytes == len(body)
    patched = speech_of(Wire.CHAT).patched(body, Patch(model="b"))
    assert len(patched) == len(body) - len("gpt-4o") + 1


def test_a_body_may_not_be_larger_than_any_provider_takes() -> None:
    refusal = refusal_of(b" " * (MOST_BODY_BYTES + 1))
    assert (refusal.reason, refusal.code) == (Reason.TOO_LARGE, "body_too_large")


@given(st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode()))
@some
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    for wire in (Wire.CHAT, Wire.MESSAGES):
        with pytest.raises(Refusal):
            read(body, wire)
