"""Database can be deleted by mistake."""

from collections.abc import Iterator

from cloudwright.design.review.databases import databases
from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at, shown


def _findings(subject: Subject) -> Iterator[Hit]:
    for database in databases(subject):
        value = at(database, "DeletionProtection")
        if value is not True:
            yield broken(
                subject,
                database,
                message="One call deletes {title} with everything in it.",
                evidence=f"DeletionProtection is {shown(value)}",
                fix={"deletion_protection": True},
                fix_label="Protect the database from deletion",
            )


RULE = Rule(
    id="CW-RDS-005",
    title="Database can be deleted by mistake",
    severity=Severity.MEDIUM,
    pillar=Pillar.RELIABILITY,
    question="REL08",
    controls=("RDS.7", "RDS.8"),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-8",
    findings=_findings,
)
