"""The ledger: one row for every model call, also for failed and cancelled ones."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.gateway.repository import Calls
from cloudwright.gateway.schemas import Call, Spent
from cloudwright.gateway.usage import Dimension, Line
from cloudwright.kit.money import Money

_NANO = Decimal(10) ** 9


class Ledger:
    def __init__(self, db: AsyncSession) -> None:
        self._calls = Calls(db)

    async def record(self, call: Call) -> None:
        """Add the call in the caller's transaction."""
        await self._calls.add(call)

    async def usage(self, since: date, until: date, *, by: Sequence[Dimension]) -> Sequence[Line]:
        """Return what was used on the days from `since` to `until`, both included, in UTC, along `by`."""
        return await self._calls.usage(_midnight(since), _midnight(until + timedelta(days=1)), by=by)

    async def spent(self, run_id: str) -> Spent:
        """Return what all calls of a run used together."""
        given, received, calls, nano, priced = await self._calls.totals(run_id)
        return Spent(
            input_tokens=given,
            output_tokens=received,
            calls=calls,
            cost=Money(amount=Decimal(nano) / _NANO),
            unpriced_calls=calls - priced,
        )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)
