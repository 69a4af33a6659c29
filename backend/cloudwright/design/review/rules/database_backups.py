"""Backups of a database kept less than a week."""

from collections.abc import Iterator

from cloudwright.design.review.databases import databases
from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at, shown

_LEAST_DAYS = 7


def _findings(subject: Subject) -> Iterator[Hit]:
    for database in databases(subject):
        value = at(database, "BackupRetentionPeriod")
        if not isinstance(value, int) or value < _LEAST_DAYS:
            yield broken(
                subject,
                database,
                message="A mistake in {title} that is seen after a week cannot be undone.",
                evidence=f"BackupRetentionPeriod is {shown(value)}",
                fix={"backup_retention_days": _LEAST_DAYS},
                fix_label="Keep backups for a week",
            )


RULE = Rule(
    id="CW-RDS-004",
    title="Backups of a database kept less than a week",
    severity=Severity.HIGH,
    pillar=Pillar.RELIABILITY,
    question="REL09",
    controls=("RDS.11",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-11",
    findings=_findings,
)
