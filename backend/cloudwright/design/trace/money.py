"""The budget against the computed cost."""

from decimal import Decimal

from cloudwright.design.model.brief import Requirement
from cloudwright.design.trace.design import (
    Design,
    Verdict,
    met,
    not_assessable,
    partly,
    quantity,
    unmet,
    unnumbered,
)
from cloudwright.kit.money import Money

_HEADROOM = Decimal("1.30")  # with figures missing, a budget is met only with 30 % to spare


def budget(requirement: Requirement, design: Design) -> Verdict:
    """Compare the total and its high end with the budget; with prices missing, ask for 30 % headroom."""
    number = quantity(requirement)
    if number is None:
        return unnumbered(requirement)
    limit = Money(amount=number)
    estimate = design.estimate
    if estimate.total.amount > number:
        dearest = _dearest(design)
        return unmet(f"{estimate.total} a month is {estimate.total - limit} above {limit}{dearest}.")
    if len(estimate.unpriced) > len(estimate.lines):
        lines = len(estimate.lines) + len(estimate.unpriced)
        return not_assessable(
            f"Only {len(estimate.lines)} of {lines} lines have a price in {estimate.region}; "
            f"{estimate.total} a month says too little about {limit}."
        )
    if estimate.unpriced:
        return _with_headroom(design, limit)
    if estimate.high.amount > number:
        drivers = ", ".join(driver.label.lower() for driver in estimate.drivers)
        return partly(
            f"{estimate.total} a month is within {limit}, but {estimate.high} is not, "
            f"which is the high end of: {drivers}."
        )
    return met(f"{estimate.total} a month, {estimate.high} at the high end, is within {limit}.")


def _with_headroom(design: Design, limit: Money) -> Verdict:
    estimate = design.estimate
    padded = Money(amount=max(estimate.total.amount * _HEADROOM, estimate.high.amount))
    what = f"{len(estimate.unpriced)} item{'s' if len(estimate.unpriced) > 1 else ''} without a price"
    ids = dict.fromkeys(u.element_id for u in estimate.unpriced)
    arithmetic = f"{estimate.total} a month x 1.30 for {what}, or its high end, is {padded}"
    if padded.amount <= limit.amount:
        return met(f"{arithmetic}, within {limit}.", *ids)
    return partly(f"{arithmetic}, above {limit}.", *ids)


def _dearest(design: Design) -> str:
    costs = {line.element_id: design.estimate.of(line.element_id) for line in design.estimate.lines}
    if not costs:
        return ""
    element_id, cost = max(costs.items(), key=lambda pair: (pair[1].amount, pair[0]))
    return f"; the largest part is {design.architecture.component(element_id).title} with {cost}"
