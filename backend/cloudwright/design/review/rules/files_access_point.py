"""Access point that trusts its callers."""

from cloudwright.design.review.expectation import expect, is_set
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Rule

RULE = Rule(
    id="CW-EFS-003",
    title="Access point that trusts its callers",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    question="SEC03",
    controls=("EFS.4",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/efs-controls.html#efs-4",
    findings=expect(
        "AWS::EFS::AccessPoint",
        "PosixUser.Uid",
        holds=is_set,
        message="Who mounts {title} can claim to be any user, root too.",
    ),
)
