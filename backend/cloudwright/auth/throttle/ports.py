"""What the throttle needs from outside: somewhere to keep its buckets."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from cloudwright.auth.throttle.buckets import Bucket

Step = Callable[[Mapping[str, Bucket]], Mapping[str, Bucket | None]]


class Counters(Protocol):
    """Keeps buckets by name; those of processes that share accounts are shared, too."""

    async def change(self, names: Sequence[str], step: Step) -> None:
        """Give `step` the buckets of these names that there are, and keep those it returns.

        None forgets one. Two changes of one name follow each other. `step` may be called again, and must
        not do anything but compute.
        """
        ...
