"""What a plan gives, put where it is counted."""

from cloudwright.audit.service import AuditTrail
from cloudwright.billing.schemas import PlanId, PlanStatus
from cloudwright.organizations.seats import Seats

_BILLING = "billing"


class CountedPlans:
    """Implements `PlanSink` in the transaction of its session."""

    def __init__(self, seats: Seats, audit: AuditTrail) -> None:
        self._seats = seats
        self._audit = audit

    async def set_plan(
        self, organization_id: str, plan: PlanId, *, seats: int | None, status: PlanStatus
    ) -> None:
        """Set how many seats there are; where that changes their number, it is recorded with the plan."""
        await self._seats.open(organization_id, limit=seats)
        before = await self._seats.count(organization_id)
        if before.limit != seats:
            await self._seats.limit(organization_id, seats)
            details = {"plan": plan, "status": status, "seats": "unlimited" if seats is None else str(seats)}
            await self._audit.record("plan.set", organization_id, actor_id=_BILLING, details=details)
