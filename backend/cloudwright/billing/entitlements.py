"""What a plan gives, as quotas count it."""

from cloudwright.billing.schemas import Catalogue, Plan, PlanId
from cloudwright.quotas.schemas import Entitlements, Limit, Metric, PlanBook

NO_PLAN = Entitlements(plan="")
"""What an organisation has where nothing is sold and no operator has set a plan: everything."""


def plan_book(whole: Catalogue, *, sold: bool) -> PlanBook:
    """Return what each plan gives; who has none has the Free one where plans are sold, else everything."""
    plans = {each.id.value: entitlements(each, seats=each.allowances.seats) for each in whole.plans}
    return PlanBook(plans, otherwise=plans[PlanId.FREE.value] if sold else NO_PLAN)


def entitlements(plan: Plan, *, seats: int | None) -> Entitlements:
    """Return the limits of a plan; `seats` are those that were bought, None is unlimited."""
    amounts = plan.allowances.model_dump(exclude={"seats", "models"})
    return Entitlements(
        plan=plan.id.value,
        limits={Metric(name): Limit(most=most) for name, most in amounts.items() if most is not None},
        seats=seats,
        models=plan.allowances.models,
    )
