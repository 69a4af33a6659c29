"""What a plan gives, put where it is counted."""

from cloudwright.audit.service import AuditTrail
from cloudwright.billing.ports import BILLING
from cloudwright.billing.schemas import PlanId, PlanStatus
from cloudwright.organizations.seats import Seats
from cloudwright.quotas.schemas import Grant
from cloudwright.quotas.service.plans import Plans


class CountedPlans:
    """Implements `PlanSink` in the transaction of its session."""

    def __init__(self, seats: Seats, plans: Plans, audit: AuditTrail) -> None:
        self._seats = seats
        self._plans = plans
        self._audit = audit

    async def set_plan(
        self, organization_id: str, plan: PlanId, *, seats: int | None, status: PlanStatus, by: str = BILLING
    ) -> None:
        """Give the plan and its seats; what a contract gives beyond the plan stays."""
        before = await self._plans.granted()
        own = before.limits if before else {}
        await self.give(
            organization_id, Grant(plan=plan.value, status=status.value, seats=seats, limits=own), by=by
        )

    async def give(self, organization_id: str, grant: Grant, *, by: str) -> None:
        """Give a plan by contract, with limits of its own; what changes is recorded with what was before."""
        before, seats = await self._plans.granted(), grant.seats
        await self._seats.open(organization_id, limit=seats)
        await self._seats.limit(organization_id, seats)
        if grant == before:
            return
        await self._plans.grant(organization_id, grant, by=by)
        details = {"before": _said(before), "after": _said(grant)}
        await self._audit.record("plan.set", organization_id, actor_id=by, details=details)


def _said(grant: Grant | None) -> str:
    if grant is None:
        return "none"
    seats = "unlimited seats" if grant.seats is None else f"{grant.seats} seats"
    limits = (f"{metric}: {limit.most} {limit.enforcement}" for metric, limit in grant.limits.items())
    return ", ".join([grant.plan, grant.status, seats, *limits])
