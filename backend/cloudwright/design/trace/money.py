"""The budget against the computed cost."""

from dataclasses import dataclass, replace
from decimal import Decimal

from cloudwright.design.model.brief import Requirement
from cloudwright.design.model.budget import Budget, limit, rate_among, rate_id, spoken
from cloudwright.design.trace.design import (
    Design,
    Verdict,
    met,
    not_assessable,
    partly,
    unmet,
    unnumbered,
)
from cloudwright.design.trace.requirement import Status
from cloudwright.kit.money import Money

_HEADROOM = Decimal("1.30")  # with figures missing, a budget is met only with 30 % to spare


@dataclass(frozen=True, slots=True)
class _Limit:
    """The budget in the dollars that the estimate is in, and what is said of it in a sentence."""

    usd: Money
    words: str


def budget(requirement: Requirement, design: Design) -> Verdict:
    """Compare the total and its high end with the budget; with prices missing, ask for 30 % headroom.

    A budget in another currency is compared through its exchange rate, which is an assumption.
    """
    said = limit(requirement)
    if said is None:
        return unnumbered(requirement)
    stated = Budget(said, rate_among(design.estimate.assumptions, said.currency))
    if stated.usd is None:
        return not_assessable(
            f"{spoken(said)} is kept as it was said, not compared with {design.estimate.total} a month: no "
            f"exchange rate is known here for {said.currency}. Give one as the assumption "
            f"{rate_id(said.currency)}, in US dollars for one {said.currency}."
        )
    verdict = _compared(_Limit(stated.usd, spoken(said)), design)
    return _with_rate(verdict, stated, design) if stated.foreign else verdict


def _with_rate(verdict: Verdict, stated: Budget, design: Design) -> Verdict:
    """Show the conversion beside the comparison; a dated rate may fall, as far as it lately did."""
    code = stated.said.currency
    rate = next(a for a in design.estimate.assumptions if a.id == rate_id(code))
    shown = f"{verdict.evidence} {spoken(stated.said)} is {stated.conversion} {rate.label}."
    dated = design.facts.rates.get(code)
    if verdict.status is Status.MET and rate.basis == "default" and dated is not None:
        weak = Money(amount=stated.said.amount * dated.low)
        if design.estimate.high.amount > weak.amount:
            low = f"At {dated.low:f}, its lowest in two years, it is {weak}, less than the high end."
            return partly(f"{shown} {low}", *verdict.element_ids)
    return replace(verdict, evidence=shown)


def _compared(stated: _Limit, design: Design) -> Verdict:
    estimate = design.estimate
    if estimate.total.amount > stated.usd.amount:
        dearest = _dearest(design)
        over = estimate.total - stated.usd
        return unmet(f"{estimate.total} a month is {over} above {stated.words}{dearest}.")
    if len(estimate.unpriced) > len(estimate.lines):
        lines = len(estimate.lines) + len(estimate.unpriced)
        return not_assessable(
            f"Only {len(estimate.lines)} of {lines} lines have a price in {estimate.region}; "
            f"{estimate.total} a month says too little about {stated.words}."
        )
    if estimate.unpriced:
        return _with_headroom(design, stated)
    if estimate.high.amount > stated.usd.amount:
        drivers = ", ".join(driver.label.lower() for driver in estimate.drivers)
        return partly(
            f"{estimate.total} a month is within {stated.words}, but {estimate.high} is not, "
            f"which is the high end of: {drivers}."
        )
    return met(f"{estimate.total} a month, {estimate.high} at the high end, is within {stated.words}.")


def _with_headroom(design: Design, stated: _Limit) -> Verdict:
    estimate = design.estimate
    padded = Money(amount=max(estimate.total.amount * _HEADROOM, estimate.high.amount))
    what = f"{len(estimate.unpriced)} item{'s' if len(estimate.unpriced) > 1 else ''} without a price"
    ids = dict.fromkeys(u.element_id for u in estimate.unpriced)
    arithmetic = f"{estimate.total} a month x 1.30 for {what}, or its high end, is {padded}"
    if padded.amount <= stated.usd.amount:
        return met(f"{arithmetic}, within {stated.words}.", *ids)
    return partly(f"{arithmetic}, above {stated.words}.", *ids)


def _dearest(design: Design) -> str:
    costs = {line.element_id: design.estimate.of(line.element_id) for line in design.estimate.lines}
    if not costs:
        return ""
    element_id, cost = max(costs.items(), key=lambda pair: (pair[1].amount, pair[0]))
    return f"; the largest part is {design.architecture.component(element_id).title} with {cost}"
