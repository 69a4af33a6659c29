"""From a brief to two to four whole designs: the simplest first of those that hold what was asked for."""

from collections.abc import Sequence
from decimal import Decimal

from cloudwright.design.facts.facts import Facts
from cloudwright.design.model.architecture import NO_STANDARDS, Environment, Standards
from cloudwright.design.model.brief import Brief
from cloudwright.design.options.candidate import Candidate
from cloudwright.design.options.exclusions import respecting
from cloudwright.design.options.fitting import fitting
from cloudwright.design.options.registry import makers
from cloudwright.design.options.standards import under_standards
from cloudwright.design.pricing.assumptions import effective
from cloudwright.design.pricing.price import estimate
from cloudwright.kit.money import Money

_NOTABLE = Decimal("0.3")


def propose(brief: Brief, facts: Facts, *, standards: Standards = NO_STANDARDS) -> tuple[Candidate, ...]:
    """Return the candidates for the brief's pattern; none when no pattern was recognised.

    Raises DesignError when the standards leave none of them; what they leave out is named by the others.

    What the brief rules out is left out where a design can do without it, and named where it cannot.
    `because` compares the monthly cost with the cheapest candidate; a difference over 30 % is said with
    both figures.
    """
    maker = makers().get(brief.pattern)
    if maker is None:
        return ()
    found = _different(under_standards(fitting(respecting(maker.candidates(brief), brief), brief), standards))
    costs = [_cost(candidate, brief, facts) for candidate in found]
    return tuple(
        candidate.model_copy(update={"because": _because(index, found, costs)})
        for index, candidate in enumerate(found)
    )


def _different(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Leave out a candidate whose design equals an earlier one: asked for, its extras are in all of them."""
    unique = {c.architecture.content_hash(): c for c in reversed(candidates)}
    return tuple(reversed(unique.values()))


def _cost(candidate: Candidate, brief: Brief, facts: Facts) -> Money:
    assumptions = effective(brief, candidate.architecture, facts=facts)
    priced = estimate(candidate.architecture, Environment.PROD, assumptions=assumptions, facts=facts)
    return priced.total


def _because(index: int, candidates: Sequence[Candidate], costs: Sequence[Money]) -> str:
    cheapest = min(range(len(costs)), key=lambda i: costs[i].amount)
    here, there = costs[index], costs[cheapest]
    size = len(candidates[index].architecture.components)
    if index == cheapest:
        return f"The cheapest at this load: {here} a month with {size} components."
    extra = here.rounded - there.rounded
    if there.amount > 0 and (here.amount - there.amount) / there.amount > _NOTABLE:
        return (
            f"{here} a month, over 30 % more than {candidates[cheapest].name} ({there}): "
            "worth it only for what it adds."
        )
    more = f"{here.currency} {extra:,.2f} more than {candidates[cheapest].name}"
    return f"{here} a month, {more}, with {size} components."
