"""The ledger: one row for every model call, also for failed and cancelled ones."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.gateway.repository import Calls, UsageDays
from cloudwright.gateway.schemas import Call, Spent
from cloudwright.gateway.usage import Dimension, Line
from cloudwright.kit.money import Money

_NANO = Decimal(10) ** 9


class Ledger:
    def __init__(self, db: AsyncSession) -> None:
        self._calls = Calls(db)
        self._days = UsageDays(db)

    async def record(self, call: Call) -> None:
        """Add the call, and to the sums of its day, in the caller's transaction."""
        run_id = call.caller.run_id
        begins_run = run_id is not None and not await self._calls.knows_run(run_id)
        await self._calls.add(call)
        await self._days.add(call, begins_run=begins_run)

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
