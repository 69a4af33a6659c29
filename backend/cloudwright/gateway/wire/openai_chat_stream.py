"""Streams of OpenAI's Chat Completions.

https://platform.openai.com/docs/api-reference/chat-streaming (2026-11)
"""

import re
from collections.abc import Iterable, Iterator, Sequence

import orjson

from cloudwright.gateway.wire.ask import Path, Speaker, Text
from cloudwright.gateway.wire.bodies import Object, index_of, replaced, written
from cloudwright.gateway.wire.figures import openai_usage
from cloudwright.gateway.wire.heard import Heard
from cloudwright.gateway.wire.speech import Piece
from cloudwright.gateway.wire.sse import event_of, with_data
from cloudwright.gateway.wire.streams import (
    Delta,
    Notes,
    Reader,
    provider_failure,
    texts_under,
)

_USAGE = re.compile(rb'"usage"\s*+:\s*+\{')
_CONTENT = texts_under("content")  # also of `reasoning_content`
_STOP = re.compile(rb'"finish_reason"\s*+:\s*+"')
_ENVELOPE = ("id", "object", "created", "model")


class ChatReader(Reader):
    """Reads chunks. One that says several things at once is taken apart, so that each has its own event."""

    def __init__(self, *, usage_wanted: bool) -> None:
        super().__init__()
        self._usage_wanted = usage_wanted
        self._envelope: Object = {}

    def more(self, channel: str, text: str) -> bytes:
        index, _, place = channel.partition("/")
        delta = _delta_of(place, text)
        choice = {"index": int(index), "delta": delta, "finish_reason": None}
        return event_of(written({**self._envelope, "choices": [choice]}))

    def _skimmed(self, events: bytes) -> bool:
        said = _CONTENT.findall(events)
        if not said or len(said) != events.count(b"\n\n") or _USAGE.search(events):
            return False
        return self._counted(said)

    def _stops(self, events: bytes) -> bool:
        return _STOP.search(events) is not None

    def _usual(self, event: bytes) -> Piece | None:
        if not event.startswith(b"data: {") or event.find(b"\n") != len(event) - 2:
            return None
        try:
            found = orjson.loads(event[6:-2])
            (choice,) = found["choices"]
            delta = choice["delta"]
            text = delta["content"]
            channel = f"{choice['index']}/content"
        except (LookupError, TypeError, ValueError):
            return None
        if not text or len(delta) != 1 or channel not in self._open or not isinstance(text, str):
            return None
        if found.get("usage") or choice.get("finish_reason") or "error" in found:
            return None
        return self._spoken(event, text, channel)

    def _marked(self, data: bytes) -> Notes | None:
        if not data.startswith(b"[DONE]"):
            return None
        self.finished = True
        return Notes({}, ends=self.open_channels)

    def _deltas(self, found: Object) -> Sequence[Delta]:
        return [delta for path, choice in _choices(found) for delta in _said(path, choice)]

    def _understood(self, found: Object) -> Notes | None:
        usage = found.get("usage")
        if isinstance(usage, dict):
            self.usage = openai_usage(usage) or self.usage
            if not self._usage_wanted and not found.get("choices"):
                return None
        self._note_error(found)
        if not self._envelope:
            self._envelope = {key: found[key] for key in _ENVELOPE if key in found}
        deltas = self._deltas(found)
        return Notes(found, deltas, self._ended(found, deltas), _whole(found))

    def _ended(self, found: Object, deltas: Iterable[Delta]) -> tuple[str, ...]:
        ended = [str(index_of(choice)) for _, choice in _choices(found) if choice.get("finish_reason")]
        if not ended:
            return ()
        self._stopped = True
        known = dict.fromkeys((*self._open, *(delta.channel for delta in deltas)))
        return tuple(channel for channel in known if channel.partition("/")[0] in ended)

    def _note_error(self, found: Object) -> None:
        error = found.get("error") or (found if found.get("object") == "error" else None)
        if isinstance(error, dict):
            self.failed = provider_failure((error.get("code"), error.get("type")), error.get("message"))
        elif error:
            self.failed = provider_failure((), error)

    def _forget_spelling(self, found: Object) -> None:
        for _, choice in _choices(found):
            if choice.get("logprobs"):
                choice["logprobs"] = None

    def _pieces(self, event: bytes, notes: Notes, pieces: list[Piece]) -> None:
        if len(notes.deltas) < 2:  # more than one is several
            super()._pieces(event, notes, pieces)
            return
        found = self._again(Piece(event))
        last = _last_of(found)
        replaced(found, {delta.path: "" for delta in notes.deltas})
        self._forget_spelling(found)
        pieces.append(Piece(with_data(event, written(found)), whole=notes.whole))
        pieces.extend(
            Piece(self.more(delta.channel, delta.text), delta.text, delta.channel) for delta in notes.deltas
        )
        if last is not None:
            pieces.append(Piece(with_data(event, written(last)), ends=notes.ends))


