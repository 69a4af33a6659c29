"""A model that counts: every stream ends in one ledger row, however it ends."""

import asyncio
import threading
import time
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from pydantic import BaseModel
from strands.models.model import Model
from strands.types.content import Messages
from strands.types.streaming import StreamEvent
from strands.types.tools import ToolSpec

from cloudwright.gateway.cut import Cutter
from cloudwright.gateway.errors import StructuredOutputUnsupported
from cloudwright.gateway.joined import joined
from cloudwright.gateway.ports import Admission, Settle
from cloudwright.gateway.pricing import cost_nano_usd
from cloudwright.gateway.schemas import Call, Caller, CallStatus, Holds, Usage
from cloudwright.kit.clock import Clock
from cloudwright.kit.ids import new_id

T = TypeVar("T", bound=BaseModel)

_CHARACTERS_PER_TOKEN = 4
_LONGEST_ANSWER = 8_192
_LIMITS_OF_ANSWERS = ("max_tokens", "max_completion_tokens", "max_output_tokens")


@dataclass(slots=True)
class _Meter:
    """What one stream has used so far."""

    holds: Holds
    received_characters: int = 0
    reported: Usage | None = None
    status: CallStatus = CallStatus.FAILED

    def count(self, event: StreamEvent) -> None:
        if "contentBlockDelta" in event:
            delta = event["contentBlockDelta"]["delta"]
            if "text" in delta:
                self.received_characters += len(delta["text"] or "")
            elif "toolUse" in delta:
                self.received_characters += len(delta["toolUse"]["input"])
            elif "reasoningContent" in delta:
                self.received_characters += len(delta["reasoningContent"].get("text") or "")
        elif "messageStop" in event:
            self.status = CallStatus.COMPLETED
        elif "metadata" in event and "usage" in event["metadata"]:
            usage = event["metadata"]["usage"]
            read, written = usage.get("cacheReadInputTokens", 0), usage.get("cacheWriteInputTokens", 0)
            self.reported = Usage(
                input_tokens=usage["inputTokens"] + read + written,
                output_tokens=usage["outputTokens"],
                cache_read_tokens=read,
                cache_write_tokens=written,
            )

    def usage(self, given_tokens: int) -> Usage:
        received = -(-self.received_characters // _CHARACTERS_PER_TOKEN)
        if self.reported is None:
            return Usage(input_tokens=given_tokens, output_tokens=received, estimated=True)
        if self.status is CallStatus.COMPLETED or received <= self.reported.output_tokens:
            return self.reported
        return replace(self.reported, output_tokens=received, estimated=True)


@dataclass(frozen=True, slots=True)
class Books:
    """What is asked before a call, and told after it."""

    settle: Settle
    admission: Admission


class MeteredModel(Model):
    """Wraps a model: watches the stop signal also while the provider is silent, and settles in `finally`."""

    def __init__(self, inner: Model, *, model_id: str, caller: Caller, books: Books, clock: Clock) -> None:
        self._inner = inner
        self._model_id = model_id
        self._caller = caller
        self._books = books
        self._clock = clock

    @property
    def stateful(self) -> bool:
        return self._inner.stateful

    def update_config(self, **model_config: Any) -> None:
        self._inner.update_config(**model_config)

    def get_config(self) -> Any:
        return self._inner.get_config()

    @property
    def config(self) -> Any:
        """The inner configuration, which Strands reads for its traces."""
        return self._inner.get_config()

    async def count_tokens(self, messages: Messages, *args: Any, **kwargs: Any) -> int:
        return await self._inner.count_tokens(messages, *args, **kwargs)

    def structured_output(
        self, output_model: type[T], prompt: Messages, system_prompt: str | None = None, **kwargs: Any
    ) -> AsyncGenerator[dict[str, T | Any], None]:
        """Refuse: an agent asks for it with a tool, and that call is metered."""
        del output_model, prompt, system_prompt, kwargs
        raise StructuredOutputUnsupported("Ask for structured output through an agent.")

    def stream(
        self,
        messages: Messages,
        tool_specs: list[ToolSpec] | None = None,
        system_prompt: str | None = None,
        *,
        cancel_signal: threading.Event | None = None,
        **kwargs: Any,
    ) -> AsyncGenerator[StreamEvent, None]:
        """Yield the inner model's events; the ledger row follows the last one, an error or a stop."""
        return joined(
            self._metered(messages, tool_specs, system_prompt, cancel_signal=cancel_signal, **kwargs)
        )

    async def _metered(
        self,
        messages: Messages,
        tool_specs: list[ToolSpec] | None,
        system_prompt: str | None,
        *,
        cancel_signal: threading.Event | None,
        **kwargs: Any,
    ) -> AsyncGenerator[StreamEvent, None]:
        async def most() -> Usage:
            given = await self._inner.count_tokens(messages, tool_specs, system_prompt)
            return Usage(input_tokens=given, output_tokens=longest_answer(self._inner.get_config()))

        holds = await self._books.admission.admit(self._caller, self._model_id, most=most)
        started, started_at = time.monotonic(), self._clock()
        meter = _Meter(holds)
        events = self._inner.stream(
            messages, tool_specs, system_prompt, cancel_signal=cancel_signal, **kwargs
        )
        iterator = aiter(events)
        try:
            async with Cutter(cancel_signal) as cutter:
                while (event := await cutter.next(iterator)) is not None:
                    meter.count(event)
                    yield event
            if meter.status is not CallStatus.COMPLETED:
                meter.status = CallStatus.CANCELLED
        except (asyncio.CancelledError, GeneratorExit):
            meter.status = CallStatus.CANCELLED
            raise
        finally:
            if isinstance(iterator, AsyncGenerator):
                await iterator.aclose()
            given = 0
            if meter.reported is None:
                given = await self._inner.count_tokens(messages, tool_specs, system_prompt)
            elapsed = round((time.monotonic() - started) * 1000)
            call = self._call(meter, given_tokens=given, milliseconds=elapsed, started_at=started_at)
            await asyncio.shield(asyncio.ensure_future(self._books.settle(call)))

    def _call(self, meter: _Meter, *, given_tokens: int, milliseconds: int, started_at: datetime) -> Call:
        usage = meter.usage(given_tokens)
        return Call(
            id=new_id("call"),
            caller=self._caller,
            model_id=self._model_id,
            status=meter.status,
            usage=usage,
            milliseconds=milliseconds,
            cost_nano_usd=cost_nano_usd(self._model_id, usage),
            started_at=started_at,
            holds=meter.holds,
        )


def longest_answer(config: object) -> int:
    """Return how many tokens an answer may have at most, as the model's configuration says it."""
    if not isinstance(config, Mapping):
        return _LONGEST_ANSWER
    for options in (config, config.get("params")):
        if isinstance(options, Mapping):
            said = [options[name] for name in _LIMITS_OF_ANSWERS if isinstance(options.get(name), int)]
            if said:
                return int(said[0])
    return _LONGEST_ANSWER
