"""Anthropic's Messages.

https://docs.claude.com/en/api/messages (2026-11)
"""

from collections.abc import Mapping

from cloudwright.gateway.wire.anthropic_blocks import hear_block, hear_content
from cloudwright.gateway.wire.anthropic_stream import MessagesReader
from cloudwright.gateway.wire.ask import Ask, Path, Speaker, Wire
from cloudwright.gateway.wire.bodies import (
    Object,
    a_text,
    an_object,
    answered,
    end_user_in,
    flag,
    limit,
    model_of,
    objects,
    parsed,
    reading_an_answer,
    replaced,
    reread,
    written,
    wrong,
)
from cloudwright.gateway.wire.figures import anthropic_usage
from cloudwright.gateway.wire.heard import Heard, named
from cloudwright.gateway.wire.refusal import Refusal
from cloudwright.gateway.wire.refusals import anthropic_refused, anthropic_refused_in_stream
from cloudwright.gateway.wire.speech import Answer, Patch, StreamReader, WireError
from cloudwright.gateway.wire.splicing import edited

_SPEAKERS: Mapping[str, Speaker] = {"assistant": Speaker.ASSISTANT, "system": Speaker.SYSTEM}


class Messages:
    request_id_header = "request-id"

    def read(self, body: bytes) -> Ask:
        fields = parsed(body)
        heard = Heard()
        hear_content(heard, ("system",), fields.get("system"), speaker=Speaker.SYSTEM)
        messages = fields.get("messages")
        if not isinstance(messages, list) or not messages:
            raise wrong(("messages",), "a list with at least one message")
        for path, message in objects(messages, ("messages",)):
            speaker = _SPEAKERS.get(a_text(message, "role"), Speaker.USER)
            hear_content(heard, (*path, "content"), message.get("content"), speaker=speaker)
        _hear_tools(heard, fields)
        max_tokens = limit(fields, "max_tokens")
        if max_tokens is None:
            raise wrong(("max_tokens",), "a whole number of 1 or more")
        return Ask(
            wire=Wire.MESSAGES,
            model=model_of(fields),
            stream=flag(fields, "stream"),
            usage_wanted=True,
            max_tokens=max_tokens,
            texts=tuple(heard.texts),
            images=heard.images,
            tools=tuple(heard.tools),
            end_user=end_user_in(an_object(fields, "metadata"), "user_id", path=("metadata",)),
            body_bytes=len(body),
        )

    def patched(self, body: bytes, patch: Patch) -> bytes:
        edits: Object = {}
        if patch.model is not None:
            edits["model"] = patch.model
        if patch.max_tokens is not None:
            edits["max_tokens"] = patch.max_tokens
        if not edits and not patch.texts:
            return body
        return edited(body, reread(body), edits=edits, texts=patch.texts)

    def answer(self, body: bytes) -> Answer:
        found = answered(body)
        heard = Heard()
        with reading_an_answer():
            for path, block in objects(found.get("content"), ("content",)):
                hear_block(heard, path, block, speaker=Speaker.ASSISTANT)
        usage = found.get("usage")
        return Answer(
            usage=anthropic_usage(usage) if isinstance(usage, dict) else None,
            texts=tuple(heard.texts),
            stop=a_text(found, "stop_reason"),
        )

    def redacted_answer(self, body: bytes, texts: Mapping[Path, str]) -> bytes:
        found = answered(body)
        replaced(found, texts)
        return written(found)

    def stream(self, *, usage_wanted: bool) -> StreamReader:
        """Return a reader; usage is part of the wire here, and always told."""
        del usage_wanted
        return MessagesReader()

    def refused(self, refusal: Refusal, *, request_id: str = "") -> WireError:
        return anthropic_refused(refusal, request_id=request_id)

    def refused_in_stream(self, refusal: Refusal) -> bytes:
        return anthropic_refused_in_stream(refusal)


def _hear_tools(heard: Heard, fields: Object) -> None:
    for path, tool in objects(fields.get("tools"), ("tools",)):
        heard.offer(named(tool))
        heard.say((*path, "description"), tool.get("description"), Speaker.SYSTEM)
    for _, server in objects(fields.get("mcp_servers"), ("mcp_servers",)):
        heard.offer(named(server))
