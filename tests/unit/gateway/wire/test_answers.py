"""Whole answers are read and redacted, on every wire."""

import orjson
import pytest

from builders.spoken_streams import RESPONSE, USAGE_OF_CHAT
from cloudwright.gateway.schemas import Usage
from cloudwright.gateway.wire.ask import Wire
from cloudwright.gateway.wire.refusal import Reason, Refusal
from cloudwright.gateway.wire.wires import speech_of

CALL = {"id": "c", "type": "function", "function": {"name": "look", "arguments": '{"a":1}'}}
SPELLED = {"content": [{"token": "Hi", "logprob": -0.5}]}
ANSWERS: dict[Wire, dict[str, object]] = {
    Wire.CHAT: {
        "id": "chatcmpl-1",
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": "Hi", "tool_calls": [CALL], "new": 1},
                "logprobs": SPELLED,
                "finish_reason": "tool_calls",
            }
        ],
        "usage": USAGE_OF_CHAT,
    },
    Wire.MESSAGES: {
        "type": "message",
        "content": [
            {"type": "thinking", "thinking": "hm", "signature": "s"},
            {"type": "text", "text": "Hi"},
            {"type": "tool_use", "id": "t", "name": "look", "input": {"a": "1"}},
        ],
        "stop_reason": "tool_use",
        "usage": {"input_tokens": 5, "cache_read_input_tokens": 100, "output_tokens": 7},
    },
    Wire.RESPONSES: dict(RESPONSE),
    Wire.EMBEDDINGS: {
        "object": "list",
        "data": [{"object": "embedding", "embedding": [0.1], "index": 0}],
        "usage": {"prompt_tokens": 4, "total_tokens": 4},
    },
}


@pytest.mark.parametrize(
    ("wire", "told"),
    [
        (
            Wire.CHAT,
            (["Hi", '{"a":1}'], Usage(11, 7, cache_read_tokens=3, cache_write_tokens=2), "tool_calls"),
        ),
        (Wire.MESSAGES, (["hm", "Hi", "1"], Usage(105, 7, cache_read_tokens=100), "tool_use")),
        (Wire.RESPONSES, (["Grüße 👩‍🚀"], Usage(11, 7, cache_read_tokens=3), "completed")),
        (Wire.EMBEDDINGS, ([], Usage(4, 0), "")),
    ],
)
def test_an_answer_tells_its_texts_its_usage_and_its_end(
    wire: Wire, told: tuple[list[str], Usage, str]
) -> None:
    speech = speech_of(wire)
    body = orjson.dumps(ANSWERS[wire])
    answer = speech.answer(body)
    assert ([text.text for text in answer.texts], answer.usage, answer.stop) == told
    redacted = speech.redacted_answer(body, {text.path: "[x]" for text in answer.texts})
    assert {text.text for text in speech.answer(redacted).texts} <= {"[x]"}
    assert orjson.loads(redacted).keys() == ANSWERS[wire].keys()
    assert b'"token"' not in redacted


@pytest.mark.parametrize("wire", list(Wire))
@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"half":'])
def test_what_is_no_answer_is_refused_as_broken(wire: Wire, body: bytes) -> None:
    with pytest.raises(Refusal) as raised:
        speech_of(wire).answer(body)
    assert raised.value.reason is Reason.BROKEN


@pytest.mark.parametrize("wire", list(Wire))
@pytest.mark.parametrize(
    "usage", [None, 7, {}, {"prompt_tokens": "x"}, {"input_tokens": -1, "output_tokens": None}]
)
def test_odd_figures_are_survived(wire: Wire, usage: object) -> None:
    answer = speech_of(wire).answer(orjson.dumps({"usage": usage, "choices": None, "content": None}))
    assert answer.usage is None or answer.usage.tokens == 0


@pytest.mark.parametrize("wire", [Wire.CHAT, Wire.MESSAGES])
@pytest.mark.parametrize("parts", [7, ["x"], {"a": 1}])
def test_an_answer_of_another_shape_is_refused_as_broken(wire: Wire, parts: object) -> None:
    with pytest.raises(Refusal) as raised:
        speech_of(wire).answer(orjson.dumps({"choices": parts, "content": parts}))
    assert raised.value.code == "answer_unreadable"
