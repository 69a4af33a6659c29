"""OpenAI's Chat Completions, which many providers speak.

https://platform.openai.com/docs/api-reference/chat/create (2026-11)
"""

from collections.abc import Mapping

from cloudwright.gateway.wire.ask import Ask, Path, Speaker, Wire
from cloudwright.gateway.wire.bodies import (
    Object,
    a_text,
    an_object,
    answered,
    flag,
    limit,
    model_of,
    objects,
    parsed,
    reading_an_answer,
    reread,
    wrong,
)
from cloudwright.gateway.wire.figures import openai_usage
from cloudwright.gateway.wire.heard import NO_PROSE, Heard, named
from cloudwright.gateway.wire.openai_chat_stream import ChatReader
from cloudwright.gateway.wire.openai_speech import OpenAISpeech, end_user_of
from cloudwright.gateway.wire.speech import Answer, Patch, StreamReader
from cloudwright.gateway.wire.splicing import edited

_SPEAKERS: Mapping[str, Speaker] = {
    "system": Speaker.SYSTEM,
    "developer": Speaker.SYSTEM,
    "user": Speaker.USER,
    "assistant": Speaker.ASSISTANT,
    "tool": Speaker.TOOL,
    "function": Speaker.TOOL,
}
_LIMITS = ("max_completion_tokens", "max_tokens")
_PICTURES = frozenset({"image_url", "input_image", "image"})


class Chat(OpenAISpeech):
    def read(self, body: bytes) -> Ask:
        fields = parsed(body)
        heard = Heard()
        messages = fields.get("messages")
        if not isinstance(messages, list) or not messages:
            raise wrong(("messages",), "a list with at least one message")
        for path, message in objects(messages, ("messages",)):
            _hear_message(heard, path, message)
        _hear_tools(heard, fields)
        heard.say_all(("prediction",), fields.get("prediction"), Speaker.ASSISTANT)
        stream = flag(fields, "stream")
        options = an_object(fields, "stream_options")
        limits = [most for most in (limit(fields, key) for key in _LIMITS) if most is not None]
        return Ask(
            wire=Wire.CHAT,
            model=model_of(fields),
            stream=stream,
            usage_wanted=not stream or options.get("include_usage") is True,
            max_tokens=max(limits, default=None),
            texts=tuple(heard.texts),
            images=heard.images,
            tools=tuple(heard.tools),
            end_user=end_user_of(fields),
            body_bytes=len(body),
        )

    def patched(self, body: bytes, patch: Patch) -> bytes:
        if patch.is_empty:
            return body
        fields = reread(body)
        edits: Object = {}
        if patch.model is not None:
            edits["model"] = patch.model
        if patch.max_tokens is not None:
            named_limits = [key for key in _LIMITS if fields.get(key) is not None]
            edits.update(dict.fromkeys(named_limits or _LIMITS[:1], patch.max_tokens))
        if patch.include_usage and fields.get("stream"):
            edits["stream_options"] = {**an_object(fields, "stream_options"), "include_usage": True}
        return edited(body, fields, edits=edits, texts=patch.texts)

    def answer(self, body: bytes) -> Answer:
        found = answered(body)
        heard = Heard()
        stops: list[str] = []
        with reading_an_answer():
            for path, choice in objects(found.get("choices"), ("choices",)):
                _hear_message(heard, (*path, "message"), an_object(choice, "message", path))
                stops.append(a_text(choice, "finish_reason"))
        texts = tuple(heard.texts)
        return Answer(openai_usage(found.get("usage")), texts, next((s for s in stops if s), ""))

    def _forget_spelling(self, found: Object) -> None:
        for _, choice in objects(found.get("choices"), ("choices",)):
            if choice.get("logprobs"):
                choice["logprobs"] = None

    def stream(self, *, usage_wanted: bool) -> StreamReader:
        return ChatReader(usage_wanted=usage_wanted)


def _hear_message(heard: Heard, path: Path, message: Object) -> None:
    speaker = _SPEAKERS.get(a_text(message, "role"), Speaker.USER)
    for key, value in message.items():
        at = (*path, key)
        if key == "content":
            _hear_content(heard, at, value, speaker=speaker)
        elif key == "tool_calls":
            _hear_calls(heard, at, value)
        elif key not in NO_PROSE:
            heard.say_all(at, value, speaker)


def _hear_content(heard: Heard, path: Path, content: object, *, speaker: Speaker) -> None:
    if content is None:
        return
    if isinstance(content, str):
        heard.say(path, content, speaker)
        return
    if not isinstance(content, list):
        raise wrong(path, "a text or a list of parts")
    for at, part in objects(content, path):
        heard.images += part.get("type") in _PICTURES
        heard.say_all(at, part, speaker)


def _hear_calls(heard: Heard, path: Path, calls: object) -> None:
    for at, call in objects(calls, path):
        heard.say_all(at, call, Speaker.ASSISTANT)


def _hear_tools(heard: Heard, fields: Object) -> None:
    for path, tool in objects(fields.get("tools"), ("tools",)):
        kind = a_text(tool, "type")
        inner = tool.get(kind) if kind in {"function", "custom"} else None
        heard.offer(named(inner if isinstance(inner, dict) else tool))
        if isinstance(inner, dict):
            heard.say((*path, kind, "description"), inner.get("description"), Speaker.SYSTEM)
    for path, function in objects(fields.get("functions"), ("functions",)):
        heard.offer(named(function))
        heard.say((*path, "description"), function.get("description"), Speaker.SYSTEM)
