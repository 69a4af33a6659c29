"""Backup plan that keeps nothing."""

from collections.abc import Iterator

from cloudwright.design.model.verbs import Verb
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.fixes import connect
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject


def _findings(subject: Subject) -> Iterator[Hit]:
    for plan in subject.of_kind("backup_plan"):
        if any(c.verb is Verb.BACKS_UP for c in subject.architecture.outgoing(plan.id)):
            continue
        tables = [table.id for table in subject.of_kind("dynamodb_table")]
        yield Hit(
            element_id=plan.id,
            message=f"{plan.title} runs every night and keeps nothing.",
            evidence=f"{plan.id} backs up no element",
            fix=tuple(edit for table in tables for edit in connect(plan.id, Verb.BACKS_UP, table)),
            fix_label="Back up the tables",
        )


RULE = Rule(
    id="CW-BKP-001",
    title="Backup plan that keeps nothing",
    severity=Severity.HIGH,
    pillar=Pillar.RELIABILITY,
    question="REL09",
    controls=(),
    source="https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html",
    findings=_findings,
)
