"""OpenAI's Responses, for conversations that the client keeps itself.

https://platform.openai.com/docs/api-reference/responses/create (2026-11)
"""

from collections.abc import Mapping

from cloudwright.gateway.wire.ask import Ask, Speaker, Wire
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
from cloudwright.gateway.wire.heard import Heard, named
from cloudwright.gateway.wire.openai_responses_stream import ResponsesReader, forget_probabilities
from cloudwright.gateway.wire.openai_speech import OpenAISpeech, end_user_of
from cloudwright.gateway.wire.refusal import Reason, Refusal
from cloudwright.gateway.wire.refusals import responses_refused_in_stream
from cloudwright.gateway.wire.speech import Answer, Patch, StreamReader
from cloudwright.gateway.wire.splicing import edited

_KEPT_ELSEWHERE = ("previous_response_id", "conversation", "background", "prompt")
_PICTURES = frozenset({"input_image", "computer_screenshot"})
_SPEAKERS: Mapping[str, Speaker] = {
    "system": Speaker.SYSTEM,
    "developer": Speaker.SYSTEM,
    "user": Speaker.USER,
    "assistant": Speaker.ASSISTANT,
}


class Responses(OpenAISpeech):
    """What the provider would keep between calls is refused: nobody here could have read it."""

    def read(self, body: bytes) -> Ask:
        fields = parsed(body)
        _refuse_what_is_kept(fields)
        heard = Heard()
        heard.say(("instructions",), fields.get("instructions"), Speaker.SYSTEM)
        _hear_input(heard, fields.get("input"))
        for path, tool in objects(fields.get("tools"), ("tools",)):
            heard.offer(named(tool))
            heard.say((*path, "description"), tool.get("description"), Speaker.SYSTEM)
        return Ask(
            wire=Wire.RESPONSES,
            model=model_of(fields),
            stream=flag(fields, "stream"),
            usage_wanted=True,
            max_tokens=limit(fields, "max_output_tokens"),
            texts=tuple(heard.texts),
            images=heard.images,
            tools=tuple(heard.tools),
            end_user=end_user_of(fields),
            body_bytes=len(body),
        )

    def patched(self, body: bytes, patch: Patch) -> bytes:
        if patch.is_empty:
            return body
        edits: Object = {}
        if patch.model is not None:
            edits["model"] = patch.model
        if patch.max_tokens is not None:
            edits["max_output_tokens"] = patch.max_tokens
        return edited(body, reread(body), edits=edits, texts=patch.texts)

    def answer(self, body: bytes) -> Answer:
        found = answered(body)
        heard = Heard()
        heard.say_all(("output",), found.get("output"), Speaker.ASSISTANT)
        with reading_an_answer():
            why = a_text(an_object(found, "incomplete_details"), "reason")
        usage = openai_usage(found.get("usage"), read="input", wrote="output")
        return Answer(usage, tuple(heard.texts), why or a_text(found, "status"))

    def stream(self, *, usage_wanted: bool) -> StreamReader:
        """Return a reader; usage is part of the wire here, and always told."""
        del usage_wanted
        return ResponsesReader()

    def refused_in_stream(self, refusal: Refusal) -> bytes:
        return responses_refused_in_stream(refusal)

    def _forget_spelling(self, found: Object) -> None:
        forget_probabilities(found.get("output"))


def _refuse_what_is_kept(fields: Object) -> None:
    for key in _KEPT_ELSEWHERE:
        if fields.get(key):
            raise Refusal(
                Reason.MALFORMED,
                "unsupported_field",
                f"`{key}` is not supported: no state is kept between calls. Send the whole conversation as "
                "`input`.",
                parameter=key,
            )


def _hear_input(heard: Heard, said: object) -> None:
    if isinstance(said, str) and said:
        heard.say(("input",), said, Speaker.USER)
        return
    if not isinstance(said, list) or not said:
        raise wrong(("input",), "a text or a list of items")
    for path, item in objects(said, ("input",)):
        kind = a_text(item, "type")
        if kind == "item_reference":
            raise wrong(path, "a whole item, since no state is kept between calls")
        heard.say_all(path, item, _speaker(item, kind))
        heard.images += sum(_pictures(item.get(key)) for key in ("content", "output"))


def _speaker(item: Object, kind: str) -> Speaker:
    if kind.endswith("_output"):
        return Speaker.TOOL
    return _SPEAKERS.get(a_text(item, "role"), Speaker.ASSISTANT)


def _pictures(found: object) -> int:
    parts = found if isinstance(found, list) else [found]
    return sum(isinstance(part, dict) and part.get("type") in _PICTURES for part in parts)
