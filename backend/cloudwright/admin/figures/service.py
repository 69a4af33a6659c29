"""Error rate and latency of a window."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.admin.figures.repository import RunFigures
from cloudwright.admin.figures.summary import by_mode, percentile, points
from cloudwright.admin.schemas import Performance, Window
from cloudwright.conversations.schemas import RunStatus
from cloudwright.gateway.schemas import CallStatus
from cloudwright.kit.clock import Clock, utc_now

SAMPLE = 5_000
_NEWEST_CALLS = 200


@dataclass(frozen=True, slots=True)
class Sliced:
    """A window and its slices."""

    slice_length: timedelta
    slices: int


WINDOWS: Mapping[Window, Sliced] = {
    "1h": Sliced(timedelta(minutes=5), 12),
    "24h": Sliced(timedelta(hours=1), 24),
    "7d": Sliced(timedelta(hours=6), 28),
}


class Figures:
    """Reads the runs of every organisation."""

    def __init__(self, db: AsyncSession, clock: Clock = utc_now) -> None:
        self._runs = RunFigures(db)
        self._clock = clock

    async def of(self, window: Window) -> Performance:
        """Return the figures of the runs that began within the window."""
        sliced, until = WINDOWS[window], self._clock()
        since = until - sliced.slice_length * sliced.slices
        counts = await self._runs.counts(since)
        sample = await self._runs.newest(since, limit=SAMPLE)
        return Performance(
            window=window,
            since=since,
            until=until,
            modes=by_mode(counts, sample),
            points=points(sample, since=since, slice_length=sliced.slice_length, slices=sliced.slices),
            sampled=len(sample),
            sample_limit=SAMPLE,
        )

    async def calls(self, since: datetime) -> tuple[int, int, int | None]:
        """Return how many models were called since then, how many failed, and the median milliseconds."""
        found = await self._runs.calls(since, limit=_NEWEST_CALLS)
        failed = sum(status == CallStatus.FAILED.value for status, _ in found)
        return len(found), failed, percentile([milliseconds for _, milliseconds in found], 50)

    async def waiting_and_running(self) -> tuple[int, int]:
        """Return how many runs wait for a process, and how many one works on."""
        found = await self._runs.open()
        return found.get(RunStatus.QUEUED.value, 0), found.get(RunStatus.RUNNING.value, 0)
