"""Whole answers on another wire."""

from collections.abc import Iterable

from cloudwright.gateway.upstream.failures import FailureKind, failed
from cloudwright.gateway.upstream.translation.ends import (
    finish,
    stop,
    stop_of_converse,
    usage_as_chat,
    usage_as_messages,
    usage_of_converse,
)
from cloudwright.gateway.upstream.translation.saying import as_text, kept
from cloudwright.gateway.wire.bodies import Object, a_text, an_object, lenient


def messages_as_chat(answer: Object, *, created: int) -> Object:
    """Return an answer of Anthropic's as OpenAI would; thinking goes where compatible servers put it.

    Raises:
        Failed: it is none.
    """
    if "content" not in answer:
        raise failed(FailureKind.UNREADABLE)
    blocks = _blocks(answer.get("content"))
    texts = [a_text(block, "text") for block in blocks if block.get("type") == "text"]
    thoughts = [a_text(block, "thinking") for block in blocks if block.get("type") == "thinking"]
    calls = [_chat_call(block) for block in blocks if block.get("type") == "tool_use"]
    message: Object = {"role": "assistant", "content": "".join(texts) if texts else None, "refusal": None}
    message |= kept(reasoning_content="".join(thoughts) or None, tool_calls=calls or None)
    ended = finish(answer.get("stop_reason"))
    return {
        "id": f"chatcmpl-{a_text(answer, 'id')}",
        "object": "chat.completion",
        "created": created,
        "model": answer.get("model"),
        "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": ended}],
        "usage": usage_as_chat(an_object(answer, "usage")),
    }


def chat_as_messages(answer: Object) -> Object:
    """Return an answer of OpenAI's as Anthropic would give it.

    Raises:
        Failed: it is none.
    """
    choices = _blocks(answer.get("choices"))
    if not choices:
        raise failed(FailureKind.UNREADABLE)
    message = an_object(choices[0], "message")
    thought = a_text(message, "reasoning_content") or a_text(message, "reasoning")
    said = a_text(message, "content")
    refused = a_text(message, "refusal")
    content: list[Object] = []
    content += [{"type": "thinking", "thinking": thought, "signature": ""}] if thought else []
    content += [{"type": "text", "text": text, "citations": None} for text in (said, refused) if text]
    content += [_messages_call(call) for call in _blocks(message.get("tool_calls"))]
    return {
        "id": f"msg_{a_text(answer, 'id')}",
        "type": "message",
        "role": "assistant",
        "model": answer.get("model"),
        "content": content,
        "stop_reason": "refusal" if refused else stop(choices[0].get("finish_reason")),
        "stop_sequence": None,
        "usage": usage_as_messages(an_object(answer, "usage")),
    }


def converse_as_messages(answer: Object, *, model: str, identity: str) -> Object:
    """Return an answer of Bedrock's as Anthropic would give it.

    Raises:
        Failed: it is none.
    """
    message = an_object(an_object(answer, "output"), "message", ("output",))
    if "content" not in message:
        raise failed(FailureKind.UNREADABLE)
    content = [_block(block) for block in _blocks(message.get("content"))]
    return {
        "id": identity,
        "type": "message",
        "role": "assistant",
        "model": model,
        "content": [block for block in content if block],
        "stop_reason": stop_of_converse(answer.get("stopReason")),
        "stop_sequence": None,
        "usage": usage_of_converse(an_object(answer, "usage")),
    }


def _blocks(found: object) -> list[Object]:
    items: Iterable[object] = found if isinstance(found, list) else ()
    return [item for item in items if isinstance(item, dict)]


def _chat_call(block: Object) -> Object:
    function = {"name": block.get("name"), "arguments": as_text(block.get("input") or {})}
    return {"id": block.get("id"), "type": "function", "function": function}


def _messages_call(call: Object) -> Object:
    function = an_object(call, "function")
    text = a_text(function, "arguments")
    given = lenient(text.encode()) if text.strip() else {}
    if not isinstance(given, dict):
        raise failed(FailureKind.UNREADABLE, "The arguments of a tool call are not JSON.")
    return {"type": "tool_use", "id": call.get("id"), "name": function.get("name"), "input": given}


def _block(block: Object) -> Object:
    """Return one block, nothing for kinds that Anthropic has no word for."""
    match block:
        case {"text": str(text)}:
            return {"type": "text", "text": text, "citations": None}
        case {"toolUse": {"toolUseId": identity, "name": name, **rest}}:
            return {"type": "tool_use", "id": identity, "name": name, "input": rest.get("input") or {}}
        case {"reasoningContent": {"reasoningText": {"text": text, **rest}}}:
            return {"type": "thinking", "thinking": text, "signature": rest.get("signature") or ""}
        case {"reasoningContent": {"redactedContent": data}}:
            return {"type": "redacted_thinking", "data": data}
        case {"citationsContent": {"content": list(said)}}:
            texts = (a_text(each, "text") for each in _blocks(said))
            return {"type": "text", "text": "".join(texts), "citations": None}
        case _:
            return {}
