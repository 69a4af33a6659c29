"""Image tags can be overwritten."""

from cloudwright.design.blueprint.values import Value
from cloudwright.design.review.expectation import expect
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Rule


def _immutable(value: Value | None) -> bool:
    return value == "IMMUTABLE"


RULE = Rule(
    id="CW-ECR-002",
    title="Image tags can be overwritten",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    question="SEC06",
    controls=("ECR.2",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html#ecr-2",
    findings=expect(
        "AWS::ECR::Repository",
        "ImageTagMutability",
        holds=_immutable,
        message="What runs under a tag of {title} may be another image tomorrow.",
        fix={"immutable_tags": True},
        fix_label="Refuse to overwrite tags",
    ),
)
