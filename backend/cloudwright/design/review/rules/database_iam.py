"""Database that takes passwords only."""

from collections.abc import Iterator

from cloudwright.design.review.databases import databases
from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at, shown


def _findings(subject: Subject) -> Iterator[Hit]:
    for database in databases(subject):
        value = at(database, "EnableIAMDatabaseAuthentication")
        if value is not True:
            yield broken(
                subject,
                database,
                message="Nobody can sign in to {title} by their role, without a password.",
                evidence=f"EnableIAMDatabaseAuthentication is {shown(value)}",
            )


RULE = Rule(
    id="CW-RDS-009",
    title="Database that takes passwords only",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    question="SEC02",
    controls=("RDS.10", "RDS.12"),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-12",
    findings=_findings,
)
