"""Peak above the account's concurrency quota."""

from collections.abc import Iterator
from decimal import Decimal

from cloudwright.design.review.arithmetic import peak, written
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.functions import seconds_per_run
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject


def _findings(subject: Subject) -> Iterator[Hit]:
    quota = subject.facts.limit_number("Lambda", "concurrent_executions")
    needs: dict[str, tuple[Decimal, str]] = {}
    for function in subject.of_kind("lambda_function"):
        busiest = peak(subject, subject.load.of(function.id))
        seconds = seconds_per_run(subject, function.id)
        needed = busiest.per_second * seconds
        needs[function.id] = (needed, f"{busiest.formula} x {written(seconds)} s = {written(needed)} at once")
    together = sum((needed for needed, _ in needs.values()), Decimal(0))
    if together > quota:
        element_id, (_, formula) = max(needs.items(), key=lambda item: (item[1][0], item[0]))
        yield Hit(
            element_id=element_id,
            message="The functions need more runs at once than the account's quota allows.",
            evidence=f"{formula}; all functions need {written(together)}, the quota is {written(quota)}",
        )


RULE = Rule(
    id="CW-FN-010",
    title="Peak above the account's concurrency quota",
    severity=Severity.HIGH,
    pillar=Pillar.RELIABILITY,
    question="REL01",
    controls=(),
    source="https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html",
    findings=_findings,
)
