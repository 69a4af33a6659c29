"""Writes a finished call to the ledger, and counts it against its limits, in a transaction of its own."""

from cloudwright.gateway.counted import use_of
from cloudwright.gateway.schemas import Call
from cloudwright.gateway.service import Ledger
from cloudwright.quotas.schemas import Metric
from cloudwright.quotas.service.holding import Quotas
from cloudwright.tenancy.scope import OneTenant
from cloudwright.tenancy.work import UnitsOfWork


class Settlement:
    """A `Settle` port over the database."""

    def __init__(self, units: UnitsOfWork) -> None:
        self._units = units

    async def __call__(self, call: Call) -> None:
        tenant = OneTenant(call.caller.principal.organization_id)
        async with self._units.write(tenant) as services:
            new = await (await services.aget(Ledger)).record(call)
            if call.is_free or not new:
                return
            quotas = await services.aget(Quotas)
            for metric, amount, hold in (
                (Metric.TOKENS, call.usage.tokens, call.holds.tokens),
                (Metric.COST_NANO_USD, call.cost_nano_usd or 0, call.holds.cost),
            ):
                if hold is not None:
                    await quotas.settle(hold, actual=amount)
                elif amount:
                    await quotas.record(use_of(call.caller, metric, amount))
