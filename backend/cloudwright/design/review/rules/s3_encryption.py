"""Bucket states no encryption."""

from cloudwright.design.review.expectation import expect, is_set
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Rule

RULE = Rule(
    id="CW-S3-007",
    title="Bucket states no encryption",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    question="SEC08",
    controls=(),
    source="https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-bucket-encryption.html",
    findings=expect(
        "AWS::S3::Bucket",
        "BucketEncryption.ServerSideEncryptionConfiguration",
        holds=is_set,
        message="The design does not say how objects of {title} are encrypted.",
    ),
)
