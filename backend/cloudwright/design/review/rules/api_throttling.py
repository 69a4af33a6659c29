"""API without a rate limit of its own."""

from collections.abc import Iterator

from cloudwright.design.review.apis import rates
from cloudwright.design.review.expectation import broken, is_set
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, shown


def _findings(subject: Subject) -> Iterator[Hit]:
    for stage, limit, path in rates(subject):
        if not is_set(limit):
            yield broken(
                subject,
                stage,
                message="{title} may use up the whole account's request quota.",
                evidence=f"{path} is {shown(limit)}",
                fix={"throttle_rate_per_second": 500, "throttle_burst": 1000},
                fix_label="Limit the rate to 500 a second",
            )


RULE = Rule(
    id="CW-API-002",
    title="API without a rate limit of its own",
    severity=Severity.MEDIUM,
    pillar=Pillar.RELIABILITY,
    question="REL05",
    controls=(),
    source="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html",
    findings=_findings,
)
