"""AWS Backup."""

from collections.abc import Iterable

from cloudwright.design.emit.terraform.hcl.tree import Attribute, Item, Token
from cloudwright.design.emit.terraform.reader import Reader, Spec
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.writers import TAGS, Custom, Inline, Nested

_LIFECYCLE = Nested(
    "lifecycle", {"DeleteAfterDays": "delete_after", "MoveToColdStorageAfterDays": "cold_storage_after"}
)
_RULE: Spec = {
    "RuleName": "rule_name",
    "TargetBackupVault": "target_vault_name",
    "ScheduleExpression": "schedule",
    "StartWindowMinutes": "start_window",
    "CompletionWindowMinutes": "completion_window",
    "Lifecycle": _LIFECYCLE,
    "CopyActions": Nested(
        "copy_action", {"DestinationBackupVaultArn": "destination_vault_arn", "Lifecycle": _LIFECYCLE}
    ),
}


def _vault_name(reader: Reader, name: str) -> Iterable[Item]:
    """Write the name, and let a vault that may go take its recovery points with it."""
    yield reader.argument("name", name)
    if not reader.resource.retain:
        yield Attribute("force_destroy", Token("true"), "With its recovery points, or it could not go.")


VAULT = Translator(
    type="AWS::Backup::BackupVault",
    resource="aws_backup_vault",
    arguments={
        "BackupVaultName": Custom(_vault_name),
        "EncryptionKeyArn": "kms_key_arn",
        "BackupVaultTags": TAGS,
    },
    references={"": "name", "BackupVaultName": "name", "BackupVaultArn": "arn"},
    named="name",
)

PLAN = Translator(
    type="AWS::Backup::BackupPlan",
    resource="aws_backup_plan",
    arguments={
        "BackupPlan": Inline({"BackupPlanName": "name", "BackupPlanRule": Nested("rule", _RULE)}),
        "BackupPlanTags": TAGS,
    },
    references={"": "id", "BackupPlanId": "id", "BackupPlanArn": "arn"},
)

SELECTION = Translator(
    type="AWS::Backup::BackupSelection",
    resource="aws_backup_selection",
    arguments={
        "BackupPlanId": "plan_id",
        "BackupSelection": Inline(
            {"SelectionName": "name", "IamRoleArn": "iam_role_arn", "Resources": "resources"}
        ),
    },
    references={"": "id"},
)

TRANSLATORS = (VAULT, PLAN, SELECTION)
