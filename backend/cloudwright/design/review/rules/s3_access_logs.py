"""Bucket writes no access log."""

from collections.abc import Iterator

from cloudwright.design.model.architecture import Environment
from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at

_LOGS = "logs"  # a log bucket does not log itself


def _findings(subject: Subject) -> Iterator[Hit]:
    if subject.environment is not Environment.PROD:
        return
    for bucket in subject.resources("AWS::S3::Bucket"):
        if at(bucket, "LoggingConfiguration") is None and bucket.key.part != _LOGS:
            yield broken(
                subject,
                bucket,
                message="Nobody can tell later who read or wrote objects of {title}.",
                evidence="LoggingConfiguration is not set",
                fix={"access_logs": True},
                fix_label="Write access logs",
            )


RULE = Rule(
    id="CW-S3-006",
    title="Bucket writes no access log",
    severity=Severity.LOW,
    pillar=Pillar.SECURITY,
    question="SEC04",
    controls=("S3.9",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-9",
    findings=_findings,
)
