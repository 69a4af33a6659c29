"""A Strands model that replays scripted turns: text, tool calls, stalls, gates and errors."""

import asyncio
import json
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any, TypeVar

from pydantic import BaseModel, JsonValue
from strands.models.model import Model
from strands.types.content import Messages
from strands.types.streaming import StreamEvent
from strands.types.tools import ToolSpec

from cloudwright.gateway.schemas import ModelCard

T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True)
class Text:
    """Says the text, one delta per piece; `pause_seconds` before each, as a provider would.

    A negative pause yields to the loop without waiting.
    """

    pieces: Sequence[str]
    pause_seconds: float = 0.0


@dataclass(frozen=True)
class ToolCall:
    """Ends the message with a tool call."""

    name: str
    arguments: Mapping[str, JsonValue] = field(default_factory=dict)


@dataclass(frozen=True)
class Gate:
    """Waits until the test opens it; `reached` says that the model is there."""

    reached: asyncio.Event = field(default_factory=asyncio.Event)
    opened: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(frozen=True)
class Stall:
    """A provider that never says another word."""

    reached: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(frozen=True)
class Failure:
    """Raises, as a provider client does."""

    error: Exception


Beat = Text | ToolCall | Gate | Stall | Failure
Reply = Sequence[Beat]


class ScriptedModel(Model):
    """Each call of `stream` plays the next reply of the script."""

    def __init__(self, replies: AsyncIterator[Reply], seen: list[Messages]) -> None:
        self._replies = replies
        self._seen = seen

    def update_config(self, **model_config: Any) -> None:
        del model_config

    def get_config(self) -> dict[str, Any]:
        return {"model_id": "scripted", "context_window_limit": 1_000_000}

    def structured_output(
        self, output_model: type[T], prompt: Messages, system_prompt: str | None = None, **kwargs: Any
    ) -> AsyncGenerator[dict[str, T | Any], None]:
        raise NotImplementedError

    async def stream(
        self,
        messages: Messages,
        tool_specs: list[ToolSpec] | None = None,
        system_prompt: str | None = None,
        *,
        cancel_signal: threading.Event | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[StreamEvent]:
        del tool_specs, system_prompt, cancel_signal, kwargs
        self._seen.append(list(messages))
        reply = await anext(self._replies)
        yield {"messageStart": {"role": "assistant"}}
        called = False
        words = 0
        for beat in reply:
            match beat:
                case Text(pieces, pause_seconds):
                    yield {"contentBlockStart": {"start": {}}}
                    for piece in pieces:
                        if pause_seconds:
                            await asyncio.sleep(max(pause_seconds, 0))
                        words += 1
                        yield {"contentBlockDelta": {"delta": {"text": piece}}}
                    yield {"contentBlockStop": {}}
                case ToolCall(name, arguments):
                    called = True
                    for event in _tool_call(name, arguments):
                        yield event
                case Gate(reached, opened):
                    reached.set()
                    await opened.wait()
                case Stall(reached):
                    reached.set()
                    await asyncio.Event().wait()
                case Failure(error):
                    raise error
        yield {"messageStop": {"stopReason": "tool_use" if called else "end_turn"}}
        usage = {"inputTokens": 10, "outputTokens": words, "totalTokens": 10 + words}
        yield {"metadata": {"usage": usage, "metrics": {"latencyMs": 0}}}  # type: ignore[typeddict-item]  # a subset of Usage


_call_numbers = count(1)


def _tool_call(name: str, arguments: Mapping[str, JsonValue]) -> list[StreamEvent]:
    call_id = f"call_{next(_call_numbers)}"
    return [
        {"contentBlockStart": {"start": {"toolUse": {"toolUseId": call_id, "name": name}}}},
        {"contentBlockDelta": {"delta": {"toolUse": {"input": json.dumps(dict(arguments))}}}},
        {"contentBlockStop": {}},
    ]


class Script:
    """A `ModelSource`: the replies of all turns, in order; `seen` keeps what the model was given."""

    card = ModelCard(id="scripted", label="Scripted model", local=True)

    def __init__(self, *replies: Reply) -> None:
        self._replies = self._next([*replies])
        self.seen: list[Messages] = []

    def make(self) -> Model:
        return ScriptedModel(self._replies, self.seen)

    async def _next(self, replies: list[Reply]) -> AsyncIterator[Reply]:
        for reply in replies:
            yield reply
        while True:
            yield [Text(["The script has ended."])]
