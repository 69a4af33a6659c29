"""From what Strands streams to AG-UI events: a fold over raw model events, pure but for given ids."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from cloudwright.events import agui
from cloudwright.events.schemas import Event

LONGEST_RESULT_CHARACTERS = 4_000
_CUT = " … (shortened)"

_Raw = Mapping[str, Any]  # Strands types its stream items as open dictionaries


class Translator:
    """Keeps what is open: one text message or one tool call at a time."""

    def __init__(self, new_message_id: Callable[[], str]) -> None:
        self._new_message_id = new_message_id
        self._message: str | None = None
        self._tool_call: str | None = None

    def translate(self, item: _Raw) -> Iterable[Event]:
        """Return the events that one item of `Agent.stream_async` stands for, often none."""
        raw = item.get("event")
        if raw is None:
            message = item.get("message")
            return _tool_results(message["content"]) if message and message["role"] == "user" else ()
        if self._message is not None and "contentBlockDelta" in raw:
            piece = raw["contentBlockDelta"]["delta"].get("text")
            if piece:
                return (agui.text(self._message, piece),)
        return self._model_event(raw)

    def close(self) -> Iterator[Event]:
        """Yield the ends of what is still open, when a stream was cut."""
        if self._message is not None:
            yield agui.text_ended(self._message)
            self._message = None
        if self._tool_call is not None:
            yield agui.tool_call_ended(self._tool_call)
            self._tool_call = None

    def _model_event(self, raw: _Raw) -> Iterator[Event]:
        if "contentBlockDelta" in raw:
            yield from self._delta(raw["contentBlockDelta"]["delta"])
        elif "contentBlockStart" in raw:
            yield from self._block_started(raw["contentBlockStart"]["start"])
        elif "contentBlockStop" in raw or "messageStart" in raw or "messageStop" in raw:
            yield from self.close()

    def _block_started(self, start: _Raw) -> Iterator[Event]:
        yield from self.close()
        call = start.get("toolUse")
        if call:
            self._tool_call = call["toolUseId"]
            yield agui.tool_call_started(call["toolUseId"], call["name"])

    def _delta(self, delta: _Raw) -> Iterator[Event]:
        piece = delta.get("text")
        if piece:
            if self._message is None:
                self._message = self._new_message_id()
                yield agui.text_started(self._message)
            yield agui.text(self._message, piece)
        elif "toolUse" in delta and self._tool_call is not None:
            yield agui.tool_call_arguments(self._tool_call, delta["toolUse"]["input"])


def shortened(text: str, longest: int = LONGEST_RESULT_CHARACTERS) -> str:
    """Return the text, or its beginning with a sign that more was there."""
    return text if len(text) <= longest else text[: longest - len(_CUT)] + _CUT


def _tool_results(content: Sequence[_Raw]) -> Iterator[Event]:
    for block in content:
        result = block.get("toolResult")
        if result:
            yield agui.tool_call_result(result["toolUseId"], shortened(_plain(result["content"])))


def _plain(content: Sequence[_Raw]) -> str:
    parts = [
        part["text"] if "text" in part else json.dumps(part["json"], ensure_ascii=False)
        for part in content
        if "text" in part or "json" in part
    ]
    return "\n".join(parts)
