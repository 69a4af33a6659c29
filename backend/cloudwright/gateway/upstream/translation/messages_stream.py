"""Anthropic's stream as chunks of OpenAI's."""

from collections.abc import Iterator

from cloudwright.gateway.upstream.failures import Failed, failed
from cloudwright.gateway.upstream.provider_errors import by_word
from cloudwright.gateway.upstream.translation.ends import finish, usage_as_chat
from cloudwright.gateway.upstream.translation.saying import as_text, figure
from cloudwright.gateway.wire.bodies import Object, a_text, an_object


class MessagesAsChat:
    """Implements `Stage`. The last chunk holds the usage; events of no meaning here are passed over."""

    def __init__(self, *, created: int) -> None:
        self.finished = False
        self._head: Object = {"object": "chat.completion.chunk", "created": created}
        self._usage: Object = {}
        self._calls: dict[int, int] = {}
        self._silent: set[int] = set()

    def feed(self, event: Object) -> Iterator[Object]:
        """Yield the chunks of one event."""
        match event.get("type"):
            case "message_start":
                message = an_object(event, "message")
                self._head |= {"id": f"chatcmpl-{a_text(message, 'id')}", "model": message.get("model")}
                self._usage |= an_object(message, "usage")
                yield self._chunk({"role": "assistant", "content": "", "refusal": None})
            case "content_block_start":
                yield from self._started(figure(event, "index"), an_object(event, "content_block"))
            case "content_block_delta":
                yield from self._said(figure(event, "index"), an_object(event, "delta"))
            case "content_block_stop" if figure(event, "index") in self._silent:
                self._silent.discard(figure(event, "index"))
                yield self._arguments(self._calls[figure(event, "index")], "{}")
            case "message_delta":
                self._usage |= {k: v for k, v in an_object(event, "usage").items() if v is not None}
                reason = an_object(event, "delta").get("stop_reason")
                if reason is not None:
                    yield self._chunk({}, finish(reason))
            case "message_stop":
                self.finished = True
                yield {**self._head, "choices": [], "usage": usage_as_chat(self._usage)}
            case "error":
                raise _told(an_object(event, "error"))

    def end(self) -> Iterator[Object]:
        """Nothing is held back."""
        yield from ()

    def _started(self, index: int, block: Object) -> Iterator[Object]:
        match block.get("type"):
            case "text" if block.get("text"):
                yield self._chunk({"content": block["text"]})
            case "tool_use":
                number = self._calls[index] = len(self._calls)
                given = block.get("input")
                if not given:
                    self._silent.add(index)
                function = {"name": block.get("name"), "arguments": as_text(given) if given else ""}
                call = {"index": number, "id": block.get("id"), "type": "function", "function": function}
                yield self._chunk({"tool_calls": [call]})

    def _said(self, index: int, delta: Object) -> Iterator[Object]:
        match delta.get("type"):
            case "text_delta":
                yield self._chunk({"content": a_text(delta, "text")})
            case "thinking_delta":
                yield self._chunk({"reasoning_content": a_text(delta, "thinking")})
            case "input_json_delta" if index in self._calls and delta.get("partial_json"):
                self._silent.discard(index)
                yield self._arguments(self._calls[index], a_text(delta, "partial_json"))

    def _arguments(self, number: int, text: str) -> Object:
        return self._chunk({"tool_calls": [{"index": number, "function": {"arguments": text}}]})

    def _chunk(self, delta: Object, finish_reason: str | None = None) -> Object:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}
        return {**self._head, "choices": [choice]}


def _told(error: Object) -> Failed:
    message = a_text(error, "message")
    return failed(by_word(a_text(error, "type"), message), message)
