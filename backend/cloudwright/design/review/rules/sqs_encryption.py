"""Queue is not encrypted."""

from collections.abc import Iterator

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at


def _findings(subject: Subject) -> Iterator[Hit]:
    for queue in subject.resources("AWS::SQS::Queue"):
        if at(queue, "SqsManagedSseEnabled") is not True and at(queue, "KmsMasterKeyId") is None:
            yield broken(
                subject,
                queue,
                message="Messages in {title} rest unencrypted.",
                evidence="SqsManagedSseEnabled is not true and KmsMasterKeyId is not set",
            )


RULE = Rule(
    id="CW-SQS-004",
    title="Queue is not encrypted",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    question="SEC08",
    controls=("SQS.1",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/sqs-controls.html#sqs-1",
    findings=_findings,
)
