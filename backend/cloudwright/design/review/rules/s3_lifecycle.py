"""Bucket has no lifecycle."""

from cloudwright.design.review.expectation import expect, is_set
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Rule

RULE = Rule(
    id="CW-S3-005",
    title="Bucket has no lifecycle",
    severity=Severity.LOW,
    pillar=Pillar.COST,
    question="COST04",
    controls=("S3.13",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-13",
    findings=expect(
        "AWS::S3::Bucket",
        "LifecycleConfiguration.Rules",
        holds=is_set,
        message="Nothing ever leaves {title}, not even the parts of broken uploads.",
    ),
)
