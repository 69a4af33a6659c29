"""Messages and Chat Completions as Converse, judged by Bedrock's own description of it."""

import base64
from functools import cache
from typing import Any

import botocore.session
import orjson
import pytest
from botocore.validate import ParamValidator

from builders.spoken import PNG
from builders.upstreams import a_chat, a_message, a_target, an_ask
from cloudwright.gateway.upstream.target import Provider
from cloudwright.gateway.upstream.translation.converse_request import as_converse
from cloudwright.gateway.upstream.translations import translation
from cloudwright.gateway.wire.ask import Wire
from cloudwright.gateway.wire.refusal import Refusal

MODEL = "anthropic.claude"
TOOL = {"name": "price", "description": "Prices it.", "input_schema": {"type": "object"}}
PICTURE = {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": PNG}}
PDF = {"type": "base64", "media_type": "application/pdf", "data": "QUJD"}
CALLED = {
    "role": "assistant",
    "content": [{"type": "tool_use", "id": "t1", "name": "price", "input": {"a": 1}}],
}
RESULT = {"type": "tool_result", "tool_use_id": "t1", "content": [{"type": "text", "text": "5"}, PICTURE]}


@cache
def _shape() -> Any:
    model = botocore.session.Session().get_service_model("bedrock-runtime")
    return model.operation_model("ConverseStream").input_shape


def _translated(*messages: Any, model: str = MODEL, **fields: Any) -> Any:
    """Return the request after a look whether Bedrock would take it."""
    said = messages or ({"role": "user", "content": "Hello"},)
    found = as_converse({"model": "m", "max_tokens": 9, "messages": list(said), **fields}, model=model)
    report = ParamValidator().validate({"modelId": model, **_decoded(found)}, _shape())
    assert not report.has_errors(), report.generate_report()
    return found


def _decoded(value: Any) -> Any:
    """Return the value with its bytes as bytes, which JSON has in base64."""
    if isinstance(value, dict):
        return {
            k: base64.b64decode(v) if k in {"bytes", "redactedContent"} else _decoded(v)
            for k, v in value.items()
        }
    return [_decoded(each) for each in value] if isinstance(value, list) else value


def test_a_conversation_with_everything_is_one_that_bedrock_takes() -> None:
    found = _translated(
        {"role": "user", "content": [PICTURE, {"type": "document", "source": PDF, "title": "a/b.pdf"}]},
        {
            "role": "assistant",
            "content": [
                {"type": "thinking", "thinking": "Hm", "signature": "s"},
                {"type": "redacted_thinking", "data": "QUJD"},
                *CALLED["content"],
            ],
        },
        {"role": "user", "content": [{**RESULT, "is_error": True}, {"type": "text", "text": "And?"}]},
        system=[{"type": "text", "text": "Be short.", "cache_control": {"type": "ephemeral", "ttl": "1h"}}],
        tools=[{**TOOL, "cache_control": {"type": "ephemeral"}}],
        tool_choice={"type": "any"},
        temperature=0.5,
        top_p=0.9,
        top_k=5,
        stop_sequences=["END"],
        output_config={"effort": "low", "format": {"type": "json_schema", "schema": {"type": "object"}}},
    )
    first, second, third = (message["content"] for message in found["messages"])
    assert first == [
        {"image": {"format": "png", "source": {"bytes": PNG}}},
        {"document": {"format": "pdf", "name": "a b pdf", "source": {"bytes": "QUJD"}}},
    ]
    assert second == [
        {"reasoningContent": {"reasoningText": {"text": "Hm", "signature": "s"}}},
        {"reasoningContent": {"redactedContent": "QUJD"}},
        {"toolUse": {"toolUseId": "t1", "name": "price", "input": {"a": 1}}},
    ]
    shown = [{"text": "5"}, {"image": {"format": "png", "source": {"bytes": PNG}}}]
    assert third[0] == {"toolResult": {"toolUseId": "t1", "content": shown, "status": "error"}}
    assert found["system"] == [{"text": "Be short."}, {"cachePoint": {"type": "default", "ttl": "1h"}}]
    assert found["toolConfig"]["tools"][1] == {"cachePoint": {"type": "default"}}
    assert found["additionalModelRequestFields"] == {"top_k": 5}


def test_what_one_side_says_in_a_row_is_one_turn() -> None:
    found = _translated({"role": "user", "content": "One"}, {"role": "user", "content": "two"})
    assert found["messages"] == [{"role": "user", "content": [{"text": "One"}, {"text": "two"}]}]


@pytest.mark.parametrize("fields", [{}, {"tools": [TOOL], "tool_choice": {"type": "none"}}])
def test_tools_that_were_called_are_named_also_where_none_is_offered(fields: dict[str, Any]) -> None:
    found = _translated(
        {"role": "user", "content": "?"}, CALLED, {"role": "user", "content": [RESULT]}, **fields
    )
    assert [tool["toolSpec"]["name"] for tool in found["toolConfig"]["tools"]] == ["price"]
    assert "toolChoice" not in found["toolConfig"]


def test_tools_that_may_not_be_called_are_not_offered() -> None:
    assert "toolConfig" not in _translated(tools=[TOOL], tool_choice={"type": "none"})


def test_words_of_anthropic_go_to_its_models_alone() -> None:
    assert "additionalModelRequestFields" not in _translated(model="amazon.nova-pro", top_k=5)


@pytest.mark.parametrize(
    ("block", "parameter"),
    [
        (
            {"type": "image", "source": {"type": "url", "url": "https://x.test"}},
            "messages[0].content[0].source",
        ),
        ({"type": "image", "source": {**PDF}}, "messages[0].content[0].source"),
        ({"type": "document", "source": {"type": "url"}}, "messages[0].content[0].source"),
        ({"type": "search_result"}, "messages[0].content[0].type"),
    ],
)
def test_what_bedrock_cannot_be_sent_is_refused_by_its_place(block: Any, parameter: str) -> None:
    with pytest.raises(Refusal) as refused:
        _translated({"role": "user", "content": [block]})
    assert refused.value.parameter == parameter


def test_chat_reaches_bedrock_with_the_same_meaning() -> None:
    chat = a_chat(
        {"role": "system", "content": "Be short."},
        {"role": "user", "content": "Price it"},
        {
            "role": "assistant",
            "tool_calls": [
                {"id": "t1", "type": "function", "function": {"name": "price", "arguments": '{"a": 1}'}}
            ],
        },
        {"role": "tool", "tool_call_id": "t1", "content": "5"},
        max_tokens=9,
    )
    message = a_message(
        {"role": "user", "content": "Price it"},
        CALLED,
        {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "t1", "content": "5"}]},
        max_tokens=9,
        system="Be short.",
    )
    target = a_target(Provider.BEDROCK, model=MODEL)
    by_chat, by_messages = translation(target, an_ask(Wire.CHAT)), translation(target, an_ask(Wire.MESSAGES))
    assert by_chat
    assert by_messages
    assert orjson.loads(by_chat.request(chat)) == orjson.loads(by_messages.request(message))
