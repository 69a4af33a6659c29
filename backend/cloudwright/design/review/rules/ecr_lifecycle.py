"""Images are never deleted."""

from cloudwright.design.review.expectation import expect, is_set
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Rule

RULE = Rule(
    id="CW-ECR-003",
    title="Images are never deleted",
    severity=Severity.LOW,
    pillar=Pillar.COST,
    question="COST04",
    controls=("ECR.3",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html#ecr-3",
    findings=expect(
        "AWS::ECR::Repository",
        "LifecyclePolicy.LifecyclePolicyText",
        holds=is_set,
        message="Every image ever pushed to {title} is paid for, for ever.",
    ),
)
