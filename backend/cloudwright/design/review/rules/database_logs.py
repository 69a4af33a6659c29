"""Database whose logs stay inside it."""

from collections.abc import Iterator

from cloudwright.design.review.databases import databases
from cloudwright.design.review.expectation import broken, is_set
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at, shown


def _findings(subject: Subject) -> Iterator[Hit]:
    for database in databases(subject):
        value = at(database, "EnableCloudwatchLogsExports")
        if not is_set(value):
            yield broken(
                subject,
                database,
                message="Errors and slow statements of {title} cannot be searched, and go with the instance.",
                evidence=f"EnableCloudwatchLogsExports is {shown(value)}",
            )


RULE = Rule(
    id="CW-RDS-006",
    title="Database whose logs stay inside it",
    severity=Severity.LOW,
    pillar=Pillar.OPERATIONS,
    question="OPS04",
    controls=("RDS.9", "RDS.34"),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-9",
    findings=_findings,
)
