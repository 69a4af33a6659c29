"""A request changes only in what a patch names."""

import json

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.asking import HI, JSON, chat, messages, read
from builders.bars import FULL
from cloudwright.gateway.wire.ask import Wire
from cloudwright.gateway.wire.speech import Patch
from cloudwright.gateway.wire.wires import speech_of

some = settings(max_examples=500 if FULL else 40, deadline=None)


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
