"""The time of a store, and the mark by which it is known, as one process knows them."""

import secrets
import time
from collections.abc import Callable

from cloudwright.gateway.admission.gcra import MICROSECONDS


class Pace:
    """Expects the store's time from what it last said and how long ago that was.

    So the store can tell that its clock was set forward, and does not end the leases of calls under way;
    and that it has lost what it knew, and has the caller hold again what it holds.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._ahead: dict[str, int] = {}
        self._marks: dict[str, bytes] = {}

    def stamp(self, organization_id: str) -> bytes:
        """Return the time and mark that the store should have, 0 for unknown, and a mark for a new one."""
        ahead = self._ahead.get(organization_id)
        expected = 0 if ahead is None else ahead + self._now()
        return b"%d %s %d" % (expected, self._marks.get(organization_id, b"0"), secrets.randbits(48) + 1)

    def unknowing(self) -> bytes:
        """Return the stamp of one who knows nothing of the store, and to whom it always answers."""
        return b"0 0 %d" % (secrets.randbits(48) + 1)

    def saw(self, organization_id: str, stamp: bytes) -> None:
        """Remember the store's time, and its mark when it is the first one."""
        at, mark = stamp.split()
        self._ahead[organization_id] = int(at) - self._now()
        self._marks.setdefault(organization_id, mark)

    def knows(self, organization_id: str, stamp: bytes) -> bool:
        """Return whether what the process holds is held in the store of this mark."""
        return self._marks.get(organization_id) == stamp.split()[1]

    def accept(self, organization_id: str, stamp: bytes) -> None:
        """Remember that it is."""
        self._marks[organization_id] = stamp.split()[1]

    def _now(self) -> int:
        return int(self._monotonic() * MICROSECONDS)
