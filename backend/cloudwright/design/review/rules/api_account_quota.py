"""Peak above the account's request quota."""

from collections.abc import Iterator

from cloudwright.design.review.apis import apis, calls
from cloudwright.design.review.arithmetic import peak, written
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject


def _findings(subject: Subject) -> Iterator[Hit]:
    quota = subject.facts.limit_number("API Gateway", "account_throttle_rps")
    for api in apis(subject):
        busiest = peak(subject, calls(subject, api.id))
        if busiest.per_second > quota:
            yield Hit(
                element_id=api.id,
                message=f"{api.title} needs a higher request quota from AWS before it goes live.",
                evidence=f"{busiest.formula}, the account's quota is {written(quota)} a second",
            )


RULE = Rule(
    id="CW-API-006",
    title="Peak above the account's request quota",
    severity=Severity.HIGH,
    pillar=Pillar.RELIABILITY,
    question="REL01",
    controls=(),
    source="https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html",
    findings=_findings,
)
