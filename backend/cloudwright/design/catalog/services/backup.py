"""AWS Backup: recovery points in a vault, made by a plan, kept for days and weeks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import JsonValue

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Join, Pseudo, Ref, ResourceKey, Statement, Value
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.backups.connections import VERBS
from cloudwright.design.catalog.backups.pricing import ASSUMPTIONS, price
from cloudwright.design.catalog.backups.properties import BackupProperties
from cloudwright.design.catalog.kind import (
    AlarmSpec,
    Category,
    Element,
    Gathered,
    Kind,
    Lowered,
    LoweringContext,
)
from cloudwright.design.catalog.naming import fitted, physical_name
from cloudwright.design.catalog.policies import execution_role
from cloudwright.design.model.architecture import Architecture, Environment
from cloudwright.design.model.verbs import Verb

VAULT_NAME_CHARACTERS = 50
_START_WINDOW_MINUTES = 60
_COMPLETION_WINDOW_MINUTES = 480
_DAY_SECONDS = 86_400
_FOR_EVERYTHING = (
    "service-role/AWSBackupServiceRolePolicyForBackup",
    "service-role/AWSBackupServiceRolePolicyForRestores",
)
_FOR_BUCKETS = ("AWSBackupServiceRolePolicyForS3Backup", "AWSBackupServiceRolePolicyForS3Restore")


def _defaults(environment: Environment) -> Mapping[str, JsonValue]:
    if environment is Environment.PROD:
        return {}
    return {"daily_retention_days": 7, "weekly_retention_days": 0, "retain": False}


def _lower(context: LoweringContext, element: Element[BackupProperties], gathered: Gathered) -> Lowered:
    plan = _plan(context, element)
    selected = [arn for arn in gathered.slot(slots.BACKED_UP) if not isinstance(arn, Statement)]
    return Lowered(
        resources=(
            _vault(context, element, gathered=gathered),
            plan,
            *_selection(context, element, plan=plan.key, selected=selected),
        )
    )


def _vault(context: LoweringContext, element: Element[BackupProperties], *, gathered: Gathered) -> Resource:
    properties: dict[str, Value] = {
        "BackupVaultName": physical_name(context, element.id, limit=VAULT_NAME_CHARACTERS)
    }
    for kms_key in gathered.slot(slots.KMS_KEY):
        if isinstance(kms_key, Ref):
            properties["EncryptionKeyArn"] = kms_key
    return Resource(
        key=references.backup_vault(element.id),
        type="AWS::Backup::BackupVault",
        properties=properties,
        retain=element.properties.retain,
        comments={"": "It outlives the stack, so that recovery points outlive a mistake."}
        if element.properties.retain
        else {},
        area="backup",
    )


def _plan(context: LoweringContext, element: Element[BackupProperties]) -> Resource:
    return Resource(
        key=ResourceKey(element.id, "plan"),
        type="AWS::Backup::BackupPlan",
        properties={
            "BackupPlan": {
                "BackupPlanName": physical_name(context, element.id, limit=VAULT_NAME_CHARACTERS),
                "BackupPlanRule": [*_rules(context, element)],
            }
        },
        area="backup",
    )


def _rules(context: LoweringContext, element: Element[BackupProperties]) -> Iterator[Value]:
    wanted = element.properties
    yield _rule(context, element, name="daily", days=wanted.daily_retention_days)
    if wanted.weekly_retention_days:
        yield _rule(context, element, name="weekly", days=wanted.weekly_retention_days)


def _rule(
    context: LoweringContext, element: Element[BackupProperties], *, name: str, days: int
) -> Mapping[str, Value]:
    when = "* * ? *" if name == "daily" else "? * SUN *"
    lifecycle: Value = {"DeleteAfterDays": days}
    rule: dict[str, Value] = {
        "RuleName": name,
        "TargetBackupVault": Ref(references.backup_vault(element.id)),
        "ScheduleExpression": f"cron(0 {element.properties.hour_utc} {when})",
        "StartWindowMinutes": _START_WINDOW_MINUTES,
        "CompletionWindowMinutes": _COMPLETION_WINDOW_MINUTES,
        "Lifecycle": lifecycle,
    }
    if element.properties.copy_region != "none":
        rule["CopyActions"] = [
            {"DestinationBackupVaultArn": _copy_vault(context, element), "Lifecycle": lifecycle}
        ]
    return rule


def copy_vault_name(prefix: str, element_id: str) -> str:
    """Return the name of the vault for copies, which has to exist in the other Region."""
    return fitted(f"{prefix}-{element_id}-copy", VAULT_NAME_CHARACTERS)


def _copy_vault(context: LoweringContext, element: Element[BackupProperties]) -> Join:
    place = f":backup:{element.properties.copy_region}:"
    name = copy_vault_name(context.prefix, element.id)
    return Join(("arn:", Pseudo.PARTITION, place, Pseudo.ACCOUNT_ID, f":backup-vault:{name}"))


def _selection(
    context: LoweringContext,
    element: Element[BackupProperties],
    *,
    plan: ResourceKey,
    selected: Sequence[Value],
) -> tuple[Resource, ...]:
    """Return the role of AWS Backup and what it backs up; nothing when nothing is connected."""
    if not selected:
        return ()
    role = execution_role(
        element.id, (), service="backup.amazonaws.com", area="backup", description="Backs up and restores"
    )
    policies: list[Value] = [_managed(name) for name in _policies(context.architecture, element.id)]
    role = replace(
        role,
        properties={**role.properties, "ManagedPolicyArns": policies},
        comments={"ManagedPolicyArns": "AWS keeps these up to date with what AWS Backup calls."},
    )
    selection = Resource(
        key=ResourceKey(element.id, "selection"),
        type="AWS::Backup::BackupSelection",
        properties={
            "BackupPlanId": Ref(plan),
            "BackupSelection": {
                "SelectionName": "by-arn",
                "IamRoleArn": references.arn_of(role.key),
                "Resources": list(selected),
            },
        },
        area="backup",
    )
    return role, selection


def _policies(architecture: Architecture, plan_id: str) -> tuple[str, ...]:
    kinds = {
        architecture.component(c.target).kind
        for c in architecture.outgoing(plan_id)
        if c.verb is Verb.BACKS_UP
    }
    return _FOR_EVERYTHING + (_FOR_BUCKETS if "s3_bucket" in kinds else ())


def _managed(name: str) -> Join:
    return Join(("arn:", Pseudo.PARTITION, f":iam::aws:policy/{name}"))


def _alarms(context: LoweringContext, element: Element[BackupProperties]) -> Sequence[AlarmSpec]:
    vault: Mapping[str, Value] = {
        "BackupVaultName": physical_name(context, element.id, limit=VAULT_NAME_CHARACTERS)
    }
    return (
        AlarmSpec(
            part="failed-jobs",
            title=f"{element.component.title}: backups failed",
            namespace="AWS/Backup",
            metric="NumberOfBackupJobsFailed",
            dimensions=vault,
            statistic="Sum",
            threshold=0,
            comparison="GreaterThanThreshold",
            period_seconds=_DAY_SECONDS,
            meaning="There is no recovery point of the last day for at least one element.",
            first_look="Backup jobs with status failed in the console of AWS Backup: each says why.",
        ),
    )


BACKUP_PLAN = Kind(
    id="backup_plan",
    service="AWS Backup",
    title="Backup plan",
    summary="Makes recovery points of data every day and week, and keeps them apart from it.",
    category=Category.STORAGE,
    icon="AWSBackup",
    documentation="https://docs.aws.amazon.com/aws-backup/latest/devguide/about-backup-plans.html",
    properties=BackupProperties,
    defaults=_defaults,
    lower=_lower,
    price=price,
    verbs=VERBS,
    alarms=_alarms,
    assumptions=ASSUMPTIONS,
    resource_types=(
        "AWS::Backup::BackupVault",
        "AWS::Backup::BackupPlan",
        "AWS::Backup::BackupSelection",
        "AWS::IAM::Role",
    ),
    sla=("Backup", "backup and restore API"),
    plumbing=True,
    synonyms=("backup", "backups", "recovery points", "snapshots", "restore", "disaster recovery"),
)

KINDS: tuple[Kind[Any], ...] = (BACKUP_PLAN,)  # Any: kinds share no property type
