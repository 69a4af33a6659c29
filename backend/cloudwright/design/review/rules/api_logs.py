"""API writes no access log."""

from collections.abc import Iterator

from cloudwright.design.review.apis import HTTP_STAGE, REST_STAGE
from cloudwright.design.review.expectation import expect, is_set
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject

_MESSAGE = "Nobody can tell later who called {title} and how it answered."
_PLACES = ((HTTP_STAGE, "AccessLogSettings.DestinationArn"), (REST_STAGE, "AccessLogSetting.DestinationArn"))


def _findings(subject: Subject) -> Iterator[Hit]:
    for stage, path in _PLACES:
        yield from expect(stage, path, holds=is_set, message=_MESSAGE)(subject)


RULE = Rule(
    id="CW-API-003",
    title="API writes no access log",
    severity=Severity.MEDIUM,
    pillar=Pillar.OPERATIONS,
    question="OPS04",
    controls=("APIGateway.1", "APIGateway.9"),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-9",
    findings=_findings,
)
