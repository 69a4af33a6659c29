"""A request of OpenAI's Chat Completions as one of Anthropic's Messages.

https://platform.openai.com/docs/api-reference/chat/create
https://docs.anthropic.com/en/api/messages (2026-11-22)
"""

import re
from collections.abc import Callable, Mapping

from cloudwright.gateway.upstream.translation.saying import (
    LONGEST_ANSWER,
    arguments_of,
    block_texts,
    cannot,
    kept,
    merged,
)
from cloudwright.gateway.wire.ask import Path
from cloudwright.gateway.wire.bodies import Object, a_text, an_object, objects, wrong

_DATA = re.compile(r"data:(?P<type>[\w.+-]+/[\w.+-]+);base64,(?P<data>[A-Za-z0-9+/=\s]*)")
_ONLY_JSON = "Answer with one JSON object and nothing else."
_EFFORTS: Mapping[str, str] = {
    "minimal": "low",
    "low": "low",
    "medium": "medium",
    "high": "high",
    "xhigh": "xhigh",
    "max": "max",
}


def as_messages(chat: Object) -> Object:
    """Return the same request for Anthropic.

    What only tunes an answer (penalties, seed, bias) is left out; what would change its shape is refused.

    Raises:
        Refusal: something in it has no counterpart.
    """
    _refuse_shapes(chat)
    system, said = _conversation(chat)
    form, instruction = _format(an_object(chat, "response_format"))
    if instruction:
        system.append({"type": "text", "text": instruction})
    tools = [_tool(path, tool) for path, tool in objects(chat.get("tools"), ("tools",))]
    user = a_text(chat, "safety_identifier") or a_text(chat, "user")
    return kept(
        model=chat.get("model"),
        max_tokens=chat.get("max_completion_tokens") or chat.get("max_tokens") or LONGEST_ANSWER,
        system=system or None,
        messages=[{"role": role, "content": blocks} for role, blocks in merged(said)],
        tools=tools or None,
        tool_choice=_choice(chat) if tools else None,
        temperature=_temperature(chat.get("temperature")),
        top_p=chat.get("top_p"),
        stop_sequences=_stops(chat.get("stop")),
        stream=chat.get("stream"),
        metadata={"user_id": user} if user else None,
        output_config=kept(format=form, effort=_EFFORTS.get(a_text(chat, "reasoning_effort"))) or None,
    )


def _refuse_shapes(chat: Object) -> None:
    if chat.get("n") not in (None, 1):
        raise cannot(("n",), "ask for one answer at a time.")
    if chat.get("logprobs"):
        raise cannot(("logprobs",), "ask without it.")
    modalities = chat.get("modalities")
    if chat.get("audio") or (isinstance(modalities, list) and "audio" in modalities):
        raise cannot(("modalities",), "ask for text.")
    for old in ("functions", "function_call"):
        if chat.get(old):
            raise cannot((old,), "use `tools`.")


def _conversation(chat: Object) -> tuple[list[Object], list[tuple[str, list[Object]]]]:
    """Return what the system says, wherever it says it, and the turns of the others."""
    system: list[Object] = []
    said: list[tuple[str, list[Object]]] = []
    for path, message in objects(chat.get("messages"), ("messages",)):
        match message.get("role"):
            case "system" | "developer":
                text = block_texts(message.get("content"))
                system += [{"type": "text", "text": text}] if text else []
            case "user":
                said.append(("user", _parts(path, message)))
            case "assistant":
                said.append(("assistant", _parts(path, message) + _calls(path, message)))
            case "tool":
                said.append(("user", [_result(path, message)]))
            case _:
                raise wrong((*path, "role"), "one of system, developer, user, assistant and tool")
    return system, said


def _parts(path: Path, message: Object) -> list[Object]:
    """Return the content as blocks; empty texts, which Anthropic refuses, are left out."""
    content = message.get("content")
    if content is None or isinstance(content, str):
        return [{"type": "text", "text": content}] if content else []
    blocks = (_part(at, part) for at, part in objects(content, (*path, "content")))
    return [block for block in blocks if block.get("text") != ""]


