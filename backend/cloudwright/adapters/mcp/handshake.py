"""A transport whose other side has so long to greet: the framework alone would wait for ever."""

import asyncio
import math
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Generic, TypeVar

import anyio

S = TypeVar("S")


class Handshake(Generic[S]):
    """Opens a transport in the client's own thread, and closes it when nobody calls `done` in time."""

    def __init__(
        self, transport: Callable[[], AbstractAsyncContextManager[S, bool | None]], *, seconds: float
    ) -> None:
        self._transport = transport
        self._seconds = seconds
        self._loop: asyncio.AbstractEventLoop | None = None
        self._scope: anyio.CancelScope | None = None

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[S]:
        """Give the streams.

        Raises:
            ConnectionError: the other side did not greet in time.
        """
        self._loop = asyncio.get_running_loop()
        with anyio.move_on_after(self._seconds) as scope:
            self._scope = scope
            async with self._transport() as streams:
                yield streams
        if scope.cancelled_caught:
            raise ConnectionError(f"no greeting within {self._seconds:g} s")

    def done(self) -> None:
        """Let the transport live on; called from any thread."""
        loop, scope = self._loop, self._scope
        if loop is not None and scope is not None and not loop.is_closed():
            loop.call_soon_threadsafe(setattr, scope, "deadline", math.inf)
