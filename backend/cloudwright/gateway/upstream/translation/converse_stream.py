"""Bedrock's stream as events of Anthropic's."""

from collections.abc import Iterator

from cloudwright.gateway.upstream.translation.ends import stop_of_converse, usage_of_converse
from cloudwright.gateway.upstream.translation.saying import figure
from cloudwright.gateway.wire.bodies import Object, a_text, an_object


class ConverseAsMessages:
    """Implements `Stage`; an event is an object with the one key that names it.

    Bedrock says when blocks of tools begin and leaves the others to be guessed from their first delta; the
    usage comes behind the end.
    """

    def __init__(self, *, model: str, identity: str) -> None:
        self.finished = False
        self._model = model
        self._identity = identity
        self._blocks: dict[int, int] = {}
        self._stop: str | None = None

    def feed(self, event: Object) -> Iterator[Object]:
        """Yield the events of one event."""
        for name, value in event.items():
            told: Object = value if isinstance(value, dict) else {}
            match name:
                case "messageStart":
                    yield self._start()
                case "contentBlockStart":
                    yield from self._started(figure(told, "contentBlockIndex"), an_object(told, "start"))
                case "contentBlockDelta":
                    yield from self._said(figure(told, "contentBlockIndex"), an_object(told, "delta"))
                case "contentBlockStop":
                    yield from self._stopped(figure(told, "contentBlockIndex"))
                case "messageStop":
                    self._stop = stop_of_converse(told.get("stopReason"))
                case "metadata":
                    yield from self._ended(an_object(told, "usage"))

    def end(self) -> Iterator[Object]:
        """Yield the end of an answer that was whole but for its usage."""
        yield from self._ended({})

    def _start(self) -> Object:
        message: Object = {
            "id": self._identity,
            "type": "message",
            "role": "assistant",
            "model": self._model,
            "content": [],
            "stop_reason": None,
            "stop_sequence": None,
            "usage": usage_of_converse({}),
        }
        return {"type": "message_start", "message": message}

    def _started(self, index: int, start: Object) -> Iterator[Object]:
        call = an_object(start, "toolUse")
        if call:
            block = {"type": "tool_use", "id": call.get("toolUseId"), "name": call.get("name"), "input": {}}
            yield self._opened(index, block)

    def _said(self, index: int, delta: Object) -> Iterator[Object]:
        thought = an_object(delta, "reasoningContent")
        if "text" in delta:
            yield from self._known(index, "text", {"text": "", "citations": None})
            yield self._delta(index, {"type": "text_delta", "text": a_text(delta, "text")})
        elif "toolUse" in delta and index in self._blocks:
            more = a_text(an_object(delta, "toolUse"), "input")
            yield self._delta(index, {"type": "input_json_delta", "partial_json": more})
        elif "redactedContent" in thought:
            yield from self._known(index, "redacted_thinking", {"data": thought["redactedContent"]})
        elif thought:
            yield from self._known(index, "thinking", {"thinking": "", "signature": ""})
            yield self._delta(index, _thought(thought))

    def _known(self, index: int, kind: str, empty: Object) -> Iterator[Object]:
        if index not in self._blocks:
            yield self._opened(index, {"type": kind, **empty})

    def _opened(self, index: int, block: Object) -> Object:
        number = self._blocks[index] = len(self._blocks)
        return {"type": "content_block_start", "index": number, "content_block": block}

    def _delta(self, index: int, delta: Object) -> Object:
        return {"type": "content_block_delta", "index": self._blocks[index], "delta": delta}

    def _stopped(self, index: int) -> Iterator[Object]:
        if index in self._blocks:
            yield {"type": "content_block_stop", "index": self._blocks[index]}

    def _ended(self, usage: Object) -> Iterator[Object]:
        if self._stop is None or self.finished:
            return
        self.finished = True
        delta = {"stop_reason": self._stop, "stop_sequence": None}
        yield {"type": "message_delta", "delta": delta, "usage": usage_of_converse(usage)}
        yield {"type": "message_stop"}


def _thought(thought: Object) -> Object:
    if "signature" in thought:
        return {"type": "signature_delta", "signature": a_text(thought, "signature")}
    return {"type": "thinking_delta", "thinking": a_text(thought, "text")}
