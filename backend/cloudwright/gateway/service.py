"""The ledger: one row for every model call, also for failed and cancelled ones."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.gateway.pricing import price_version
from cloudwright.gateway.repository import Calls, UsageDays, fitted
from cloudwright.gateway.schemas import Call, Entry, Search, Spent
from cloudwright.gateway.usage import DayKey, Dimension, Line, Measures, day_of, measured
from cloudwright.kit.money import Money

_NANO = Decimal(10) ** 9


class Ledger:
    def __init__(self, db: AsyncSession) -> None:
        self._calls = Calls(db)
        self._days = UsageDays(db)

    async def record(self, call: Call) -> bool:
        """Add a call of our own models; False when it is there already."""
        return bool(await self.post([call.entry(price_version=price_version())]))

    async def post(self, entries: Sequence[Entry]) -> frozenset[str]:
        """Add calls of one organisation, and to the sums of their days, in the caller's transaction.

        Returns the ids of those that are new: a call counts once, however often it comes, and whatever
        comes first is kept. The order does not matter.
        """
        unique = list({entry.id: fitted(entry) for entry in reversed(entries)}.values())
        runs = {entry.run_id for entry in unique if entry.run_id is not None}
        began = await self._calls.beginnings(runs)
        new = await self._calls.add(unique)
        sums: defaultdict[DayKey, Measures] = defaultdict(Measures)
        for entry in unique:
            if entry.id in new:
                sums[day_of(entry)] += measured(entry)
        for run_id, day in (await self._calls.beginnings(runs)).items():
            if (counted := began.get(run_id)) != day:
                sums[day] += Measures(runs=1)
                if counted is not None:
                    sums[counted] += Measures(runs=-1)
        await self._days.add(sums)
        return new

    async def call(self, call_id: str) -> Entry | None:
        """Return one row."""
        found = await self._calls.find(call_id=call_id, limit=1)
        return found[0] if found else None

    async def calls(self, search: Search, *, limit: int) -> Sequence[Entry]:
        """Return the newest rows first."""
        return await self._calls.find(search, limit=limit)

    async def usage(self, since: date, until: date, *, by: Sequence[Dimension]) -> Sequence[Line]:
        """Return what was used on the days from `since` to `until`, both included, in UTC, along `by`."""
        return await self._days.usage(since, until, by=by)

    async def recounted(self, since: date, until: date, *, by: Sequence[Dimension]) -> Sequence[Line]:
        """Return the same from the rows themselves, to check the sums by."""
        return await self._calls.usage(_midnight(since), _midnight(until + timedelta(days=1)), by=by)

    async def spent(self, run_id: str) -> Spent:
        """Return what all calls of a run used together."""
        given, received, calls, nano, priced, model_id = await self._calls.totals(run_id)
        return Spent(
            input_tokens=given,
            output_tokens=received,
            calls=calls,
            cost=Money(amount=Decimal(nano) / _NANO),
            unpriced_calls=calls - priced,
            model_id=model_id,
        )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)
