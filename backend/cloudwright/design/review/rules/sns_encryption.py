"""Topic is not encrypted."""

from cloudwright.design.review.expectation import expect, is_set
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Rule

RULE = Rule(
    id="CW-SNS-001",
    title="Topic is not encrypted",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    question="SEC08",
    controls=("SNS.1",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/sns-controls.html#sns-1",
    findings=expect(
        "AWS::SNS::Topic",
        "KmsMasterKeyId",
        holds=is_set,
        message="Messages of {title} rest unencrypted while they are delivered.",
    ),
)
