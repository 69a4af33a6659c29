"""Chat Completions as Messages."""

from typing import Any

import orjson
import pytest

from builders.spoken import PNG
from cloudwright.gateway.upstream.translation.chat_request import as_messages
from cloudwright.gateway.wire.refusal import Reason, Refusal

TOOL = {
    "type": "function",
    "function": {"name": "price", "description": "Prices it.", "parameters": {"type": "object"}},
}
PICTURE = {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{PNG}"}}


def _call(number: int, arguments: str = "{}") -> dict[str, Any]:
    return {"id": f"call_{number}", "type": "function", "function": {"name": "price", "arguments": arguments}}


def _translated(*messages: Any, **fields: Any) -> Any:
    said = messages or ({"role": "user", "content": "Hello"},)
    return as_messages({"model": "m", "messages": list(said), **fields})


def _messages(*messages: Any) -> Any:
    return _translated(*messages)["messages"]


def test_what_the_system_says_anywhere_becomes_the_system() -> None:
    found = _translated(
        {"role": "system", "content": "Be short."},
        {"role": "user", "content": "Hello"},
        {"role": "developer", "content": [{"type": "text", "text": "Be kind."}]},
    )
    assert found["system"] == [{"type": "text", "text": "Be short."}, {"type": "text", "text": "Be kind."}]
    assert found["messages"] == [{"role": "user", "content": [{"type": "text", "text": "Hello"}]}]


def test_results_of_parallel_calls_go_into_the_one_message_behind_them() -> None:
    found = _messages(
        {"role": "user", "content": "Price both"},
        {"role": "assistant", "content": None, "tool_calls": [_call(1, '{"a": 1}'), _call(2, "")]},
        {"role": "tool", "tool_call_id": "call_1", "content": "5"},
        {"role": "tool", "tool_call_id": "call_2", "content": [{"type": "text", "text": "6"}]},
        {"role": "user", "content": "And now?"},
    )
    assert found[1]["content"] == [
        {"type": "tool_use", "id": "call_1", "name": "price", "input": {"a": 1}},
        {"type": "tool_use", "id": "call_2", "name": "price", "input": {}},
    ]
    assert found[2] == {
        "role": "user",
        "content": [
            {"type": "tool_result", "tool_use_id": "call_1", "content": "5"},
            {"type": "tool_result", "tool_use_id": "call_2", "content": [{"type": "text", "text": "6"}]},
            {"type": "text", "text": "And now?"},
        ],
    }


def test_pictures_and_files_are_passed_as_they_are() -> None:
    parts = [
        PICTURE,
        {"type": "image_url", "image_url": {"url": "https://pictures.test/a.png", "detail": "low"}},
        {"type": "file", "file": {"filename": "a.pdf", "file_data": "data:application/pdf;base64,QUJD"}},
    ]
    assert _messages({"role": "user", "content": parts})[0]["content"] == [
        {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": PNG}},
        {"type": "image", "source": {"type": "url", "url": "https://pictures.test/a.png"}},
        {
            "type": "document",
            "source": {"type": "base64", "media_type": "application/pdf", "data": "QUJD"},
            "title": "a.pdf",
        },
    ]


def test_empty_texts_which_the_other_side_refuses_are_left_out() -> None:
    found = _messages(
        {"role": "user", "content": [{"type": "text", "text": ""}, {"type": "text", "text": "Hello"}]},
        {"role": "assistant", "content": ""},
        {"role": "user", "content": "Again"},
    )
    texts = [{"type": "text", "text": "Hello"}, {"type": "text", "text": "Again"}]
    assert found == [{"role": "user", "content": texts}]


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({}, {"max_tokens": 8_192}),
        ({"max_tokens": 5}, {"max_tokens": 5}),
        ({"max_tokens": 5, "max_completion_tokens": 6}, {"max_tokens": 6}),
        ({"temperature": 1.7, "top_p": 0.5}, {"temperature": 1, "top_p": 0.5}),
        ({"stop": "END"}, {"stop_sequences": ["END"]}),
        ({"stop": ["A", "B"]}, {"stop_sequences": ["A", "B"]}),
        ({"user": "u1"}, {"metadata": {"user_id": "u1"}}),
        ({"stream": True, "stream_options": {"include_usage": True}}, {"stream": True}),
        ({"reasoning_effort": "minimal"}, {"output_config": {"effort": "low"}}),
        (
            {"response_format": {"type": "json_schema", "json_schema": {"name": "n", "schema": {"a": 1}}}},
            {"output_config": {"format": {"type": "json_schema", "schema": {"a": 1}}}},
        ),
        (
            {"tools": [TOOL]},
            {"tools": [{"name": "price", "description": "Prices it.", "input_schema": {"type": "object"}}]},
        ),
        ({"tools": [TOOL], "tool_choice": "required"}, {"tool_choice": {"type": "any"}}),
        ({"tools": [TOOL], "tool_choice": "none"}, {"tool_choice": {"type": "none"}}),
        (
            {"tools": [TOOL], "parallel_tool_calls": False},
            {"tool_choice": {"type": "auto", "disable_parallel_tool_use": True}},
        ),
        (
            {"tools": [TOOL], "tool_choice": {"type": "function", "function": {"name": "price"}}},
            {"tool_choice": {"type": "tool", "name": "price"}},
        ),
    ],
)
def test_settings_keep_their_meaning(given: dict[str, Any], wanted: dict[str, Any]) -> None:
    found = _translated(**given)
    assert found.items() >= wanted.items()
    assert orjson.dumps(found)


def test_what_only_tunes_is_left_out() -> None:
    plain = _translated()
    assert plain == _translated(seed=1, presence_penalty=1, logit_bias={"1": 2}, store=False, n=1)
    assert plain.keys() == {"model", "max_tokens", "messages"}


@pytest.mark.parametrize(
    ("fields", "parameter"),
    [
        ({"n": 2}, "n"),
        ({"logprobs": True}, "logprobs"),
        ({"modalities": ["text", "audio"]}, "modalities"),
        ({"functions": [{}]}, "functions"),
        ({"tools": [{"type": "custom", "custom": {}}]}, "tools[0].type"),
        ({"tools": [TOOL], "tool_choice": {"type": "allowed_tools"}}, "tool_choice"),
        ({"response_format": {"type": "grammar"}}, "response_format.type"),
    ],
)
def test_what_would_change_the_answer_is_refused_by_its_name(fields: dict[str, Any], parameter: str) -> None:
    with pytest.raises(Refusal) as refused:
        _translated(**fields)
    assert (refused.value.reason, refused.value.parameter) == (Reason.MALFORMED, parameter)


@pytest.mark.parametrize(
    ("message", "parameter"),
    [
        ({"role": "narrator", "content": "x"}, "messages[0].role"),
        ({"role": "user", "content": 7}, "messages[0].content"),
        ({"role": "user", "content": [{"type": "input_audio"}]}, "messages[0].content[0].type"),
        (
            {"role": "user", "content": [{"type": "image_url", "image_url": {"url": "file:///etc/passwd"}}]},
            "messages[0].content[0].image_url.url",
        ),
        (
            {"role": "assistant", "tool_calls": [_call(1, '{"half')]},
            "messages[0].tool_calls[0].function.arguments",
        ),
    ],
)
def test_messages_that_cannot_be_said_are_refused_by_their_place(message: Any, parameter: str) -> None:
    with pytest.raises(Refusal) as refused:
        _translated(message)
    assert refused.value.parameter == parameter
