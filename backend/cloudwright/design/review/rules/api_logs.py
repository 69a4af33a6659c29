"""API writes no access log."""

from cloudwright.design.review.expectation import expect, is_set
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Rule

RULE = Rule(
    id="CW-API-003",
    title="API writes no access log",
    severity=Severity.MEDIUM,
    pillar=Pillar.OPERATIONS,
    question="OPS04",
    controls=("APIGateway.9",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-9",
    findings=expect(
        "AWS::ApiGatewayV2::Stage",
        "AccessLogSettings.DestinationArn",
        holds=is_set,
        message="Nobody can tell later who called {title} and how it answered.",
    ),
)
