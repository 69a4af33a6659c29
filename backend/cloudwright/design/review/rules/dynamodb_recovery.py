"""Table has no point-in-time recovery."""

from cloudwright.design.review.expectation import expect, is_true
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Rule

RULE = Rule(
    id="CW-DDB-001",
    title="Table has no point-in-time recovery",
    severity=Severity.HIGH,
    pillar=Pillar.RELIABILITY,
    question="REL09",
    controls=("DynamoDB.2",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-2",
    findings=expect(
        "AWS::DynamoDB::Table",
        "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled",
        holds=is_true,
        message="A mistake in {title} cannot be undone: there is no continuous backup.",
        fix={"point_in_time_recovery": True},
        fix_label="Turn on point-in-time recovery",
    ),
)
