"""An answer that is being read, with one timer however many pieces it has."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Self

import aiohttp

from cloudwright.gateway.upstream.failures import FailureKind, failed
from cloudwright.gateway.upstream.ports import Timeouts


class PooledIncoming:
    """Implements `gateway.upstream.ports.Incoming`; it is its own iterator.

    The clocks of the first byte and of silence run only while the reader waits, so that a slow client is not
    taken for a silent provider.
    """

    def __init__(self, response: aiohttp.ClientResponse, timeouts: Timeouts, *, began: float) -> None:
        self.status = response.status
        self.headers: Mapping[str, str] = {name.lower(): value for name, value in response.headers.items()}
        self._response = response
        self._loop = asyncio.get_running_loop()
        self._idle = timeouts.idle_seconds
        self._first_at: float | None = began + timeouts.first_byte_seconds
        self._whole_at = began + timeouts.whole_seconds
        self._waiting_since: float | None = None
        self._late = ""
        self._timer: asyncio.TimerHandle | None = None
        self._look()

    @property
    def chunks(self) -> AsyncIterator[bytes]:
        return self

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        self._waiting_since = self._loop.time()
        try:
            chunk = await self._response.content.readany()
        except (aiohttp.ClientError, OSError) as error:
            await self.close()
            if self._late:
                raise failed(FailureKind.TIMEOUT, self._late) from error
            raise failed(FailureKind.BROKEN) from error
        except asyncio.CancelledError:
            await self.close()
            raise
        self._waiting_since = self._first_at = None
        if not chunk:
            await self.close()
            if self._late:
                raise failed(FailureKind.TIMEOUT, self._late)
            raise StopAsyncIteration
        return chunk

    async def close(self) -> None:
        """Give the connection back when the answer was read to its end; end it otherwise."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._response.close()

    def _look(self) -> None:
        """End the answer when it is late; look again when it next can be."""
        now = self._loop.time()
        due = self._due(now)
        if now < due:
            self._timer = self._loop.call_at(due, self._look)
            return
        self._timer = None
        self._late = "It took too long." if now >= self._whole_at else "Nothing came any more."
        self._response.close()

    def _due(self, now: float) -> float:
        first_at = self._first_at
        if self._waiting_since is not None:
            return min(self._whole_at, self._waiting_since + self._idle if first_at is None else first_at)
        return min(self._whole_at, first_at if first_at and first_at > now else now + self._idle)
