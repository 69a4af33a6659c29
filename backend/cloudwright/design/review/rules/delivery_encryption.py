"""Delivery stream does not encrypt what it collects."""

from collections.abc import Iterator

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at


def _findings(subject: Subject) -> Iterator[Hit]:
    """With a stream as its source, the stream's own encryption counts."""
    for delivery in subject.resources("AWS::KinesisFirehose::DeliveryStream"):
        by_itself = at(delivery, "KinesisStreamSourceConfiguration") is None
        if by_itself and at(delivery, "DeliveryStreamEncryptionConfigurationInput.KeyType") is None:
            yield broken(
                subject,
                delivery,
                message="Records that {title} collects rest unencrypted until they are delivered.",
                evidence="DeliveryStreamEncryptionConfigurationInput is not set",
            )


RULE = Rule(
    id="CW-FH-001",
    title="Delivery stream does not encrypt what it collects",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    question="SEC08",
    controls=("DataFirehose.1",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/datafirehose-controls.html#datafirehose-1",
    findings=_findings,
)
