"""Keeps the buckets of the throttle in memory: enough for one process."""

from collections import OrderedDict
from collections.abc import Sequence

from cloudwright.auth.throttle.buckets import Bucket
from cloudwright.auth.throttle.ports import Step

_MOST = 100_000


class MemoryCounters:
    """Implements `Counters`; the oldest are forgotten when there are too many."""

    def __init__(self, most: int = _MOST) -> None:
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()
        self._most = most

    async def change(self, names: Sequence[str], step: Step) -> None:
        """Change buckets without waiting for anything in between."""
        known = {name: self._buckets[name] for name in names if name in self._buckets}
        for name, bucket in step(known).items():
            self._buckets.pop(name, None)
            if bucket is not None:
                self._buckets[name] = bucket
        while len(self._buckets) > self._most:
            self._buckets.popitem(last=False)
