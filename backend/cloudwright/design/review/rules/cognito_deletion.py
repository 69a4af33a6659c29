"""User pool can be deleted by mistake."""

from cloudwright.design.blueprint.values import Value
from cloudwright.design.review.expectation import expect
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Rule


def _active(value: Value | None) -> bool:
    return value == "ACTIVE"


RULE = Rule(
    id="CW-COG-003",
    title="User pool can be deleted by mistake",
    severity=Severity.MEDIUM,
    pillar=Pillar.RELIABILITY,
    question="REL08",
    controls=(),
    source="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-deletion-protection.html",
    findings=expect(
        "AWS::Cognito::UserPool",
        "DeletionProtection",
        holds=_active,
        message="One call deletes {title} with every account in it.",
        fix={"deletion_protection": True},
        fix_label="Protect the pool from deletion",
    ),
)
