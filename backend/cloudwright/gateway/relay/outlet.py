"""What goes back to a client, through a narrow queue: a slow client slows its provider down."""

import asyncio
from typing import NamedTuple, Protocol


class Head(NamedTuple):
    """Status and headers of an answer; header names are lower case."""

    status: int
    headers: tuple[tuple[str, str], ...]


class Outlet(Protocol):
    """Where a pipeline answers. Once the client has gone everything said to it is dropped.

    `drains` is set by the pipeline: whether the provider is heard to its end when the client leaves.
    """

    drains: bool

    @property
    def begun(self) -> bool: ...

    async def begin(self, head: Head) -> None: ...

    async def say(self, content: bytes) -> None: ...


class Queued:
    """An `Outlet` that another task reads from: first the head, then bytes, then None.

    `over` says that everything was said, whether it has been read or not.
    """

    def __init__(self, places: int = 16) -> None:
        self._queue: asyncio.Queue[Head | bytes | None] = asyncio.Queue(places)
        self._gone = False
        self.over = False
        self.drains = False
        self.begun = False

    async def begin(self, head: Head) -> None:
        self.begun = True
        await self._put(head)

    async def say(self, content: bytes) -> None:
        if content:
            await self._put(content)

    async def finish(self) -> None:
        """Say that nothing follows."""
        self.over = True
        await self._put(None)

    async def next(self) -> Head | bytes | None:
        return await self._queue.get()

    def leave(self) -> None:
        """Drop what waits and what comes, and end whoever reads: nobody listens any more."""
        self._gone = True
        while not self._queue.empty():
            self._queue.get_nowait()
        self._queue.put_nowait(None)

    async def _put(self, item: Head | bytes | None) -> None:
        if not self._gone:
            await self._queue.put(item)
