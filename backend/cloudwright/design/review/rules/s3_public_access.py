"""Bucket can be made public."""

from collections.abc import Iterator

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at, shown

_BLOCKS = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")


def _findings(subject: Subject) -> Iterator[Hit]:
    for bucket in subject.resources("AWS::S3::Bucket"):
        blocks = {name: at(bucket, f"PublicAccessBlockConfiguration.{name}") for name in _BLOCKS}
        open_ = [f"{name} is {shown(value)}" for name, value in blocks.items() if value is not True]
        if open_:
            yield broken(
                subject,
                bucket,
                message="{title} does not block public access in all four ways.",
                evidence=", ".join(open_),
            )


RULE = Rule(
    id="CW-S3-001",
    title="Bucket can be made public",
    severity=Severity.CRITICAL,
    pillar=Pillar.SECURITY,
    question="SEC05",
    controls=("S3.8",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-8",
    findings=_findings,
)
