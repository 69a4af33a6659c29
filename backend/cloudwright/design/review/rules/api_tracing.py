"""Calls of an API leave no trace."""

from cloudwright.design.review.apis import REST_STAGE
from cloudwright.design.review.expectation import expect, is_true
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Rule

RULE = Rule(
    id="CW-API-008",
    title="Calls of an API leave no trace",
    severity=Severity.LOW,
    pillar=Pillar.OPERATIONS,
    question="OPS04",
    controls=("APIGateway.3",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-3",
    findings=expect(
        REST_STAGE,
        "TracingEnabled",
        holds=is_true,
        message="Nobody sees where the time of a slow call to {title} goes.",
    ),
)
