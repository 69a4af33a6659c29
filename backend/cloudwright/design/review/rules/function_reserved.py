"""Reserved runs below the expected peak."""

from collections.abc import Iterator
from decimal import ROUND_CEILING

from cloudwright.design.review.arithmetic import peak, written
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.fixes import set_properties
from cloudwright.design.review.functions import seconds_per_run
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at


def _findings(subject: Subject) -> Iterator[Hit]:
    for function in subject.resources("AWS::Lambda::Function"):
        reserved = at(function, "ReservedConcurrentExecutions")
        if not isinstance(reserved, int):
            continue
        element_id = function.key.element_id
        busiest = peak(subject, subject.load.of(element_id))
        needed = busiest.per_second * seconds_per_run(subject, element_id)
        if needed > reserved:
            rounded = int(needed.to_integral_value(ROUND_CEILING))
            yield Hit(
                element_id=element_id,
                message=f"{subject.title(element_id)} is refused runs at the peak that is expected.",
                evidence=f"{busiest.formula} needs {written(needed)} at once, {reserved} are reserved",
                fix=set_properties(subject, element_id, reserved_concurrency=rounded),
                fix_label=f"Reserve {rounded}",
            )


RULE = Rule(
    id="CW-FN-011",
    title="Reserved runs below the expected peak",
    severity=Severity.HIGH,
    pillar=Pillar.RELIABILITY,
    question="REL01",
    controls=(),
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
    findings=_findings,
)
