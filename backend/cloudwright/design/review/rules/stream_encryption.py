"""Stream is not encrypted."""

from cloudwright.design.review.expectation import expect, is_set
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Rule

RULE = Rule(
    id="CW-KIN-001",
    title="Stream is not encrypted",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    question="SEC08",
    controls=("Kinesis.1",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/kinesis-controls.html#kinesis-1",
    findings=expect(
        "AWS::Kinesis::Stream",
        "StreamEncryption.EncryptionType",
        holds=is_set,
        message="Records in {title} rest unencrypted.",
    ),
)
