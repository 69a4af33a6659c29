"""Function without a log group of its own."""

from collections.abc import Iterator

from cloudwright.design.blueprint.values import Ref
from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at


def _findings(subject: Subject) -> Iterator[Hit]:
    owners = {group.key.element_id for group in subject.resources("AWS::Logs::LogGroup")}
    for function in subject.resources("AWS::Lambda::Function"):
        named = isinstance(at(function, "LoggingConfig.LogGroup"), Ref)
        if not named and function.key.element_id not in owners:
            yield broken(
                subject,
                function,
                message="Lambda makes a log group for {title} that keeps everything for ever.",
                evidence="no AWS::Logs::LogGroup belongs to the function",
            )


RULE = Rule(
    id="CW-FN-007",
    title="Function without a log group of its own",
    severity=Severity.MEDIUM,
    pillar=Pillar.OPERATIONS,
    question="OPS04",
    controls=(),
    source="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html",
    findings=_findings,
)
