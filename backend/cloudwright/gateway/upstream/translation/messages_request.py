"""A request of Anthropic's Messages as one of OpenAI's Chat Completions.

https://docs.anthropic.com/en/api/messages
https://platform.openai.com/docs/api-reference/chat/create (2026-11-22)
"""

from cloudwright.gateway.upstream.translation.saying import as_text, block_texts, cannot, kept
from cloudwright.gateway.wire.ask import Path
from cloudwright.gateway.wire.bodies import Object, a_text, an_object, objects, wrong

_UNSAID = ("thinking", "redacted_thinking")
_ERROR = "Error: "


def as_chat(request: Object, *, limit: str) -> Object:
    """Return the same request for OpenAI, or one that speaks like it.

    `limit` is the name under which the provider takes the longest answer: newer models of OpenAI know
    `max_completion_tokens` alone, many others `max_tokens`. Thinking of earlier turns is left out.

    Raises:
        Refusal: something in it has no counterpart.
    """
    tools = [_tool(path, tool) for path, tool in objects(request.get("tools"), ("tools",))]
    choice = an_object(request, "tool_choice")
    output = an_object(request, "output_config")
    stream = request.get("stream") is True
    effort = output.get("effort")
    return kept(
        model=request.get("model"),
        messages=_conversation(request),
        tools=tools or None,
        tool_choice=_choice(choice) if tools else None,
        parallel_tool_calls=False if tools and choice.get("disable_parallel_tool_use") else None,
        temperature=request.get("temperature"),
        top_p=request.get("top_p"),
        stop=request.get("stop_sequences") or None,
        stream=stream or None,
        stream_options={"include_usage": True} if stream else None,
        user=an_object(request, "metadata").get("user_id"),
        response_format=_format(an_object(output, "format", ("output_config",))),
        reasoning_effort="xhigh" if effort == "max" else effort,
        **{limit: request.get("max_tokens")},
    )


def _conversation(request: Object) -> list[Object]:
    system = block_texts(request.get("system"))
    said: list[Object] = [{"role": "system", "content": system}] if system else []
    for path, message in objects(request.get("messages"), ("messages",)):
        content = message.get("content")
        match message.get("role"):
            case "user" | "assistant" as role if isinstance(content, str):
                said.append({"role": role, "content": content})
            case "user":
                said += _user(path, message)
            case "assistant":
                said += _assistant(path, message)
            case "system":
                said.append({"role": "system", "content": block_texts(content)})
            case _:
                raise wrong((*path, "role"), "one of user, assistant and system")
    return said


def _user(path: Path, message: Object) -> list[Object]:
    """Return results of tools first, as OpenAI wants them right behind their calls."""
    results: list[Object] = []
    parts: list[Object] = []
    for at, block in objects(message.get("content"), (*path, "content")):
        if block.get("type") == "tool_result":
            text, seen = _result(at, block)
            results.append({"role": "tool", "tool_call_id": block.get("tool_use_id"), "content": text})
            parts += seen
        else:
            parts.append(_part(at, block))
    return [*results, {"role": "user", "content": _plain(parts)}] if parts else results


def _assistant(path: Path, message: Object) -> list[Object]:
    texts: list[str] = []
    calls: list[Object] = []
    for at, block in objects(message.get("content"), (*path, "content")):
        match block.get("type"):
            case "text":
                texts.append(a_text(block, "text"))
            case "tool_use":
                function = {"name": block.get("name"), "arguments": as_text(block.get("input") or {})}
                calls.append({"id": block.get("id"), "type": "function", "function": function})
            case kind if kind in _UNSAID:
                continue
            case _:
                raise cannot((*at, "type"), "send text and tool calls as what the assistant said.")
    if not texts and not calls:
        return []
    said = {"role": "assistant", "content": "".join(texts) if texts else None}
    return [said | kept(tool_calls=calls or None)]


def _result(path: Path, block: Object) -> tuple[str, list[Object]]:
    """Return the text of a result, and its pictures, which a tool cannot show at OpenAI."""
    content = block.get("content")
    text = block_texts(content)
    others = objects(content, (*path, "content")) if isinstance(content, list) else ()
    seen = [_part(at, other) for at, other in others if other.get("type") != "text"]
    return (_ERROR if block.get("is_error") else "") + text, seen


def _part(path: Path, block: Object) -> Object:
    source = an_object(block, "source", path)
    match block.get("type"), source.get("type"):
        case "text", _:
            return {"type": "text", "text": a_text(block, "text")}
        case "image", "base64":
            return {"type": "image_url", "image_url": {"url": _data(source)}}
        case "image", "url":
            return {"type": "image_url", "image_url": {"url": source.get("url")}}
        case "document", "text":
            return {"type": "text", "text": a_text(source, "data")}
        case "document", "base64":
            file = {"filename": a_text(block, "title") or "document.pdf", "file_data": _data(source)}
            return {"type": "file", "file": file}
        case _:
            raise cannot(path, "send text, images or documents.")


def _data(source: Object) -> str:
    return f"data:{a_text(source, 'media_type')};base64,{a_text(source, 'data')}"


def _plain(parts: list[Object]) -> object:
    """Return text alone as text: servers that are only compatible often know nothing else."""
    if all(part["type"] == "text" for part in parts):
        return "\n".join(a_text(part, "text") for part in parts)
    return parts


def _tool(path: Path, tool: Object) -> Object:
    if tool.get("type") not in (None, "custom"):
        raise cannot((*path, "type"), "use tools with an `input_schema`; this provider has no others.")
    function = kept(
        name=tool.get("name"),
        description=tool.get("description"),
        parameters=tool.get("input_schema"),
        strict=tool.get("strict"),
    )
    return {"type": "function", "function": function}


def _choice(choice: Object) -> object:
    match choice.get("type"):
        case None:
            return None
        case "auto" | "none" as same:
            return same
        case "any":
            return "required"
        case "tool":
            return {"type": "function", "function": {"name": choice.get("name")}}
        case _:
            raise cannot(("tool_choice", "type"), "use auto, any, tool or none.")


def _format(wanted: Object) -> Object | None:
    if wanted.get("type") != "json_schema":
        return None
    named = {"name": "answer", "schema": wanted.get("schema"), "strict": True}
    return {"type": "json_schema", "json_schema": named}
