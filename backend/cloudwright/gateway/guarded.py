"""A provider's model behind a guard: patience, repeats, whole answers, and errors that people can read."""

import asyncio
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, TypeVar

import structlog
from pydantic import BaseModel
from strands.models.model import Model
from strands.types.content import Messages
from strands.types.streaming import StreamEvent
from strands.types.tools import ToolSpec

from cloudwright.gateway.errors import ModelFailed, ModelSilent, StructuredOutputUnsupported
from cloudwright.gateway.faults import Fault, failure
from cloudwright.gateway.reading import Reading

log = structlog.get_logger(__name__)

T = TypeVar("T", bound=BaseModel)
Blame = Callable[[Exception], Fault]
Sleep = Callable[[float], Awaitable[None]]

_FIRST_PAUSE_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a provider may be silent, and how often a call is repeated before anything was said."""

    first_seconds: float
    idle_seconds: float
    attempts: int
    longest_wait_seconds: float

    def pause(self, error: ModelFailed, attempt: int) -> float | None:
        """Return the seconds before the next attempt, or None when there shall be none."""
        if not error.transient or attempt >= self.attempts:
            return None
        wanted = error.retry_after_seconds
        wait = _FIRST_PAUSE_SECONDS * 2 ** (attempt - 1) if wanted is None else max(wanted, 0.0)
        return wait if wait <= self.longest_wait_seconds else None


class GuardedModel(Model):
    """Wraps a vendor's model; `blame` tells what its exceptions mean."""

    def __init__(
        self, inner: Model, *, label: str, blame: Blame, patience: Patience, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._inner = inner
        self._label = label
        self._blame = blame
        self._patience = patience
        self._sleep = sleep

    @property
    def stateful(self) -> bool:
        return self._inner.stateful

    def update_config(self, **model_config: Any) -> None:
        self._inner.update_config(**model_config)

    def get_config(self) -> Any:
        return self._inner.get_config()

    def structured_output(
        self, output_model: type[T], prompt: Messages, system_prompt: str | None = None, **kwargs: Any
    ) -> AsyncGenerator[dict[str, T | Any], None]:
        """Refuse: an agent asks for it with a tool, and that call is guarded."""
        del output_model, prompt, system_prompt, kwargs
        raise StructuredOutputUnsupported("Ask for structured output through an agent.")

    async def stream(
        self,
        messages: Messages,
        tool_specs: list[ToolSpec] | None = None,
        system_prompt: str | None = None,
        *,
        cancel_signal: threading.Event | None = None,
        **kwargs: Any,
    ) -> AsyncGenerator[StreamEvent, None]:
        """Yield one whole answer, or what there was of it when the signal was set.

        Raises:
            ModelFailed: there is none, or it is no good; what was yielded before stays said.
        """
        attempt = 0
        while True:
            attempt += 1
            reading = Reading(self._label, after_tools=_after_tools(messages))
            try:
                events = self._inner.stream(
                    messages, tool_specs, system_prompt, cancel_signal=cancel_signal, **kwargs
                )
                async with aclosing(self._read(aiter(events), reading)) as answer:
                    async for event in answer:
                        yield event
            except ModelFailed as error:
                if cancel_signal is not None and cancel_signal.is_set():
                    return
                pause = None if reading.started else self._patience.pause(error, attempt)
                log.info("model call failed", code=error.code, attempt=attempt, pause=pause)
                if pause is None:
                    raise
                await self._sleep(pause)
            else:
                return

    async def _read(
        self, events: AsyncIterator[StreamEvent], reading: Reading
    ) -> AsyncGenerator[StreamEvent, None]:
        try:
            while (event := await self._next(events, reading)) is not None:
                for each in reading.take(event):
                    yield each
        finally:
            if isinstance(events, AsyncGenerator):
                await events.aclose()
        wrong = reading.failure()
        if wrong is not None:
            raise wrong

    async def _next(self, events: AsyncIterator[StreamEvent], reading: Reading) -> StreamEvent | None:
        seconds = self._patience.idle_seconds if reading.started else self._patience.first_seconds
        try:
            async with asyncio.timeout(seconds):
                return await anext(events, None)
        except TimeoutError as error:
            raise ModelSilent(
                f"{self._label} said nothing for {seconds:g} seconds and was given up. "
                "What was said before is kept. Try again."
            ) from error
        except Exception as error:  # outermost for foreign code: a garbled answer may fail in any way
            fault = self._blame(error)
            log.warning("model call broke", fault=fault.kind, status=fault.status, error=type(error).__name__)
            raise failure(fault, self._label) from error


def _after_tools(messages: Messages) -> bool:
    return bool(messages) and any("toolResult" in block for block in messages[-1]["content"])
