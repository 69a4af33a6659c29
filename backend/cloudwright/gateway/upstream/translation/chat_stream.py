"""OpenAI's stream as events of Anthropic's."""

from collections.abc import Iterator, Mapping

from cloudwright.gateway.upstream.failures import failed
from cloudwright.gateway.upstream.provider_errors import by_word
from cloudwright.gateway.upstream.translation.ends import stop, usage_as_messages
from cloudwright.gateway.upstream.translation.saying import figure
from cloudwright.gateway.wire.bodies import Object, a_text, an_object

_TEXT = "text"
_THINKING = "thinking"


class ChatAsMessages:
    """Implements `Stage`. One block is open at a time; the end waits for the usage that comes behind it.

    Arguments for a call whose block has ended already, which no provider sends but some servers might, are
    still said under its index.
    """

    def __init__(self) -> None:
        self.finished = False
        self._begun = False
        self._open: object = None
        self._blocks = 0
        self._calls: dict[int, int] = {}
        self._stop: str | None = None
        self._refused = False
        self._usage: Object = {}

    def feed(self, event: Object) -> Iterator[Object]:
        """Yield the events of one chunk."""
        if not event:
            yield from self.done()
            return
        error = event.get("error")
        if error:
            told: Object = error if isinstance(error, dict) else {"message": str(error)}
            word = a_text(told, "code") or a_text(told, "type")
            raise failed(by_word(word, a_text(told, "message")), a_text(told, "message"))
        if not self._begun:
            self._begun = True
            yield _start(event)
        self._usage = an_object(event, "usage") or self._usage
        choices = event.get("choices")
        for choice in choices if isinstance(choices, list) else ():
            if isinstance(choice, dict) and figure(choice, "index") == 0:
                yield from self._chosen(choice)

    def done(self) -> Iterator[Object]:
        """Yield the end, once the provider says that nothing more comes."""
        if self.finished or self._stop is None:
            return
        self.finished = True
        yield from self._closed()
        reason = "refusal" if self._refused else self._stop
        delta = {"stop_reason": reason, "stop_sequence": None}
        yield {"type": "message_delta", "delta": delta, "usage": usage_as_messages(self._usage)}
        yield {"type": "message_stop"}

    def end(self) -> Iterator[Object]:
        """Yield the end where the provider closed without a word, as some compatible servers do."""
        yield from self.done()

    def _chosen(self, choice: Object) -> Iterator[Object]:
        delta = an_object(choice, "delta")
        thought = a_text(delta, "reasoning_content") or a_text(delta, "reasoning")
        refused = a_text(delta, "refusal")
        self._refused = self._refused or bool(refused)
        if thought:
            yield from self._said(_THINKING, {"type": "thinking_delta", "thinking": thought})
        for text in (a_text(delta, "content"), refused):
            if text:
                yield from self._said(_TEXT, {"type": "text_delta", "text": text})
        calls = delta.get("tool_calls")
        for call in calls if isinstance(calls, list) else ():
            if isinstance(call, dict):
                yield from self._called(call)
        if choice.get("finish_reason") is not None:
            self._stop = stop(choice["finish_reason"])

    def _said(self, kind: str, delta: Object) -> Iterator[Object]:
        if self._open != kind:
            empty: Mapping[str, Object] = {
                _TEXT: {"text": "", "citations": None},
                _THINKING: {"thinking": "", "signature": ""},
            }
            yield from self._opened(kind, {"type": kind, **empty[kind]})
        yield {"type": "content_block_delta", "index": self._blocks - 1, "delta": delta}

    def _called(self, call: Object) -> Iterator[Object]:
        number, function = figure(call, "index"), an_object(call, "function")
        if number not in self._calls:
            begun = {"type": "tool_use", "id": call.get("id"), "name": function.get("name"), "input": {}}
            yield from self._opened(number, begun)
            self._calls[number] = self._blocks - 1
        arguments = a_text(function, "arguments")
        if arguments:
            delta = {"type": "input_json_delta", "partial_json": arguments}
            yield {"type": "content_block_delta", "index": self._calls[number], "delta": delta}

    def _opened(self, kind: object, block: Object) -> Iterator[Object]:
        yield from self._closed()
        self._open = kind
        self._blocks += 1
        yield {"type": "content_block_start", "index": self._blocks - 1, "content_block": block}

    def _closed(self) -> Iterator[Object]:
        if self._open is not None:
            self._open = None
            yield {"type": "content_block_stop", "index": self._blocks - 1}


def _start(event: Object) -> Object:
    message = {
        "id": f"msg_{a_text(event, 'id')}",
        "type": "message",
        "role": "assistant",
        "model": event.get("model"),
        "content": [],
        "stop_reason": None,
        "stop_sequence": None,
        "usage": usage_as_messages({}),
    }
    return {"type": "message_start", "message": message}