def _part(path: Path, part: Object) -> Object:
    kind = part.get("type")
    if not isinstance(kind, str) or kind not in _PARTS:
        raise cannot((*path, "type"), "send text, images or PDF files.")
    block = _PARTS[kind](path, part)
    return block | kept(cache_control=part.get("cache_control"))


def _text(path: Path, part: Object) -> Object:
    del path
    return {"type": "text", "text": a_text(part, "text") or a_text(part, "refusal")}


def _image(path: Path, part: Object) -> Object:
    address = a_text(an_object(part, "image_url", path), "url")
    inline = _DATA.fullmatch(address)
    if inline:
        source = {"type": "base64", "media_type": inline["type"], "data": inline["data"]}
    elif address.startswith(("https://", "http://")):
        source = {"type": "url", "url": address}
    else:
        raise wrong((*path, "image_url", "url"), "an https address or a data URL in base64")
    return {"type": "image", "source": source}


def _file(path: Path, part: Object) -> Object:
    file = an_object(part, "file", path)
    inline = _DATA.fullmatch(a_text(file, "file_data"))
    if inline is None or inline["type"] != "application/pdf":
        raise cannot((*path, "file"), "send a PDF as a data URL in `file_data`.")
    source = {"type": "base64", "media_type": inline["type"], "data": inline["data"]}
    return {"type": "document", "source": source} | kept(title=file.get("filename"))


_PARTS: Mapping[str, Callable[[Path, Object], Object]] = {
    "text": _text,
    "refusal": _text,
    "image_url": _image,
    "file": _file,
}


def _calls(path: Path, message: Object) -> list[Object]:
    blocks: list[Object] = []
    for at, call in objects(message.get("tool_calls"), (*path, "tool_calls")):
        if call.get("type", "function") != "function":
            raise cannot((*at, "type"), "use tools of the type function.")
        function = an_object(call, "function", at)
        given = arguments_of(function, "arguments", (*at, "function"))
        blocks.append(
            {"type": "tool_use", "id": call.get("id"), "name": function.get("name"), "input": given}
        )
    return blocks


def _result(path: Path, message: Object) -> Object:
    content = message.get("content")
    blocks = content if isinstance(content, str) else _parts(path, message)
    return {"type": "tool_result", "tool_use_id": message.get("tool_call_id"), "content": blocks}


def _tool(path: Path, tool: Object) -> Object:
    if tool.get("type") != "function":
        raise cannot((*path, "type"), "use tools of the type function.")
    function = an_object(tool, "function", path)
    return kept(
        name=function.get("name"),
        description=function.get("description"),
        input_schema=function.get("parameters") or {"type": "object", "properties": {}},
        strict=function.get("strict"),
        cache_control=tool.get("cache_control"),
    )


def _choice(chat: Object) -> Object | None:
    alone = {"disable_parallel_tool_use": True} if chat.get("parallel_tool_calls") is False else {}
    match chat.get("tool_choice"):
        case "none":
            return {"type": "none"}
        case "required":
            return {"type": "any", **alone}
        case {"type": "function", "function": {"name": name}}:
            return {"type": "tool", "name": name, **alone}
        case None | "auto":
            return {"type": "auto", **alone} if alone else None
        case _:
            raise cannot(("tool_choice",), "use auto, none, required or one function.")


def _temperature(given: object) -> object:
    """Anthropic's scale ends at 1, OpenAI's at 2."""
    return min(given, 1) if isinstance(given, int | float) else None


def _stops(given: object) -> object:
    return [given] if isinstance(given, str) else given


def _format(wanted: Object) -> tuple[Object | None, str]:
    """Return Anthropic's format of an answer, and what has to be said where it has none."""
    match wanted.get("type"):
        case None | "text":
            return None, ""
        case "json_schema":
            schema = an_object(wanted, "json_schema", ("response_format",)).get("schema")
            return {"type": "json_schema", "schema": schema or {"type": "object"}}, ""
        case "json_object":
            return None, _ONLY_JSON
        case _:
            raise cannot(("response_format", "type"), "use text, json_object or json_schema.")
