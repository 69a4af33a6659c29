"""What the event log needs from outside."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol, Self

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.events.errors import LeaseLost
from cloudwright.events.schemas import Envelope


class Fence(Protocol):
    """Checks inside the appending transaction that the writer still owns its run."""

    async def check(self, db: AsyncSession) -> None:
        """Return when the run is still owned.

        Raises:
            LeaseLost: another owner has taken over.
        """
        ...

    @classmethod
    async def losses(cls, db: AsyncSession, fences: Sequence[Self]) -> Mapping[Self, LeaseLost]:
        """Return what `check` would raise, for each of these that does not hold; one query for all."""
        ...


class Subscription(Protocol):
    """The live events of one thread."""

    async def next(self, *, timeout_seconds: float) -> Sequence[Envelope]:
        """Return what arrived since the last call, or nothing once the time is up.

        Events may be missing, never out of order: the log itself fills gaps.
        """
        ...


class Broadcaster(Protocol):
    """Carries committed events to those who follow, in every process."""

    async def publish(self, envelopes: Sequence[Envelope]) -> None:
        """Tell all followers about events that are committed."""
        ...

    def subscribe(self, thread: tuple[str, str]) -> AbstractContextManager[Subscription]:
        """Follow one thread (organisation id, thread id) until the context ends."""
        ...
