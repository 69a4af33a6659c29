"""How often one address may open shared links: a bucket that fills by itself. Pure but for what it keeps."""

from collections import OrderedDict
from dataclasses import dataclass

_MOST_ADDRESSES = 10_000


@dataclass(frozen=True, slots=True)
class Pace:
    """So many at once, and then so many a second."""

    at_once: float
    per_second: float


@dataclass(frozen=True, slots=True)
class _Bucket:
    left: float
    at: float


class Paced:
    """One per process. Who has not asked for longest is forgotten first, which only ever lets more in."""

    def __init__(self, pace: Pace, *, most: int = _MOST_ADDRESSES) -> None:
        self._pace = pace
        self._most = most
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def wait_seconds(self, who: str, *, now: float) -> float:
        """Take one from the bucket of `who` and return 0, or how long until there is one to take."""
        known = self._buckets.pop(who, _Bucket(self._pace.at_once, now))
        left = min(self._pace.at_once, known.left + max(0.0, now - known.at) * self._pace.per_second)
        free = left >= 1
        self._buckets[who] = _Bucket(left - 1 if free else left, now)
        if len(self._buckets) > self._most:
            self._buckets.popitem(last=False)
        return 0.0 if free else (1 - left) / self._pace.per_second
