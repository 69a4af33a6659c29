"""How a store's steady time goes on, as one process sees it."""

import time
from collections.abc import Callable

from cloudwright.gateway.admission.gcra import MICROSECONDS

_MOST = 10_000


class Pace:
    """Expects the store's time from what it last said and how long ago that was.

    So the store can tell that its clock was set forward, and does not end the leases of calls under way.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._ahead: dict[str, int] = {}

    def expected(self, organization_id: str) -> int:
        """Return what the store's time should be in microseconds; 0 for an organisation never seen."""
        ahead = self._ahead.get(organization_id)
        return 0 if ahead is None else ahead + self._now()

    def saw(self, organization_id: str, at: int) -> None:
        """Remember what the store's time is."""
        if len(self._ahead) >= _MOST:
            self._ahead.clear()
        self._ahead[organization_id] = at - self._now()

    def _now(self) -> int:
        return int(self._monotonic() * MICROSECONDS)
