"""Bucket keeps no earlier versions."""

from collections.abc import Iterator

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at, shown

_LOGS = "logs"  # log lines are only ever added


def _findings(subject: Subject) -> Iterator[Hit]:
    for bucket in subject.resources("AWS::S3::Bucket"):
        status = at(bucket, "VersioningConfiguration.Status")
        if status != "Enabled" and bucket.key.part != _LOGS:
            yield broken(
                subject,
                bucket,
                message="An object of {title} that is overwritten or deleted cannot be brought back.",
                evidence=f"VersioningConfiguration.Status is {shown(status)}",
                fix={"versioning": True},
                fix_label="Keep earlier versions",
            )


RULE = Rule(
    id="CW-S3-004",
    title="Bucket keeps no earlier versions",
    severity=Severity.MEDIUM,
    pillar=Pillar.RELIABILITY,
    question="REL09",
    controls=(),
    source="https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html",
    findings=_findings,
)
