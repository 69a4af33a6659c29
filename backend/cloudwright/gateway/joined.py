"""Joins text that is said faster than it is shown: an agent pays far more for an event than for a word."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

from strands.types.streaming import StreamEvent

_PAUSE_SECONDS = 0.02


async def joined(events: AsyncGenerator[StreamEvent, None]) -> AsyncGenerator[StreamEvent, None]:
    """Yield the same stream in fewer events.

    The first text comes at once, more text at most 20 ms after it was said; every other event comes at once
    and keeps its place. The stream is read by a task of its own, which ends with this generator.
    """
    heard = _Heard()
    reading = asyncio.create_task(_read(events, heard))
    try:
        while await heard.anything():
            for event in heard.take():
                yield event
            await heard.pause()
        await reading
    finally:
        reading.cancel()
        await asyncio.wait({reading})


async def _read(events: AsyncGenerator[StreamEvent, None], heard: "_Heard") -> None:
    try:
        async with aclosing(events):
            async for event in events:
                heard.add(event)
    finally:
        heard.end()


class _Heard:
    """What the model said since it was last asked; text in one block is kept as mere pieces."""

    def __init__(self) -> None:
        self._events: list[StreamEvent] = []
        self._first: StreamEvent | None = None
        self._pieces: list[str] = []
        self._some = asyncio.Event()
        self._urgent = asyncio.Event()
        self._over = False

    def add(self, event: StreamEvent) -> None:
        """Keep an event behind the others."""
        text = _text(event)
        if text is None:
            self._close_text()
            self._events.append(event)
            self._urgent.set()
        else:
            self._first = self._first or event
            self._pieces.append(text)
        self._some.set()

    def end(self) -> None:
        """Say that nothing more will come."""
        self._over = True
        self._some.set()
        self._urgent.set()

    async def anything(self) -> bool:
        """Wait for the next event; False when the stream is over and taken."""
        await self._some.wait()
        return bool(self._events or self._pieces or not self._over)

    def take(self) -> list[StreamEvent]:
        """Remove and return what was heard."""
        self._close_text()
        taken, self._events = self._events, []
        if not self._over:
            self._some.clear()
            self._urgent.clear()
        return taken

    async def pause(self) -> None:
        """Let text gather; whatever is not text ends the pause."""
        try:
            async with asyncio.timeout(_PAUSE_SECONDS):
                await self._urgent.wait()
        except TimeoutError:
            return

    def _close_text(self) -> None:
        if self._first is not None:
            block = self._first["contentBlockDelta"]
            self._events.append({"contentBlockDelta": {**block, "delta": {"text": "".join(self._pieces)}}})
            self._first, self._pieces = None, []


def _text(event: StreamEvent) -> str | None:
    block = event.get("contentBlockDelta")
    if block is None or len(block["delta"]) != 1:
        return None
    text = block["delta"].get("text")
    return text if isinstance(text, str) else None
