"""AWS KMS."""

from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.writers import TAGS, Document

KEY = Translator(
    type="AWS::KMS::Key",
    resource="aws_kms_key",
    arguments={
        "Description": "description",
        "Enabled": "is_enabled",
        "KeySpec": "customer_master_key_spec",
        "KeyUsage": "key_usage",
        "MultiRegion": "multi_region",
        "EnableKeyRotation": "enable_key_rotation",
        "RotationPeriodInDays": "rotation_period_in_days",
        "PendingWindowInDays": "deletion_window_in_days",
        "KeyPolicy": Document("policy", "key"),
        "Tags": TAGS,
    },
    references={"": "key_id", "KeyId": "key_id", "Arn": "arn"},
)

ALIAS = Translator(
    type="AWS::KMS::Alias",
    resource="aws_kms_alias",
    arguments={"AliasName": "name", "TargetKeyId": "target_key_id"},
    references={"": "name"},
)

TRANSLATORS = (KEY, ALIAS)
