"""Lets calls begin only where the plan has room for the most that they may use."""

from datetime import timedelta

from cloudwright.gateway.ports import Estimate
from cloudwright.gateway.pricing import BUILT_IN, cost_nano_usd
from cloudwright.gateway.schemas import NO_HOLDS, Caller, Holds
from cloudwright.quotas.schemas import Metric, Use
from cloudwright.quotas.service.holding import Quotas
from cloudwright.quotas.service.plans import Plans
from cloudwright.tenancy.scope import OneTenant
from cloudwright.tenancy.work import UnitsOfWork

_LEASE = timedelta(minutes=10)
"""Longer than any run: what a killed process held comes back after it."""


class CountedAdmission:
    """An `Admission` port over the database; nothing is written where nothing is limited."""

    def __init__(self, units: UnitsOfWork) -> None:
        self._units = units

    async def admit(self, caller: Caller, model_id: str, *, most: Estimate) -> Holds:
        """Hold tokens and money for one call; the built-in designer uses neither."""
        if model_id == BUILT_IN or not await self._is_limited(caller):
            return NO_HOLDS
        usage = await most()
        tokens = use_of(caller, Metric.TOKENS, usage.tokens)
        cost = use_of(caller, Metric.COST_NANO_USD, cost_nano_usd(model_id, usage) or 0)
        async with self._units.write(OneTenant(caller.principal.organization_id)) as services:
            quotas = await services.aget(Quotas)
            return Holds(
                tokens=await quotas.hold(tokens, lease=_LEASE), cost=await quotas.hold(cost, lease=_LEASE)
            )

    async def models(self, organization_id: str) -> tuple[str, ...]:
        """Return the models of the plan; empty is every one."""
        async with self._units.read(OneTenant(organization_id)) as services:
            return (await (await services.aget(Plans)).entitlements()).models

    async def _is_limited(self, caller: Caller) -> bool:
        async with self._units.read(OneTenant(caller.principal.organization_id)) as services:
            quotas = await services.aget(Quotas)
            tokens, cost = use_of(caller, Metric.TOKENS, 0), use_of(caller, Metric.COST_NANO_USD, 0)
            return await quotas.limited(tokens) or await quotas.limited(cost)


def use_of(caller: Caller, metric: Metric, amount: int) -> Use:
    """Return what a call uses of a metric, by its member and mode."""
    return Use(metric, amount, caller.principal.user_id, caller.mode or None)
