"""Messages as Chat Completions."""

from typing import Any

import orjson
import pytest

from builders.spoken import PNG
from cloudwright.gateway.upstream.translation.messages_request import as_chat
from cloudwright.gateway.wire.refusal import Refusal

TOOL = {"name": "price", "description": "Prices it.", "input_schema": {"type": "object"}}
PICTURE = {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": PNG}}
SHOWN = {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{PNG}"}}


def _translated(*messages: Any, **fields: Any) -> Any:
    said = messages or ({"role": "user", "content": "Hello"},)
    request = {"model": "m", "max_tokens": 9, "messages": list(said), **fields}
    return as_chat(request, limit="max_completion_tokens")


def _messages(*messages: Any, **fields: Any) -> Any:
    return _translated(*messages, **fields)["messages"]


@pytest.mark.parametrize(
    "system", ["Be short.", [{"type": "text", "text": "Be short.", "cache_control": {}}]]
)
def test_the_system_speaks_first(system: Any) -> None:
    assert _messages(system=system) == [
        {"role": "system", "content": "Be short."},
        {"role": "user", "content": "Hello"},
    ]


def test_results_stand_right_behind_their_calls_and_pictures_in_them_behind_those() -> None:
    found = _messages(
        {
            "role": "assistant",
            "content": [
                {"type": "thinking", "thinking": "Hm", "signature": "s"},
                {"type": "text", "text": "I look."},
                {"type": "tool_use", "id": "t1", "name": "price", "input": {"a": 1}},
                {"type": "tool_use", "id": "t2", "name": "price", "input": {}},
            ],
        },
        {
            "role": "user",
            "content": [
                {
                    "type": "tool_result",
                    "tool_use_id": "t1",
                    "content": [{"type": "text", "text": "5"}, PICTURE],
                },
                {"type": "tool_result", "tool_use_id": "t2", "content": "no", "is_error": True},
                {"type": "text", "text": "And?"},
            ],
        },
    )
    assert found == [
        {
            "role": "assistant",
            "content": "I look.",
            "tool_calls": [
                {"id": "t1", "type": "function", "function": {"name": "price", "arguments": '{"a":1}'}},
                {"id": "t2", "type": "function", "function": {"name": "price", "arguments": "{}"}},
            ],
        },
        {"role": "tool", "tool_call_id": "t1", "content": "5"},
        {"role": "tool", "tool_call_id": "t2", "content": "Error: no"},
        {"role": "user", "content": [SHOWN, {"type": "text", "text": "And?"}]},
    ]


def test_text_alone_is_said_as_text() -> None:
    blocks = [{"type": "text", "text": "One"}, {"type": "text", "text": "two"}]
    assert _messages({"role": "user", "content": blocks}) == [{"role": "user", "content": "One\ntwo"}]


def test_documents_become_files_or_text() -> None:
    pdf = {"type": "base64", "media_type": "application/pdf", "data": "QUJD"}
    blocks = [
        {"type": "document", "source": pdf, "title": "a.pdf"},
        {"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "words"}},
    ]
    assert _messages({"role": "user", "content": blocks})[0]["content"] == [
        {"type": "file", "file": {"filename": "a.pdf", "file_data": "data:application/pdf;base64,QUJD"}},
        {"type": "text", "text": "words"},
    ]


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({}, {"max_completion_tokens": 9}),
        ({"stream": True}, {"stream": True, "stream_options": {"include_usage": True}}),
        ({"stop_sequences": ["END"]}, {"stop": ["END"]}),
        ({"metadata": {"user_id": "u1"}}, {"user": "u1"}),
        ({"output_config": {"effort": "max"}}, {"reasoning_effort": "xhigh"}),
        (
            {"output_config": {"format": {"type": "json_schema", "schema": {"a": 1}}}},
            {
                "response_format": {
                    "type": "json_schema",
                    "json_schema": {"name": "answer", "schema": {"a": 1}, "strict": True},
                }
            },
        ),
        ({"tools": [TOOL], "tool_choice": {"type": "any"}}, {"tool_choice": "required"}),
        ({"tools": [TOOL], "tool_choice": {"type": "none"}}, {"tool_choice": "none"}),
        (
            {"tools": [TOOL], "tool_choice": {"type": "auto", "disable_parallel_tool_use": True}},
            {"tool_choice": "auto", "parallel_tool_calls": False},
        ),
        (
            {"tools": [TOOL], "tool_choice": {"type": "tool", "name": "price"}},
            {"tool_choice": {"type": "function", "function": {"name": "price"}}},
        ),
    ],
)
def test_settings_keep_their_meaning(given: dict[str, Any], wanted: dict[str, Any]) -> None:
    found = _translated(**given)
    assert found.items() >= wanted.items()
    assert orjson.dumps(found)


@pytest.mark.parametrize(
    ("fields", "parameter"),
    [
        ({"tools": [{"type": "web_search_20250305", "name": "web_search"}]}, "tools[0].type"),
        ({"messages": [{"role": "tool", "content": "x"}]}, "messages[0].role"),
        (
            {"messages": [{"role": "user", "content": [{"type": "container_upload"}]}]},
            "messages[0].content[0]",
        ),
        (
            {"messages": [{"role": "assistant", "content": [{"type": "server_tool_use"}]}]},
            "messages[0].content[0].type",
        ),
    ],
)
def test_what_cannot_be_said_is_refused_by_its_place(fields: dict[str, Any], parameter: str) -> None:
    with pytest.raises(Refusal) as refused:
        _translated(**fields)
    assert refused.value.parameter == parameter
