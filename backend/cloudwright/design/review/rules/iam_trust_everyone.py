"""Role can be assumed by everyone."""

from collections.abc import Iterator

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.policies import open_to_everyone, policy_statements
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject


def _findings(subject: Subject) -> Iterator[Hit]:
    for placed in policy_statements(subject, "AWS::IAM::Role"):
        if open_to_everyone(placed.statement):
            yield broken(
                subject,
                placed.resource,
                message="Any AWS account may take the role of {title}.",
                evidence=f"{placed.statement.sid} allows everyone {', '.join(placed.statement.actions)}",
            )


RULE = Rule(
    id="CW-IAM-003",
    title="Role can be assumed by everyone",
    severity=Severity.CRITICAL,
    pillar=Pillar.SECURITY,
    question="SEC03",
    controls=(),
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
    findings=_findings,
)
