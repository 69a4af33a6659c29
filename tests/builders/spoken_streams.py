"""Streams as providers send them, with what they say beside of their documents."""

from collections.abc import Iterable

import orjson

USAGE_OF_CHAT = {
    "prompt_tokens": 11,
    "completion_tokens": 7,
    "total_tokens": 18,
    "prompt_tokens_details": {"cached_tokens": 3, "cache_write_tokens": 2},
}


def chunk(*choices: object, **fields: object) -> bytes:
    """Return a chunk of Chat Completions as an event."""
    head = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "gpt-4o"}
    return b"data: " + orjson.dumps({**head, "choices": choices, "usage": None, **fields}) + b"\n\n"


def choice(delta: object, *, finish: str | None = None, index: int = 0) -> dict[str, object]:
    return {"index": index, "delta": delta, "logprobs": None, "finish_reason": finish}


def call(arguments: str, *, index: int = 0, **fields: object) -> dict[str, object]:
    function = {"arguments": arguments, **({"name": "look_up"} if fields else {})}
    return {"index": index, **fields, "function": function}


CHAT_TEXT = (
    chunk(prompt_filter_results=[{"prompt_index": 0}]),
    b": OPENROUTER PROCESSING\n\n",
    chunk(choice({"role": "assistant", "content": "", "refusal": None})),
    chunk(choice({"content": "Grüße 👩‍🚀"})),
    chunk(choice({"content": ' "quoted" \\ and \n lines'}), obfuscation="aX9"),
    b'event: message\nid: 7\ndata:{"choices":[{"index":0,\ndata: "delta":{"content":"two"}}],"new":1}\n\n',
    b'data: {"id":"x","choices":[{"index":0,"delta":{"content":"\\u00e9\\u0000"},"finish_reason":null}]}\n\n',
    chunk(choice({"reasoning_content": "hm"})),
    chunk(choice({"refusal": "I can not."})),
    chunk(choice({}, finish="stop")),
    chunk(usage=USAGE_OF_CHAT),
    b"data: [DONE]\n\n",
)
CHAT_TOOLS = (
    chunk(
        choice({"role": "assistant", "content": None, "tool_calls": [call("", id="call_1", type="function")]})
    ),
    chunk(choice({"tool_calls": [call('{"city": "Zü')]})),
    chunk(choice({"tool_calls": [call('rich"}')]})),
    chunk(choice({"tool_calls": [call("{}", index=1, id="call_2", type="function")]})),
    chunk(choice({}, finish="tool_calls")),
    chunk(usage=USAGE_OF_CHAT),
    b"data: [DONE]\n\n",
)
CHAT_BUNDLED = (
    chunk(choice({"role": "assistant", "content": "a"}), choice({"content": "b"}, index=1)),
    chunk(
        choice(
            {"content": "c", "tool_calls": [call("{}", id="x"), call('{"k":1}', index=1, id="y")]},
            finish="tool_calls",
        ),
        choice({"content": "d"}, index=1, finish="stop"),
        usage=USAGE_OF_CHAT,
        kept="yes",
    ),
    b"data: [DONE]\n\n",
)


def event(kind: str, **fields: object) -> bytes:
    """Return an event of Messages."""
    return f"event: {kind}\n".encode() + b"data: " + orjson.dumps({"type": kind, **fields}) + b"\n\n"


def block_delta(index: int, **delta: object) -> bytes:
    return event("content_block_delta", index=index, delta=delta)


MESSAGES = (
    event(
        "message_start",
        message={
            "id": "msg_1",
            "type": "message",
            "role": "assistant",
            "model": "claude",
            "content": [],
            "stop_reason": None,
            "usage": {
                "input_tokens": 5,
                "cache_read_input_tokens": 100,
                "cache_creation_input_tokens": 20,
                "output_tokens": 1,
            },
        },
    ),
    event(
        "content_block_start", index=0, content_block={"type": "thinking", "thinking": "", "signature": ""}
    ),
    event("ping"),
    block_delta(0, type="thinking_delta", thinking="Hm 🤔"),
    block_delta(0, type="signature_delta", signature="c2ln"),
    event("content_block_stop", index=0),
    b": keep alive\n\n",
    event("content_block_start", index=1, content_block={"type": "text", "text": ""}),
    block_delta(1, type="text_delta", text='Grüße "x" \\ '),
    event("sparkle", glitter=[1, 2.50]),
    block_delta(1, type="text_delta", text="usage error message_stop"),
    event("content_block_stop", index=1),
    event(
        "content_block_start",
        index=2,
        content_block={"type": "tool_use", "id": "t", "name": "look_up", "input": {}},
    ),
    block_delta(2, type="input_json_delta", partial_json=""),
    block_delta(2, type="input_json_delta", partial_json='{"city": "Zürich"}'),
    event("content_block_stop", index=2),
    event(
        "message_delta", delta={"stop_reason": "tool_use"}, usage={"output_tokens": 42, "input_tokens": None}
    ),
    event("message_stop"),
)


ITEM = {"id": "msg_1", "type": "message", "role": "assistant", "status": "completed"}
PART = {"type": "output_text", "text": "Grüße 👩‍🚀", "annotations": [], "logprobs": []}
RESPONSE = {
    "id": "resp_1",
    "object": "response",
    "created_at": 1,
    "model": "gpt-4o",
    "instructions": "Be kind.",
    "parallel_tool_calls": True,
    "tool_choice": "auto",
    "tools": [],
    "status": "completed",
    "output": [{**ITEM, "content": [PART]}],
    "usage": {
        "input_tokens": 11,
        "input_tokens_details": {"cached_tokens": 3, "cache_write_tokens": 0},
        "output_tokens": 7,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": 18,
    },
}
_BEGUN = {**RESPONSE, "status": "in_progress", "output": [], "usage": None}
_AT = {"item_id": "msg_1", "output_index": 0, "content_index": 0}
_RESPONSE_EVENTS: tuple[tuple[str, dict[str, object]], ...] = (
    ("created", {"response": _BEGUN}),
    ("output_item.added", {"output_index": 0, "item": {**ITEM, "content": []}}),
    ("content_part.added", {**_AT, "part": {**PART, "text": ""}}),
    ("output_text.delta", {**_AT, "delta": "Grüße ", "logprobs": []}),
    ("sparkle", {"glitter": 1}),
    ("output_text.delta", {**_AT, "delta": "👩‍🚀", "logprobs": [], "obfuscation": "x"}),
    ("output_text.done", {**_AT, "text": PART["text"], "logprobs": []}),
    ("content_part.done", {**_AT, "part": PART}),
    ("output_item.done", {"output_index": 0, "item": {**ITEM, "content": [PART]}}),
    ("completed", {"response": RESPONSE}),
)
RESPONSES = tuple(
    event(f"response.{kind}", sequence_number=number, **fields)
    for number, (kind, fields) in enumerate(_RESPONSE_EVENTS)
)


def cut(stream: bytes, places: Iterable[int]) -> list[bytes]:
    """Return the stream in chunks that end at these places, of which some may be empty."""
    ends = [*sorted(place % (len(stream) + 1) for place in places), len(stream)]
    starts = [0, *ends[:-1]]
    return [stream[left:right] for left, right in zip(starts, ends, strict=True)]
