"""Table can be deleted by mistake."""

from cloudwright.design.review.expectation import expect, is_true
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Rule

RULE = Rule(
    id="CW-DDB-002",
    title="Table can be deleted by mistake",
    severity=Severity.MEDIUM,
    pillar=Pillar.RELIABILITY,
    question="REL08",
    controls=("DynamoDB.6",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-6",
    findings=expect(
        "AWS::DynamoDB::Table",
        "DeletionProtectionEnabled",
        holds=is_true,
        message="One call deletes {title} with everything in it.",
        fix={"deletion_protection": True},
        fix_label="Protect the table from deletion",
    ),
)
