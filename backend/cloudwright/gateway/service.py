"""The ledger: one row for every model call, also for failed and cancelled ones."""

from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from cloudwright.gateway.repository import Calls
from cloudwright.gateway.schemas import Call, Spent
from cloudwright.kit.money import Money

_NANO = Decimal(10) ** 9


class Ledger:
    def __init__(self, db: AsyncSession) -> None:
        self._calls = Calls(db)

    async def record(self, call: Call) -> None:
        """Add the call in the caller's transaction."""
        await self._calls.add(call)

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
