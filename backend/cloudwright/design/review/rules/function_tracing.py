"""Function is not traced."""

from cloudwright.design.blueprint.values import Value
from cloudwright.design.review.expectation import expect
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Rule


def _active(value: Value | None) -> bool:
    return value == "Active"


RULE = Rule(
    id="CW-FN-006",
    title="Function is not traced",
    severity=Severity.LOW,
    pillar=Pillar.OPERATIONS,
    question="OPS04",
    controls=(),
    source="https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html",
    findings=expect(
        "AWS::Lambda::Function",
        "TracingConfig.Mode",
        holds=_active,
        message="A slow call cannot be followed through {title}.",
    ),
)
