"""Rate limit below the expected peak."""

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal

from cloudwright.design.review.apis import calls, rates
from cloudwright.design.review.arithmetic import peak, written
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.fixes import set_properties
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject

_MOST = 10_000  # of one API, by its property; the account quota has a rule of its own


def _findings(subject: Subject) -> Iterator[Hit]:
    for stage, limit, _ in rates(subject):
        element_id = stage.key.element_id
        busiest = peak(subject, calls(subject, element_id))
        if not isinstance(limit, int | float) or busiest.per_second <= Decimal(str(limit)):
            continue
        needed = int(busiest.per_second.to_integral_value(ROUND_CEILING))
        yield Hit(
            element_id=element_id,
            message=f"{subject.title(element_id)} refuses calls at the peak that is expected.",
            evidence=f"{busiest.formula}, but the limit is {written(Decimal(str(limit)))} a second",
            fix=set_properties(subject, element_id, throttle_rate_per_second=needed)
            if needed <= _MOST
            else (),
            fix_label=f"Raise the limit to {needed} a second",
        )


RULE = Rule(
    id="CW-API-005",
    title="Rate limit below the expected peak",
    severity=Severity.HIGH,
    pillar=Pillar.RELIABILITY,
    question="REL01",
    controls=(),
    source="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html",
    findings=_findings,
)
