"""Waiting for the next item of a stream, cut short when a thread-safe signal is set."""

import asyncio
import threading
from collections.abc import AsyncIterator
from types import TracebackType
from typing import Self, TypeVar

T = TypeVar("T")

_POLL_SECONDS = 0.03


class Cutter:
    """One watcher for a whole stream, so that a waiting item costs no task of its own.

    The watcher cancels the waiting task only while it is inside `next`, which takes that cancellation
    back and returns None instead; a cancellation from elsewhere passes through.
    """

    def __init__(self, signal: threading.Event | None) -> None:
        self._signal = signal
        self._waiting: asyncio.Task[object] | None = None
        self._cut = False
        self._watcher: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        if self._signal is not None:
            self._watcher = asyncio.create_task(self._watch(self._signal))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._watcher is not None:
            self._watcher.cancel()

    async def next(self, items: AsyncIterator[T]) -> T | None:
        """Return the next item, or None when there is none or the signal is set first."""
        if self._signal is not None and self._signal.is_set():
            return None
        task = asyncio.current_task()
        self._waiting = task
        try:
            return await anext(items)
        except StopAsyncIteration:
            return None
        except asyncio.CancelledError:
            if self._cut and task is not None and task.cancelling() == 1:
                return None
            raise
        finally:
            self._waiting = None
            if self._cut and task is not None:
                task.uncancel()

    async def _watch(self, signal: threading.Event) -> None:
        while not signal.is_set():  # noqa: ASYNC110  # Strands signals with a thread's event
            await asyncio.sleep(_POLL_SECONDS)
        if self._waiting is not None:
            self._cut = True
            self._waiting.cancel()
