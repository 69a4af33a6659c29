"""Logs are kept for more than 13 months."""

from collections.abc import Iterator

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at

_LONG_DAYS = 400


def _findings(subject: Subject) -> Iterator[Hit]:
    for group in subject.resources("AWS::Logs::LogGroup"):
        days = at(group, "RetentionInDays")
        if isinstance(days, int) and days > _LONG_DAYS:
            yield broken(
                subject,
                group,
                message="Logs of {title} are stored far longer than they are read.",
                evidence=f"RetentionInDays is {days}, more than {_LONG_DAYS}",
                fix={"log_retention_days": 365},
                fix_label="Keep logs for a year",
            )


RULE = Rule(
    id="CW-LOG-002",
    title="Logs are kept for more than 13 months",
    severity=Severity.LOW,
    pillar=Pillar.SUSTAINABILITY,
    question="SUS04",
    controls=(),
    source="https://docs.aws.amazon.com/wellarchitected/latest/sustainability-pillar/data.html",
    findings=_findings,
)
