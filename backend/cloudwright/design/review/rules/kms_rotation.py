"""Key is not rotated."""

from cloudwright.design.review.expectation import expect, is_true
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Rule

RULE = Rule(
    id="CW-KMS-001",
    title="Key is not rotated",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    question="SEC08",
    controls=(),
    source="https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
    findings=expect(
        "AWS::KMS::Key",
        "EnableKeyRotation",
        holds=is_true,
        message="The same key material protects everything under {title} for ever.",
        fix={"rotation": True},
        fix_label="Rotate the key every year",
    ),
)
