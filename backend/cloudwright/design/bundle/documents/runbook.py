"""docs/runbook.md: for each alarm what it means, where to look first, and how to go back."""

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Value
from cloudwright.design.bundle.markdown import escaped, sections
from cloudwright.design.bundle.subject import Subject
from cloudwright.design.model.architecture import Component, Environment
from cloudwright.design.model.verbs import Verb

_ALARM = "AWS::CloudWatch::Alarm"


def runbook(subject: Subject) -> str:
    blueprint = subject.blueprints[Environment.PROD]
    alarms = [r for r in blueprint.resources if r.type == _ALARM]
    return sections(
        "# Runbook",
        "Every alarm goes to the alert topic. Go back to the previous version first, look for the cause second."
        if alarms
        else "No alarm watches this design.",
        *(_alarm(a) for a in alarms),
        _dead_letters(subject),
        _restore(subject),
        _rollback(),
    )


def _alarm(alarm: Resource) -> str:
    name = _text(alarm.properties.get("AlarmName", alarm.logical_id))
    return sections(f"## {escaped(name)}", _said(_text(alarm.properties.get("AlarmDescription", ""))))


def _said(text: str) -> str:
    """Return what the alarm says of itself, where to look first on a line of its own."""
    meaning, found, first_look = text.partition(" First look: ")
    look = f"**First look.** {first_look}" if found else ""
    return sections(escaped(meaning), escaped(look).replace("\\*\\*", "**")).replace("\\`", "`")


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _dead_letters(subject: Subject) -> str:
    pairs = [c for c in subject.architecture.connections if c.verb is Verb.DEAD_LETTERS]
    if not pairs:
        return ""
    lines = "\n".join(
        f"- what `{c.source}` cannot deliver is kept in `{c.target}` for 14 days" for c in pairs
    )
    return sections(
        "## Dead letters",
        lines,
        "Look at one message, mend the cause, then move them back: "
        "`aws sqs start-message-move-task --source-arn <arn of the dead-letter queue>`.",
    )


def _restore(subject: Subject) -> str:
    stores = [c for c in subject.architecture.components if c.kind in _RESTORES]
    if not stores:
        return ""
    return sections("## Restore", *(_restored(c) for c in stores))


_RESTORES = {
    "dynamodb_table": (
        "`aws dynamodb restore-table-to-point-in-time --source-table-name <table> --target-table-name <new> "
        "--use-latest-restorable-time`, then point the functions at the new table."
    ),
    "aurora_cluster": (
        "`aws rds restore-db-cluster-to-point-in-time --source-db-cluster-identifier <cluster> "
        "--db-cluster-identifier <new> --use-latest-restorable-time`, then an instance in it; the new cluster has "
        "an endpoint and a secret of its own."
    ),
    "efs_file_system": (
        "`aws backup start-restore-job` with a recovery point of the vault; files come back in a folder "
        "`aws-backup-restore_<time>` of the same file system."
    ),
    "elasticache_cache": (
        "let it fill again from the database; where it is a store, make a new one with "
        "`aws elasticache create-replication-group --snapshot-name <snapshot>`."
    ),
    "rds_instance": (
        "`aws rds restore-db-instance-to-point-in-time --source-db-instance-identifier <instance> "
        "--target-db-instance-identifier <new> --use-latest-restorable-time`; the new instance has an endpoint and "
        "a secret of its own."
    ),
    "s3_bucket": (
        "with versioning on, a deleted object comes back by deleting its delete marker; an overwritten one by "
        "copying the earlier version over it."
    ),
}


def _restored(component: Component) -> str:
    return f"**{escaped(component.title)}** (`{component.id}`): {_RESTORES[component.kind]}"


def _rollback() -> str:
    return sections(
        "## Roll back",
        "Terraform: apply the previous bundle's files. CloudFormation: `aws cloudformation deploy` with the previous "
        "template; a failed update rolls back by itself.",
    )
