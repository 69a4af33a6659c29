"""Goes on as far as it is safe while the store of counters does not answer."""

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import structlog

from cloudwright.gateway.admission.errors import FiguresAway, StoreAway
from cloudwright.gateway.admission.memory import MemoryGate
from cloudwright.gateway.admission.ports import Gate
from cloudwright.gateway.admission.schemas import Alert, Counter, Held, Refused, Standing, Want
from cloudwright.gateway.admission.shares import share_of
from cloudwright.gateway.admission.verdicts import AWAY_SECONDS, store_away
from cloudwright.kit.clock import Clock, utc_now

log = structlog.get_logger(__name__)

_MOST_UNSENT = 100_000
_SENT_AT_ONCE = 100


class _Nothing:
    """Implements `Figures` for soft budgets while nobody knows what was spent."""

    async def spent(self, organization_id: str, counters: Sequence[Counter]) -> Sequence[int]:
        del organization_id
        return [0] * len(counters)


@dataclass(frozen=True, slots=True)
class _End:
    hold: Held
    nano_usd: int
    tokens: int


class SurvivingGate:
    """Implements `Gate` over one that may be away, for one of so many processes.

    While it is away a call with a hard budget is refused, and others are let through by this process's
    share of their rates and of their calls at once. How calls ended is kept and told once it is back; what
    a crash loses of that comes back as expired holds.
    """

    def __init__(
        self,
        store: Gate,
        *,
        processes: int,
        clock: Clock = utc_now,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._processes = processes
        self._monotonic = monotonic
        self._near = MemoryGate(_Nothing(), clock=clock, monotonic=monotonic)
        self._unsent: deque[_End] = deque(maxlen=_MOST_UNSENT)
        self._asks_again_at = 0.0

    async def admit(self, want: Want, *, lease_seconds: float) -> Held | Refused:
        try:
            return await self._asked_to_admit(want, lease_seconds=lease_seconds)
        except (StoreAway, FiguresAway):
            refused = store_away(want.limits)
            if refused:
                return refused
        held = await self._near.admit(share_of(want, processes=self._processes), lease_seconds=lease_seconds)
        return replace(held, shared=True) if isinstance(held, Held) else held

    async def settle(self, hold: Held, *, actual_nano_usd: int, actual_tokens: int) -> bool:
        end = _End(hold, actual_nano_usd, actual_tokens)
        if hold.shared and not await self._end_near(end):
            return False
        try:
            return await self._end(end)
        except StoreAway:
            self._unsent.append(end)
            return True

    async def release(self, hold: Held) -> bool:
        return await self.settle(hold, actual_nano_usd=0, actual_tokens=0)

    async def renew(self, hold: Held, *, lease_seconds: float) -> bool:
        """Hold on; while the store is away a hold lives on without."""
        if hold.shared:
            return await self._near.renew(hold, lease_seconds=lease_seconds)
        try:
            self._see_whether_to_ask()
            return await self._store.renew(hold, lease_seconds=lease_seconds)
        except StoreAway as away:
            self._rest(away)
            return True

    async def expired(self, *, most: int = 100) -> Sequence[Held]:
        await self.flush()
        return await self._store.expired(most=most)

    async def rebuild(self, organization_id: str, counter: Counter, *, spent_nano_usd: int) -> None:
        await self._store.rebuild(organization_id, counter, spent_nano_usd=spent_nano_usd)

    async def alerts(self, organization_id: str) -> Sequence[Alert]:
        return await self._store.alerts(organization_id)

    async def standings(self, organization_id: str, counters: Sequence[Counter]) -> Sequence[Standing]:
        return await self._store.standings(organization_id, counters)

    @property
    def unsent(self) -> int:
        """How many ends of calls the store was not told yet."""
        return len(self._unsent)

    async def flush(self) -> None:
        """Tell the store how calls ended while it was away.

        Raises:
            StoreAway: it still is.
        """
        for _ in range(min(len(self._unsent), _SENT_AT_ONCE)):
            end = self._unsent.popleft()
            try:
                await self._end(end)
            except StoreAway:
                self._unsent.append(end)
                raise

    async def _asked_to_admit(self, want: Want, *, lease_seconds: float) -> Held | Refused:
        self._see_whether_to_ask()
        try:
            if self._unsent:
                await self.flush()
            return await self._store.admit(want, lease_seconds=lease_seconds)
        except StoreAway as away:
            self._rest(away)
            raise

    async def _end(self, end: _End) -> bool:
        self._see_whether_to_ask()
        try:
            return await self._store.settle(end.hold, actual_nano_usd=end.nano_usd, actual_tokens=end.tokens)
        except StoreAway as away:
            self._rest(away)
            raise

    async def _end_near(self, end: _End) -> bool:
        return await self._near.settle(end.hold, actual_nano_usd=end.nano_usd, actual_tokens=end.tokens)

    def _see_whether_to_ask(self) -> None:
        """Spare every call the wait for a store that did not answer a moment ago."""
        if self._monotonic() < self._asks_again_at:
            raise StoreAway("The store of budgets and rates did not answer a moment ago. Try again soon.")

    def _rest(self, away: StoreAway) -> None:
        if self._monotonic() >= self._asks_again_at:
            self._asks_again_at = self._monotonic() + AWAY_SECONDS / 2
            log.warning("admission store away", error=away.details.get("error"), unsent=len(self._unsent))
