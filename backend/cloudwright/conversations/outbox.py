"""What waits to be sent on one socket: bounded, so that a slow reader cannot fill our memory."""

import asyncio
from collections.abc import Awaitable, Callable

_MOST_WAITING = 512
_SEND_TIMEOUT_SECONDS = 20.0


class ReaderTooSlow(Exception):
    """The client does not read what is sent."""


class Outbox:
    """Frames of all tails of a socket; `put` waits while the reader is behind."""

    def __init__(self) -> None:
        self._frames: asyncio.Queue[str] = asyncio.Queue(_MOST_WAITING)

    async def put(self, frame: str) -> None:
        """Queue a frame behind the others; waits when the reader is behind, as the log keeps the rest."""
        if self._frames.full():
            await self._frames.put(frame)
        else:
            self._frames.put_nowait(frame)

    async def drain(self, send: Callable[[str], Awaitable[None]]) -> None:
        """Send frames until cancelled; raises ReaderTooSlow when one cannot be sent in time."""
        while True:
            frame = await self._frames.get()
            try:
                async with asyncio.timeout(_SEND_TIMEOUT_SECONDS):
                    await send(frame)
            except TimeoutError:
                raise ReaderTooSlow from None
