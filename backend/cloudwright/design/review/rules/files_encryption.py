"""File system that is not encrypted."""

from cloudwright.design.review.expectation import expect, is_true
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Rule

RULE = Rule(
    id="CW-EFS-001",
    title="File system that is not encrypted",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    question="SEC08",
    controls=("EFS.1",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/efs-controls.html#efs-1",
    findings=expect(
        "AWS::EFS::FileSystem",
        "Encrypted",
        holds=is_true,
        message="Disks and backups of {title} can be read by whoever gets hold of them.",
    ),
)