def _choices(found: Object) -> Iterator[tuple[Path, Object]]:
    choices = found.get("choices")
    if isinstance(choices, list):
        for place, choice in enumerate(choices):
            if isinstance(choice, dict):
                yield ("choices", place), choice


def _said(path: Path, choice: Object) -> Iterator[Delta]:
    delta = choice.get("delta")
    if not isinstance(delta, dict):
        return
    index = index_of(choice)
    for key, value in delta.items():
        if isinstance(value, str):
            if value and key != "role":
                yield Delta(f"{index}/{key}", (*path, "delta", key), value)
        elif key == "tool_calls" and isinstance(value, list):
            yield from _called(f"{index}/tool_calls", (*path, "delta", key), value)
        elif isinstance(value, dict):
            yield from _inside(f"{index}/{key}", (*path, "delta", key), value)


def _called(channel: str, path: Path, calls: list[object]) -> Iterator[Delta]:
    for place, call in enumerate(calls):
        if isinstance(call, dict):
            yield from _inside(f"{channel}/{index_of(call, otherwise=place)}", (*path, place), call)


def _inside(channel: str, path: Path, value: Object) -> Iterator[Delta]:
    """Yield the arguments of a call or the transcript of a sound."""
    for steps in (("function", "arguments"), ("custom", "input"), ("arguments",), ("transcript",)):
        found: object = value
        for step in steps:
            found = found.get(step) if isinstance(found, dict) else None
        if isinstance(found, str) and found:
            yield Delta(f"{channel}/{'/'.join(steps)}", (*path, *steps), found)


def _delta_of(place: str, text: str) -> Object:
    """Return the delta that a channel names by its steps."""
    *steps, last = place.split("/")
    said: Object = {last: text}
    if steps[:1] == ["tool_calls"]:
        return {"tool_calls": [{"index": int(steps[1]), steps[2]: said}]}
    for step in reversed(steps):
        said = {step: said}
    return said


def _whole(found: Object) -> tuple[Text, ...]:
    """Return texts that come as lists of parts, as some providers send their reasoning."""
    heard = Heard()
    for path, choice in _choices(found):
        delta = choice.get("delta")
        for key, value in delta.items() if isinstance(delta, dict) else ():
            if isinstance(value, list) and key != "tool_calls":
                heard.say_all((*path, "delta", key), value, Speaker.ASSISTANT)
    return tuple(heard.texts)


def _last_of(found: Object) -> Object | None:
    """Take the end of choices and the usage out of a chunk, and return them as a chunk of their own."""
    usage = found.pop("usage", None)
    choices: list[Object] = []
    for _, choice in _choices(found):
        if choice.get("finish_reason"):
            choices.append({**choice, "delta": {}, **({"logprobs": None} if "logprobs" in choice else {})})
            choice["finish_reason"] = None
    if not choices and usage is None:
        return None
    return {**found, "choices": choices, **({"usage": usage} if usage is not None else {})}
