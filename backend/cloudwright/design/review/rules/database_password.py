"""Password of a database that people know."""

from collections.abc import Iterator

from cloudwright.design.review.databases import databases
from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at, shown


def _findings(subject: Subject) -> Iterator[Hit]:
    for database in databases(subject):
        value = at(database, "ManageMasterUserPassword")
        if value is not True:
            yield broken(
                subject,
                database,
                message="The password of {title} stands in a template or a state, and stays the same.",
                evidence=f"ManageMasterUserPassword is {shown(value)}",
            )


RULE = Rule(
    id="CW-RDS-007",
    title="Password of a database that people know",
    severity=Severity.CRITICAL,
    pillar=Pillar.SECURITY,
    question="SEC02",
    controls=(),
    source="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html",
    findings=_findings,
)
