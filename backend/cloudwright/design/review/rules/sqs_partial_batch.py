"""One bad message repeats its whole batch."""

from collections.abc import Iterator

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.queues import consumers
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at, items


def _findings(subject: Subject) -> Iterator[Hit]:
    for _, mapping, _ in consumers(subject):
        batch = at(mapping, "BatchSize")
        if batch != 1 and "ReportBatchItemFailures" not in items(at(mapping, "FunctionResponseTypes")):
            yield broken(
                subject,
                mapping,
                message="When one message fails, {title} gets the good ones of the batch again.",
                evidence="FunctionResponseTypes has no ReportBatchItemFailures",
            )


RULE = Rule(
    id="CW-SQS-006",
    title="One bad message repeats its whole batch",
    severity=Severity.LOW,
    pillar=Pillar.RELIABILITY,
    question="REL04",
    controls=(),
    source="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html",
    findings=_findings,
)
