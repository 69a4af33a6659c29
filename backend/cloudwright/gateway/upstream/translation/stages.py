"""What a step of a streamed translation is: events in, events out, and why it ended."""

from collections.abc import Iterator
from typing import Protocol

from cloudwright.gateway.wire.bodies import Object


class Stage(Protocol):
    """Turns events of one wire into those of another.

    `finished` once the answer is whole. What a provider reports as an error is raised as `Failed`.
    """

    finished: bool

    def feed(self, event: Object) -> Iterator[Object]:
        """Yield what an event means."""

    def end(self) -> Iterator[Object]:
        """Yield what was held back, once nothing more comes."""
