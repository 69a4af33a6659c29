"""Bucket policy allows everyone."""

from collections.abc import Iterator

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.policies import open_to_everyone, policy_statements
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject


def _findings(subject: Subject) -> Iterator[Hit]:
    for placed in policy_statements(subject, "AWS::S3::BucketPolicy"):
        if open_to_everyone(placed.statement):
            yield broken(
                subject,
                placed.resource,
                message="Anybody on the internet may use {title}.",
                evidence=f"{placed.statement.sid} allows everyone {', '.join(placed.statement.actions)}",
            )


RULE = Rule(
    id="CW-S3-002",
    title="Bucket policy allows everyone",
    severity=Severity.CRITICAL,
    pillar=Pillar.SECURITY,
    question="SEC03",
    controls=("S3.2", "S3.3"),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-2",
    findings=_findings,
)
