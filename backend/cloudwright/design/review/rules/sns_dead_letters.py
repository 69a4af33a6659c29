"""Subscription without a dead-letter queue."""

from collections.abc import Iterator

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at

_TO_PROGRAMS = ("lambda", "sqs", "http", "https", "firehose")


def _findings(subject: Subject) -> Iterator[Hit]:
    for subscription in subject.resources("AWS::SNS::Subscription"):
        protocol = at(subscription, "Protocol")
        if protocol in _TO_PROGRAMS and at(subscription, "RedrivePolicy.deadLetterTargetArn") is None:
            yield broken(
                subject,
                subscription,
                message="A message of {title} that cannot be delivered is dropped.",
                evidence=f"RedrivePolicy of the {protocol} subscription is not set",
            )


RULE = Rule(
    id="CW-SNS-003",
    title="Subscription without a dead-letter queue",
    severity=Severity.MEDIUM,
    pillar=Pillar.RELIABILITY,
    question="REL05",
    controls=(),
    source="https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html",
    findings=_findings,
)
