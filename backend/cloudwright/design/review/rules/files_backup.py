"""File system without backups."""

from collections.abc import Iterator

from cloudwright.design.model.architecture import Environment
from cloudwright.design.model.verbs import Verb
from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at, shown


def _findings(subject: Subject) -> Iterator[Hit]:
    if subject.environment is not Environment.PROD:
        return
    planned = {c.target for c in subject.architecture.connections if c.verb is Verb.BACKS_UP}
    for files in subject.resources("AWS::EFS::FileSystem"):
        status = at(files, "BackupPolicy.Status")
        if status != "ENABLED" and files.key.element_id not in planned:
            yield broken(
                subject,
                files,
                message="A file of {title} that somebody deletes or overwrites is gone.",
                evidence=f"BackupPolicy.Status is {shown(status)}, and no backup plan has it",
                fix={"automatic_backups": True},
                fix_label="Keep a recovery point of each day",
            )


RULE = Rule(
    id="CW-EFS-002",
    title="File system without backups",
    severity=Severity.HIGH,
    pillar=Pillar.RELIABILITY,
    question="REL09",
    controls=("EFS.2",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/efs-controls.html#efs-2",
    findings=_findings,
)
