"""KMS keys as they are always made: rotated, used only by this account."""

from collections.abc import Sequence

from cloudwright.design.blueprint.graph import Resource, Stack
from cloudwright.design.blueprint.values import Join, PolicyDocument, Pseudo, Ref, ResourceKey, Statement
from cloudwright.design.catalog.policies import from_service

_ROTATION_DAYS = 365
_DELETION_WINDOW_DAYS = 30
_OWNER_ACTIONS = (
    "kms:CancelKeyDeletion",
    "kms:CreateAlias",
    "kms:CreateGrant",
    "kms:Decrypt",
    "kms:DeleteAlias",
    "kms:DescribeKey",
    "kms:DisableKey",
    "kms:DisableKeyRotation",
    "kms:EnableKey",
    "kms:EnableKeyRotation",
    "kms:Encrypt",
    "kms:GenerateDataKey",
    "kms:GenerateDataKeyWithoutPlaintext",
    "kms:GetKeyPolicy",
    "kms:GetKeyRotationStatus",
    "kms:ListGrants",
    "kms:ListKeyPolicies",
    "kms:ListKeyRotations",
    "kms:ListResourceTags",
    "kms:PutKeyPolicy",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
    "kms:RevokeGrant",
    "kms:RotateKeyOnDemand",
    "kms:ScheduleKeyDeletion",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:UpdateAlias",
    "kms:UpdateKeyDescription",
)


def key_resources(
    key: ResourceKey,
    *,
    alias: str,
    description: str,
    statements: Sequence[Statement],
    retain: bool,
    area: str,
    stack: Stack = Stack.MAIN,
) -> tuple[Resource, Resource]:
    """Return the key and its alias; `alias` is the name without `alias/`."""
    owner = Statement(
        sid="AllowTheAccount",
        principal={"AWS": Join(("arn:", Pseudo.PARTITION, ":iam::", Pseudo.ACCOUNT_ID, ":root"))},
        actions=_OWNER_ACTIONS,
        resources=("*",),
    )
    kms_key = Resource(
        key=key,
        type="AWS::KMS::Key",
        properties={
            "Description": description,
            "EnableKeyRotation": True,
            "RotationPeriodInDays": _ROTATION_DAYS,
            "PendingWindowInDays": _DELETION_WINDOW_DAYS,
            "KeyPolicy": PolicyDocument((owner, *statements)),
        },
        stack=stack,
        retain=retain,
        comments={"KeyPolicy": "The account decides by IAM who may use the key; '*' means this key."},
        area=area,
    )
    name = Resource(
        key=ResourceKey(key.element_id, f"{key.part}-alias"),
        type="AWS::KMS::Alias",
        properties={"AliasName": f"alias/{alias}", "TargetKeyId": Ref(key)},
        stack=stack,
        area=area,
    )
    return kms_key, name


def service_use(service: str, *, sid: str) -> Statement:
    """Return the statement of a key policy that lets an AWS service encrypt what it publishes."""
    return from_service(service, sid=sid, actions=("kms:Decrypt", "kms:GenerateDataKey"), resource="*")


def via_service(service: str) -> Join:
    """Return the value of `kms:ViaService` that allows a key's use through one service only."""
    return Join((f"{service}.", Pseudo.REGION, ".amazonaws.com"))
