"""Database with a public address."""

from collections.abc import Iterator

from cloudwright.design.review.databases import INSTANCE
from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at, shown


def _findings(subject: Subject) -> Iterator[Hit]:
    for database in subject.resources(INSTANCE):
        value = at(database, "PubliclyAccessible")
        if value is True:
            yield broken(
                subject,
                database,
                message="{title} has an address on the internet.",
                evidence=f"PubliclyAccessible is {shown(value)}",
            )


RULE = Rule(
    id="CW-RDS-002",
    title="Database with a public address",
    severity=Severity.CRITICAL,
    pillar=Pillar.SECURITY,
    question="SEC05",
    controls=("RDS.2",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-2",
    findings=_findings,
)
