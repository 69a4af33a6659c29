"""The designer as a Strands model: it runs the same loop, tools and gateway as a language model."""

import threading
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from typing import Any, TypeVar

from pydantic import BaseModel
from strands.models.model import Model
from strands.types.content import Messages
from strands.types.streaming import StreamEvent
from strands.types.tools import ToolSpec

from cloudwright.agents.designer.decide import decide
from cloudwright.agents.designer.moves import Call, Say
from cloudwright.agents.designer.view import view
from cloudwright.gateway.errors import StructuredOutputUnsupported
from cloudwright.kit.canonical import canonical_json
from cloudwright.kit.ids import new_id

MODEL_ID = "built-in-designer"
_WORDS_A_PIECE = 4
_CHARACTERS_A_TOKEN = 4

T = TypeVar("T", bound=BaseModel)


class DesignerModel(Model):
    """Answers by rules; its text comes in pieces of four words, its tokens are characters over four."""

    def __init__(self) -> None:
        self.config: dict[str, Any] = {"model_id": MODEL_ID, "context_window_limit": 1_000_000}

    def update_config(self, **model_config: Any) -> None:
        self.config.update(model_config)

    def get_config(self) -> dict[str, Any]:
        return self.config

    async def structured_output(
        self, output_model: type[T], prompt: Messages, system_prompt: str | None = None, **kwargs: Any
    ) -> AsyncGenerator[dict[str, T | Any], None]:
        """Refuse: rules make no free-form objects."""
        del output_model, prompt, system_prompt, kwargs
        raise StructuredOutputUnsupported("The built-in designer answers with text and tool calls only.")
        yield {}

    async def stream(
        self,
        messages: Messages,
        tool_specs: list[ToolSpec] | None = None,
        system_prompt: str | None = None,
        *,
        cancel_signal: threading.Event | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[StreamEvent]:
        """Yield one message: a piece of text, or one tool call."""
        del system_prompt, kwargs
        tools = frozenset(spec["name"] for spec in tool_specs or ())
        move = decide(view(messages, tools))
        yield {"messageStart": {"role": "assistant"}}
        for event in _said(move) if isinstance(move, Say) else _called(move):
            if cancel_signal is not None and cancel_signal.is_set():
                return
            yield event
        yield {"messageStop": {"stopReason": "end_turn" if isinstance(move, Say) else "tool_use"}}
        yield {"metadata": {"usage": _usage(messages, move), "metrics": {"latencyMs": 0}}}


def _said(move: Say) -> Iterator[StreamEvent]:
    yield {"contentBlockStart": {"start": {}}}
    words = move.text.split(" ")
    for start in range(0, len(words), _WORDS_A_PIECE):
        piece = " ".join(words[start : start + _WORDS_A_PIECE])
        ending = " " if start + _WORDS_A_PIECE < len(words) else ""
        yield {"contentBlockDelta": {"delta": {"text": piece + ending}}}
    yield {"contentBlockStop": {}}


def _called(move: Call) -> Iterator[StreamEvent]:
    yield {"contentBlockStart": {"start": {"toolUse": {"toolUseId": new_id("call"), "name": move.tool}}}}
    yield {"contentBlockDelta": {"delta": {"toolUse": {"input": canonical_json(move.arguments)}}}}
    yield {"contentBlockStop": {}}


def _usage(messages: Messages, move: Say | Call) -> Any:
    read = sum(len(block.get("text", "")) for message in messages for block in message["content"])
    written = len(move.text) if isinstance(move, Say) else len(canonical_json(move.arguments))
    tokens_in, tokens_out = read // _CHARACTERS_A_TOKEN, written // _CHARACTERS_A_TOKEN
    return {"inputTokens": tokens_in, "outputTokens": tokens_out, "totalTokens": tokens_in + tokens_out}
