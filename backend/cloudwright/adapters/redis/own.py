"""What this process holds, by its own account, so that a store that has lost it can be told again."""

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence

from cloudwright.gateway.admission.schemas import Held


class OwnHolds:
    """Holds until they end or their lease does."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._holds: OrderedDict[str, tuple[Held, float]] = OrderedDict()

    def add(self, hold: Held, *, lease_seconds: float) -> None:
        """Keep a hold, or keep it longer."""
        now = self._monotonic()
        self._holds.pop(hold.id, None)
        self._holds[hold.id] = (hold, now + lease_seconds)
        while self._holds and next(iter(self._holds.values()))[1] <= now:
            self._holds.popitem(last=False)

    def drop(self, hold: Held) -> None:
        self._holds.pop(hold.id, None)

    def of(self, organization_id: str) -> Sequence[tuple[Held, float]]:
        """Return the holds of an organisation, each with the seconds that are left of its lease."""
        now = self._monotonic()
        return [
            (hold, until - now)
            for hold, until in self._holds.values()
            if hold.organization_id == organization_id and until > now
        ]
