"""What a plan gives, as quotas count it."""

from cloudwright.billing.schemas import Plan
from cloudwright.quotas.schemas import Entitlements, Limit, Metric


def entitlements(plan: Plan, *, seats: int | None) -> Entitlements:
    """Return the limits of a plan; `seats` are those that were bought, None is unlimited."""
    amounts = plan.allowances.model_dump(exclude={"seats", "models"})
    return Entitlements(
        plan=plan.id.value,
        limits={Metric(name): Limit(most=most) for name, most in amounts.items() if most is not None},
        seats=seats,
        models=plan.allowances.models,
    )
