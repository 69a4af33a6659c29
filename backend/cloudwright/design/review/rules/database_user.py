"""Database whose owner has a name that attackers try."""

from collections.abc import Iterator

from cloudwright.design.review.databases import databases
from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at, shown

_GUESSED = ("admin", "administrator", "postgres", "root", "sa")


def _findings(subject: Subject) -> Iterator[Hit]:
    for database in databases(subject):
        value = at(database, "MasterUsername")
        if value in _GUESSED:
            yield broken(
                subject,
                database,
                message="The owner of {title} has the name that is tried first.",
                evidence=f"MasterUsername is {shown(value)}",
            )


RULE = Rule(
    id="CW-RDS-008",
    title="Database whose owner has a name that attackers try",
    severity=Severity.LOW,
    pillar=Pillar.SECURITY,
    question="SEC01",
    controls=("RDS.24", "RDS.25"),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-25",
    findings=_findings,
)
