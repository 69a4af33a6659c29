"""A request of Anthropic's Messages as one of Amazon Bedrock's Converse.

https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html (2026-11-22)
"""

import re
from collections.abc import Callable, Mapping

from cloudwright.gateway.upstream.translation.saying import as_text, cannot, kept, merged
from cloudwright.gateway.wire.ask import Path
from cloudwright.gateway.wire.bodies import Object, a_text, an_object, objects, wrong

_IMAGES: Mapping[str, str] = {
    "image/png": "png",
    "image/jpeg": "jpeg",
    "image/jpg": "jpeg",
    "image/gif": "gif",
    "image/webp": "webp",
}
_UNNAMEABLE = re.compile(r"[^A-Za-z0-9\s()\[\]-]+|\s{2,}")


def as_converse(request: Object, *, model: str) -> Object:
    """Return the same request for Bedrock; `model` is named in its address, not in it.

    Raises:
        Refusal: something in it has no counterpart.
    """
    said = [
        (_role(path, message), _content(path, message))
        for path, message in objects(request.get("messages"), ("messages",))
        if message.get("role") != "system"
    ]
    output = an_object(request, "output_config")
    return kept(
        messages=[{"role": role, "content": blocks} for role, blocks in merged(said)],
        system=_system(request) or None,
        inferenceConfig=kept(
            maxTokens=request.get("max_tokens"),
            temperature=request.get("temperature"),
            topP=request.get("top_p"),
            stopSequences=request.get("stop_sequences") or None,
        )
        or None,
        toolConfig=_tools(request),
        additionalModelRequestFields=_anthropic(request) if "anthropic" in model else None,
        outputConfig=kept(textFormat=_format(output), effort=output.get("effort")) or None,
    )


def _role(path: Path, message: Object) -> str:
    role = message.get("role")
    if role not in ("user", "assistant"):
        raise wrong((*path, "role"), "one of user, assistant and system")
    return str(role)


def _system(request: Object) -> list[Object]:
    later = [
        _content(path, message)
        for path, message in objects(request.get("messages"), ("messages",))
        if message.get("role") == "system"
    ]
    first = _content((), {"content": request.get("system")})
    return [block for blocks in (first, *later) for block in blocks]


def _content(path: Path, message: Object) -> list[Object]:
    content = message.get("content")
    if content is None or isinstance(content, str):
        return [{"text": content}] if content else []
    blocks: list[Object] = []
    for at, block in objects(content, (*path, "content")):
        kind = block.get("type")
        if not isinstance(kind, str) or kind not in _BLOCKS:
            raise cannot((*at, "type"), "send text, images, documents, tool calls and their results.")
        found = _BLOCKS[kind](at, block)
        blocks += [found] if found.get("text") != "" else []
        blocks += _cached(block)
    return blocks


def _cached(block: Object) -> list[Object]:
    """Return Bedrock's mark behind a block that Anthropic's client marks itself."""
    mark = block.get("cache_control")
    if not isinstance(mark, dict):
        return []
    return [{"cachePoint": {"type": "default"} | kept(ttl=mark.get("ttl"))}]


def _text(path: Path, block: Object) -> Object:
    del path
    return {"text": a_text(block, "text")}


def _image(path: Path, block: Object) -> Object:
    source = an_object(block, "source", path)
    form = _IMAGES.get(a_text(source, "media_type"))
    if source.get("type") != "base64" or form is None:
        raise cannot((*path, "source"), "send the picture itself in base64, as PNG, JPEG, GIF or WebP.")
    return {"image": {"format": form, "source": {"bytes": source.get("data")}}}


def _document(path: Path, block: Object) -> Object:
    source = an_object(block, "source", path)
    name = _UNNAMEABLE.sub(" ", a_text(block, "title")).strip()[:200] or f"Document {path[-1]}"
    match source.get("type"):
        case "base64":
            return {"document": {"format": "pdf", "name": name, "source": {"bytes": source.get("data")}}}
        case "text":
            return {"document": {"format": "txt", "name": name, "source": {"text": source.get("data")}}}
        case _:
            raise cannot((*path, "source"), "send the document itself, as a PDF in base64 or as text.")


def _call(path: Path, block: Object) -> Object:
    given = an_object(block, "input", path)
    return {"toolUse": {"toolUseId": block.get("id"), "name": block.get("name"), "input": given}}


def _result(path: Path, block: Object) -> Object:
    status = "error" if block.get("is_error") else None
    content = _content(path, block)
    return {
        "toolResult": {"toolUseId": block.get("tool_use_id"), "content": content} | kept(status=status),
    }


def _thinking(path: Path, block: Object) -> Object:
    del path
    said = {"text": a_text(block, "thinking")} | kept(signature=block.get("signature") or None)
    return {"reasoningContent": {"reasoningText": said}}


def _hidden(path: Path, block: Object) -> Object:
    del path
    return {"reasoningContent": {"redactedContent": block.get("data")}}


_BLOCKS: Mapping[str, Callable[[Path, Object], Object]] = {
    "text": _text,
    "image": _image,
    "document": _document,
    "tool_use": _call,
    "tool_result": _result,
    "thinking": _thinking,
    "redacted_thinking": _hidden,
}


def _tools(request: Object) -> Object | None:
    """Return the tools; Bedrock wants those that were called before also where none may be called now."""
    choice = an_object(request, "tool_choice")
    offered: list[Object] = []
    for path, tool in objects(request.get("tools"), ("tools",)):
        offered += [_tool(path, tool), *_cached(tool)]
    called = _called(request)
    if choice.get("type") == "none" and not called:
        return None
    if not offered:
        offered = [_tool((), {"name": name}) for name in called]
    return {"tools": offered} | kept(toolChoice=_choice(choice)) if offered else None


def _called(request: Object) -> tuple[str, ...]:
    """Return the names of tools that the conversation has called, in their order and each once."""
    names = [
        a_text(block, "name")
        for _, message in objects(request.get("messages"), ("messages",))
        if isinstance(content := message.get("content"), list)
        for block in content
        if isinstance(block, dict) and block.get("type") == "tool_use"
    ]
    return tuple(dict.fromkeys(names))


def _tool(path: Path, tool: Object) -> Object:
    if tool.get("type") not in (None, "custom"):
        raise cannot((*path, "type"), "use tools with an `input_schema`; this provider has no others.")
    spec = kept(
        name=tool.get("name"),
        description=tool.get("description") or None,
        inputSchema={"json": tool.get("input_schema") or {"type": "object"}},
        strict=tool.get("strict"),
    )
    return {"toolSpec": spec}


def _choice(choice: Object) -> Object | None:
    match choice.get("type"):
        case "any":
            return {"any": {}}
        case "tool":
            return {"tool": {"name": choice.get("name")}}
        case _:
            return None


def _anthropic(request: Object) -> Object | None:
    """Return what only Anthropic's models know, which Bedrock hands on to them."""
    return kept(top_k=request.get("top_k"), thinking=request.get("thinking")) or None


def _format(output: Object) -> Object | None:
    wanted = an_object(output, "format", ("output_config",))
    if wanted.get("type") != "json_schema":
        return None
    schema = {"schema": as_text(wanted.get("schema")), "name": "answer"}
    return {"type": "json_schema", "structure": {"jsonSchema": schema}}
