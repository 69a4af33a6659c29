"""Computes everything about one design in one environment."""

from datetime import date

from cloudwright.design.evaluation.evaluation import Evaluation
from cloudwright.design.facts.facts import Facts
from cloudwright.design.lowering.lower import lower
from cloudwright.design.model.architecture import Architecture, Environment
from cloudwright.design.model.brief import Brief
from cloudwright.design.model.budget import stated_budget
from cloudwright.design.pricing.assumptions import effective
from cloudwright.design.pricing.price import estimate
from cloudwright.design.resilience.sla import floor
from cloudwright.design.review.engine import review
from cloudwright.design.trace.trace import trace


def evaluate(
    architecture: Architecture, brief: Brief, *, environment: Environment, facts: Facts, as_of: date
) -> Evaluation:
    """Return price, findings, SLA floor and verdicts; raises EditRejected on bad properties."""
    assumptions = effective(brief, architecture, facts=facts)
    budget = stated_budget(brief, architecture, facts=facts)
    blueprint = lower(architecture, environment, facts, budget=budget)
    priced = estimate(architecture, environment, assumptions=assumptions, facts=facts)
    reviewed = review(architecture, blueprint, as_of=as_of, facts=facts, assumptions=assumptions)
    committed = floor(architecture, facts)
    return Evaluation(
        content_hash=architecture.content_hash(),
        environment=environment,
        estimate=priced,
        review=reviewed,
        floor=committed,
        requirements=trace(
            brief, architecture, estimate=priced, floor=committed, review=reviewed, facts=facts
        ),
    )
