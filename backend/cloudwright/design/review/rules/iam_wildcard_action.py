"""Role with a wildcard action."""

from collections.abc import Iterator

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.policies import role_statements
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject


def _findings(subject: Subject) -> Iterator[Hit]:
    for placed in role_statements(subject):
        wide = [action for action in placed.statement.actions if action == "*" or action.endswith(":*")]
        if placed.statement.effect == "Allow" and wide:
            yield broken(
                subject,
                placed.resource,
                message="The role of {title} may do more than it needs.",
                evidence=f"statement {placed.statement.sid} allows {', '.join(wide)}",
            )


RULE = Rule(
    id="CW-IAM-001",
    title="Role with a wildcard action",
    severity=Severity.CRITICAL,
    pillar=Pillar.SECURITY,
    question="SEC03",
    controls=("IAM.1", "IAM.21"),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-21",
    findings=_findings,
)
