"""Broadcaster within one process."""

import asyncio
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from cloudwright.events.schemas import Envelope

_KEPT = 1024


class MemorySubscription:
    """Keeps the newest events for a slow reader; the log fills what it dropped."""

    def __init__(self) -> None:
        self._arrived: deque[Envelope] = deque(maxlen=_KEPT)
        self._wake = asyncio.Event()

    async def next(self, *, timeout_seconds: float) -> Sequence[Envelope]:
        """Return what arrived, waiting at most `timeout_seconds` for the first."""
        if not self._arrived:
            try:
                async with asyncio.timeout(timeout_seconds):
                    await self._wake.wait()
            except TimeoutError:
                return []
        self._wake.clear()
        arrived = list(self._arrived)
        self._arrived.clear()
        return arrived

    def deliver(self, envelope: Envelope) -> None:
        """Add an event and wake the reader."""
        self._arrived.append(envelope)
        self._wake.set()


class MemoryBroadcaster:
    """Hands committed events to the followers in this process."""

    def __init__(self) -> None:
        self._followers: dict[tuple[str, str], set[MemorySubscription]] = {}

    async def publish(self, envelopes: Sequence[Envelope]) -> None:
        """Deliver events to whoever follows their threads."""
        for envelope in envelopes:
            for follower in self._followers.get((envelope.organization_id, envelope.thread_id), ()):
                follower.deliver(envelope)

    @contextmanager
    def subscribe(self, thread: tuple[str, str]) -> Iterator[MemorySubscription]:
        """Follow one thread until the context ends."""
        follower = MemorySubscription()
        self._followers.setdefault(thread, set()).add(follower)
        try:
            yield follower
        finally:
            followers = self._followers[thread]
            followers.discard(follower)
            if not followers:
                del self._followers[thread]
