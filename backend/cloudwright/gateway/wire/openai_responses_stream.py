"""Streams of OpenAI's Responses.

https://platform.openai.com/docs/api-reference/responses-streaming (2026-11)
"""

from collections.abc import Sequence

from cloudwright.gateway.wire.ask import Speaker, Text
from cloudwright.gateway.wire.bodies import Object, a_text, written
from cloudwright.gateway.wire.figures import openai_usage
from cloudwright.gateway.wire.heard import Heard
from cloudwright.gateway.wire.sse import event_of
from cloudwright.gateway.wire.streams import Delta, Notes, Reader, provider_failure, texts_under

_DELTA = texts_under('"delta')
_WHOLE = ("text", "refusal", "arguments", "input", "code", "transcript", "item", "part", "annotation")
_LAST = frozenset({"response.completed", "response.incomplete", "response.failed"})
_NO_TEXT = frozenset({"response.audio.delta"})
_PLACES = ("output_index", "content_index", "summary_index")


class ResponsesReader(Reader):
    """Reads events; the last ones tell everything once more, as `whole`."""

    def __init__(self) -> None:
        super().__init__()
        self._heads: dict[str, Object] = {}

    def more(self, channel: str, text: str) -> bytes:
        event: Object = {**self._heads.get(channel, {}), "delta": text}
        return event_of(written(event), name=a_text(event, "type"))

    def _skimmed(self, events: bytes) -> bool:
        said = _DELTA.findall(events)
        return bool(said) and len(said) == events.count(b"\n\n") and self._counted(said)

    def _deltas(self, found: Object) -> Sequence[Delta]:
        kind, said = a_text(found, "type"), a_text(found, "delta")
        if not said or not kind.endswith(".delta") or kind in _NO_TEXT:
            return ()
        return (Delta(_channel(found, kind.removesuffix(".delta")), ("delta",), said),)

    def _understood(self, found: Object) -> Notes:
        kind = a_text(found, "type")
        deltas = self._deltas(found)
        if deltas:
            self._heads[deltas[0].channel] = _head(found)
            return Notes(found, deltas)
        if kind == "error":
            self._note_error(found.get("error") or found)
        response = found.get("response")
        if isinstance(response, dict) and kind in _LAST:
            self._note_last(response)
            return Notes(found, ends=self.open_channels, whole=_whole(found))
        ended = _channel(found, kind.removesuffix(".done")) if kind.endswith(".done") else ""
        return Notes(found, ends=(ended,) if ended in self._open else (), whole=_whole(found))

    def _note_last(self, response: Object) -> None:
        self.usage = openai_usage(response.get("usage"), read="input", wrote="output") or self.usage
        self.finished = response.get("status") != "failed"
        if not self.finished:
            self._note_error(response.get("error"))

    def _note_error(self, error: object) -> None:
        fields: Object = error if isinstance(error, dict) else {}
        self.failed = provider_failure((fields.get("code"), fields.get("type")), fields.get("message"))

    def _forget_spelling(self, found: Object) -> None:
        forget_probabilities(found)


def forget_probabilities(root: object) -> None:
    """Empty every list of probabilities, which tell a text once more."""
    waiting = [root]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            if value.get("logprobs"):
                value["logprobs"] = []
            waiting.extend(value.values())


def _channel(found: Object, kind: str) -> str:
    places = "/".join(str(found[place]) for place in _PLACES if place in found)
    return f"{kind.removeprefix('response.')}/{places}"


def _head(found: Object) -> Object:
    return {key: [] if key == "logprobs" else value for key, value in found.items() if key != "obfuscation"}


def _whole(found: Object) -> tuple[Text, ...]:
    """Return finished texts; what the request said is repeated in events too, and not meant."""
    heard = Heard()
    for key in _WHOLE:
        heard.say_all((key,), found.get(key), Speaker.ASSISTANT)
    response = found.get("response")
    if isinstance(response, dict):
        heard.say_all(("response", "output"), response.get("output"), Speaker.ASSISTANT)
    return tuple(heard.texts)
