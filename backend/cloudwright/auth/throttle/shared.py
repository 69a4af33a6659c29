"""Keeps the buckets of the throttle in the database, for several processes."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.auth.throttle.ports import Step
from cloudwright.auth.throttle.repository import BucketsTable
from cloudwright.kit.clock import Clock, utc_now
from cloudwright.tenancy.scope import EveryTenant
from cloudwright.tenancy.work import UnitsOfWork

_COUNTING = EveryTenant("attempts are counted before it is known who calls", turn="sign-in attempts")
_KEPT = timedelta(days=1)
_SWEEP_EVERY = timedelta(minutes=10)


class SharedCounters:
    """Implements `Counters`; each change is a short transaction of its own, in turn."""

    def __init__(self, units: UnitsOfWork, clock: Clock = utc_now) -> None:
        self._units = units
        self._clock = clock
        self._swept_at = clock()

    async def change(self, names: Sequence[str], step: Step) -> None:
        """Read, compute and write; what nobody asked for in a day is swept now and then."""
        async with self._units.write(_COUNTING) as services:
            table = BucketsTable(services.get(AsyncSession))
            changed = step(await table.find(names))
            gone = [name for name, bucket in changed.items() if bucket is None]
            if gone:
                await table.forget(gone)
            for name, bucket in changed.items():
                if bucket is not None:
                    await table.keep(name, bucket)
            now = self._clock()
            if now - self._swept_at > _SWEEP_EVERY:
                self._swept_at = now
                await table.sweep(before=now - _KEPT)
