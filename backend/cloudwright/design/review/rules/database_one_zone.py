"""Production database in one zone."""

from collections.abc import Iterator

from cloudwright.design.catalog.formulas import counted
from cloudwright.design.model.architecture import Environment
from cloudwright.design.review.databases import CLUSTER, databases, instances_of
from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at, shown


def _findings(subject: Subject) -> Iterator[Hit]:
    if subject.environment is not Environment.PROD:
        return
    for database in databases(subject):
        if database.type == CLUSTER:
            count = len(instances_of(subject, database))
            alone, evidence = count < 2, counted(count, "instance")
        else:
            value = at(database, "MultiAZ")
            alone, evidence = value is not True, f"MultiAZ is {shown(value)}"
        if alone:
            yield broken(
                subject,
                database,
                message="When its zone fails, {title} is gone until somebody has made a new one.",
                evidence=evidence,
                fix={"readers": 1} if database.type == CLUSTER else {"multi_az": True},
                fix_label="Keep a second instance in another zone",
            )


RULE = Rule(
    id="CW-RDS-003",
    title="Production database in one zone",
    severity=Severity.HIGH,
    pillar=Pillar.RELIABILITY,
    question="REL10",
    controls=("RDS.5", "RDS.15"),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-5",
    findings=_findings,
)
