"""What an organisation has because of what it pays. Pure: the same subscriptions give the same answer."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from cloudwright.billing.catalogue import plan, plan_of
from cloudwright.billing.schemas import Catalogue, Part, PlanId, PlanStatus, Standing, Subscription

_PLANS = [*PlanId]
# What Stripe calls it: https://docs.stripe.com/api/subscriptions/object#subscription_object-status
_STATUS = {
    "trialing": PlanStatus.TRIALING,
    "active": PlanStatus.ACTIVE,
    "past_due": PlanStatus.PAST_DUE,
    "unpaid": PlanStatus.SUSPENDED,
    "paused": PlanStatus.SUSPENDED,
    "canceled": PlanStatus.ENDED,
    "incomplete_expired": PlanStatus.NONE,
    "incomplete": PlanStatus.NONE,
}
_KEEPS_PLAN = frozenset({PlanStatus.TRIALING, PlanStatus.ACTIVE, PlanStatus.PAST_DUE})
_BEST_FIRST = (
    PlanStatus.ACTIVE,
    PlanStatus.TRIALING,
    PlanStatus.PAST_DUE,
    PlanStatus.SUSPENDED,
    PlanStatus.ENDED,
    PlanStatus.NONE,
)


def standing(subscriptions: Iterable[Subscription], whole: Catalogue, *, now: datetime) -> Standing:
    """Return where a customer stands: their best subscription decides, whatever came first.

    A subscription to something that is not one of our plans counts for nothing. A payment that failed
    leaves the plan for `grace_days` after its invoice; after that, and when Stripe gives up, what is left
    is the Free plan.
    """
    ours = [each for each in subscriptions if plan_bought(each) is not None]
    if not ours:
        return nothing(whole)
    best = min(ours, key=lambda each: _rank(each, whole, now=now))
    status, kept_until = _status(best, whole, now=now)
    keeps = status in _KEEPS_PLAN
    free = nothing(whole)
    return Standing(
        plan=plan_bought(best) or free.plan if keeps else free.plan,
        seats=seats_bought(best) if keeps else free.seats,
        status=status,
        subscription_id=best.id if status is not PlanStatus.NONE else None,
        kept_until=kept_until,
        period_end=best.period_end if keeps else None,
        trial_end=best.trial_end if status is PlanStatus.TRIALING else None,
        ends_at=best.ends_at if keeps else None,
    )


def nothing(whole: Catalogue) -> Standing:
    """Return where somebody stands who never bought anything."""
    seats = plan(whole, PlanId.FREE).allowances.seats
    return Standing(plan=PlanId.FREE, seats=seats, status=PlanStatus.NONE)


def plan_bought(subscription: Subscription) -> PlanId | None:
    """Return the best plan among the lines of a subscription."""
    found = [known for item in subscription.items if (known := plan_of(item.product_id))]
    return max(found, key=_PLANS.index, default=None)


def seats_bought(subscription: Subscription) -> int:
    """Return the seats of a subscription: one at least."""
    return max(1, sum(item.quantity for item in subscription.items if item.part is Part.SEAT))


def differs(stored: Sequence[Subscription], found: Sequence[Subscription]) -> bool:
    """Return whether the stored snapshots are not what the payment provider says now."""
    return {each.id: each for each in stored} != {each.id: each for each in found}


def _rank(subscription: Subscription, whole: Catalogue, *, now: datetime) -> tuple[int, int, float, str]:
    """Best first: by status, then plan, then the newest, then the id, so that no two are alike."""
    status, _ = _status(subscription, whole, now=now)
    bought = plan_bought(subscription) or PlanId.FREE
    created = subscription.created.timestamp()
    return _BEST_FIRST.index(status), -_PLANS.index(bought), -created, subscription.id


def _status(
    subscription: Subscription, whole: Catalogue, *, now: datetime
) -> tuple[PlanStatus, datetime | None]:
    """Return the status, and until when the plan is kept after a payment failed."""
    status = _STATUS.get(subscription.status, PlanStatus.NONE)
    if status is not PlanStatus.PAST_DUE:
        return status, None
    failed_at = subscription.invoiced_at or subscription.period_start or subscription.created
    kept_until = failed_at + timedelta(days=whole.grace_days)
    return (PlanStatus.PAST_DUE, kept_until) if now < kept_until else (PlanStatus.SUSPENDED, kept_until)
