"""The two figures that lists show of a design, kept beside its evaluation."""

from dataclasses import dataclass

from cloudwright.design.evaluation.evaluation import Evaluation
from cloudwright.kit.money import Money


@dataclass(frozen=True, slots=True)
class Headline:
    monthly_cost: Money
    open_findings: int


def headline(evaluation: Evaluation) -> Headline:
    """Return the monthly total and the number of findings that nobody waived."""
    return Headline(monthly_cost=evaluation.estimate.total, open_findings=len(evaluation.review.open))
