"""Database that is not encrypted."""

from collections.abc import Iterator

from cloudwright.design.review.databases import databases
from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at, shown


def _findings(subject: Subject) -> Iterator[Hit]:
    for database in databases(subject):
        value = at(database, "StorageEncrypted")
        if value is not True:
            yield broken(
                subject,
                database,
                message="Disks and backups of {title} can be read by whoever gets hold of them.",
                evidence=f"StorageEncrypted is {shown(value)}",
            )


RULE = Rule(
    id="CW-RDS-001",
    title="Database that is not encrypted",
    severity=Severity.CRITICAL,
    pillar=Pillar.SECURITY,
    question="SEC08",
    controls=("RDS.3", "RDS.27"),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-3",
    findings=_findings,
)
