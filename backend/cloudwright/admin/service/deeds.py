"""What operators change: first it is written down, then it is done where it belongs."""

from cloudwright.admin.errors import PlansAreSold
from cloudwright.admin.schemas import PlanOrder
from cloudwright.admin.service.suspending import Suspending
from cloudwright.billing.catalogue import catalogue, plan
from cloudwright.billing.ports import PaymentProvider, PlanSink
from cloudwright.billing.schemas import PlanStatus
from cloudwright.conversations.service.runs import Runs
from cloudwright.tenancy.principal import Principal
from cloudwright.tenancy.scope import EveryTenant, OneTenant
from cloudwright.tenancy.work import UnitsOfWork

_DECIDING = EveryTenant("an operator decides about an organisation or a person")


class Deeds:
    """Opens its own units of work: for the trail and the installation, then for a tenant."""

    def __init__(self, units: UnitsOfWork, payments: PaymentProvider) -> None:
        self._units = units
        self._payments = payments

    async def suspend(self, operator: Principal, organization_id: str, *, reason: str) -> None:
        """Suspend an organisation and stop its runs; raises OrganizationNotFound."""
        async with self._units.write(_DECIDING) as services:
            suspending = await services.aget(Suspending)
            runs = await suspending.suspend(operator, organization_id, reason=reason)
        for run_id in runs:
            await self._tell_to_stop(run_id, organization_id)

    async def resume(self, operator: Principal, organization_id: str, *, reason: str) -> None:
        """Let an organisation work again; raises OrganizationNotFound."""
        async with self._units.write(_DECIDING) as services:
            await (await services.aget(Suspending)).resume(operator, organization_id, reason=reason)

    async def disable(self, operator: Principal, person_id: str, *, reason: str) -> None:
        """Keep a person out; raises PersonNotFound, CannotDisable."""
        async with self._units.write(_DECIDING) as services:
            await (await services.aget(Suspending)).disable(operator, person_id, reason=reason)

    async def enable(self, operator: Principal, person_id: str, *, reason: str) -> None:
        """Let a person sign in again; raises PersonNotFound."""
        async with self._units.write(_DECIDING) as services:
            await (await services.aget(Suspending)).enable(operator, person_id, reason=reason)

    async def stop(self, operator: Principal, run_id: str, *, organization_id: str, reason: str) -> None:
        """Stop a run of an organisation as its owner would; raises RunNotFound."""
        async with self._units.read(OneTenant(organization_id)) as services:
            await (await services.aget(Runs)).get(run_id)
        async with self._units.write(_DECIDING) as services:
            suspending = await services.aget(Suspending)
            await suspending.note_stop(operator, run_id, organization_id=organization_id, reason=reason)
        await self._tell_to_stop(run_id, organization_id)

    async def set_plan(self, operator: Principal, organization_id: str, *, order: PlanOrder) -> None:
        """Give an organisation a plan with the seats it has by itself.

        Raises:
            PlansAreSold: a payment provider decides here.
            OrganizationNotFound: there is none with this id.
        """
        if self._payments.live is not None:
            raise PlansAreSold("Plans are sold here: what the organisation pays for decides.")
        seats = plan(catalogue(), order.plan).allowances.seats
        async with self._units.write(_DECIDING) as services:
            suspending = await services.aget(Suspending)
            await suspending.note_plan(operator, organization_id, plan=order.plan.value, reason=order.reason)
        async with self._units.write(OneTenant(organization_id)) as services:
            sink: PlanSink = await services.aget(PlanSink)
            await sink.set_plan(organization_id, order.plan, seats=seats, status=PlanStatus.ACTIVE)

    async def _tell_to_stop(self, run_id: str, organization_id: str) -> None:
        async with self._units.write(OneTenant(organization_id)) as services:
            await (await services.aget(Runs)).request_stop(run_id)
