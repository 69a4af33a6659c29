"""Queue policy allows everyone."""

from collections.abc import Iterator

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.policies import open_to_everyone, policy_statements
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject


def _findings(subject: Subject) -> Iterator[Hit]:
    for placed in policy_statements(subject, "AWS::SQS::QueuePolicy"):
        if open_to_everyone(placed.statement):
            yield broken(
                subject,
                placed.resource,
                message="Any AWS account may use the queue {title}.",
                evidence=f"{placed.statement.sid} allows everyone {', '.join(placed.statement.actions)}",
            )


RULE = Rule(
    id="CW-SQS-005",
    title="Queue policy allows everyone",
    severity=Severity.CRITICAL,
    pillar=Pillar.SECURITY,
    question="SEC03",
    controls=("SQS.3",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/sqs-controls.html#sqs-3",
    findings=_findings,
)
