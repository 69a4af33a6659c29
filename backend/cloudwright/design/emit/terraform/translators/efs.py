"""Amazon EFS."""

from collections.abc import Iterable
from dataclasses import replace

from cloudwright.design.blueprint.values import PolicyDocument, Ref
from cloudwright.design.emit.terraform.hcl.tree import Attribute, Block, Item, Token
from cloudwright.design.emit.terraform.policy import DATA_TYPE, document_block
from cloudwright.design.emit.terraform.reader import Reader
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.writers import TAGS, Custom, Nested

_POLICY = "aws_efs_file_system_policy"


def _backup(reader: Reader, name: str) -> Iterable[Item]:
    inner = Block("backup_policy", (), (reader.child(name).argument("status", "Status"),))
    tie = Attribute("file_system_id", Token(f"{reader.address}.id"))
    reader.page.after.append(
        Block("resource", ("aws_efs_backup_policy", reader.label), (tie, inner), reader.why(name))
    )
    return ()


def _policy(reader: Reader, name: str) -> Iterable[Item]:
    """Write the policy as a resource of its own; `*` in it becomes the file system's ARN."""
    document = reader.values[name]
    if not isinstance(document, PolicyDocument):
        raise reader.refusal(name, reason="it is not a policy document")
    stack = reader.resource.stack
    own = (Ref(reader.resource.key, "Arn"),)
    document = PolicyDocument(tuple(replace(s, resources=own) for s in document.statements))
    block = document_block(reader.scope, reader.label, document=document, stack=stack, why=reader.why(name))
    items = (
        Attribute("file_system_id", Token(f"{reader.address}.id")),
        Attribute("policy", Token(f"data.{DATA_TYPE}.{reader.label}.json")),
    )
    reader.page.after += [block, Block("resource", (_POLICY, reader.label), items)]
    return ()


def _number(argument: str) -> Custom:
    """Return the writer of a number that CloudFormation takes as text."""

    def write(reader: Reader, name: str) -> Iterable[Item]:
        yield Attribute(argument, Token(reader.literal(name)), reader.why(name))

    return Custom(write)


FILE_SYSTEM = Translator(
    type="AWS::EFS::FileSystem",
    resource="aws_efs_file_system",
    arguments={
        "Encrypted": "encrypted",
        "KmsKeyId": "kms_key_id",
        "PerformanceMode": "performance_mode",
        "ThroughputMode": "throughput_mode",
        "LifecyclePolicies": Nested(
            "lifecycle_policy",
            {
                "TransitionToIA": "transition_to_ia",
                "TransitionToPrimaryStorageClass": "transition_to_primary_storage_class",
            },
        ),
        "BackupPolicy": Custom(_backup, {"Status": "status"}),
        "FileSystemPolicy": Custom(_policy),
        "FileSystemTags": TAGS,
    },
    references={"": "id", "FileSystemId": "id", "Arn": "arn"},
    companions=("aws_efs_backup_policy", _POLICY),
)

MOUNT_TARGET = Translator(
    type="AWS::EFS::MountTarget",
    resource="aws_efs_mount_target",
    arguments={
        "FileSystemId": "file_system_id",
        "SubnetId": "subnet_id",
        "SecurityGroups": "security_groups",
    },
    references={"": "id"},
)

ACCESS_POINT = Translator(
    type="AWS::EFS::AccessPoint",
    resource="aws_efs_access_point",
    arguments={
        "FileSystemId": "file_system_id",
        "PosixUser": Nested("posix_user", {"Uid": _number("uid"), "Gid": _number("gid")}),
        "RootDirectory": Nested(
            "root_directory",
            {
                "Path": "path",
                "CreationInfo": Nested(
                    "creation_info",
                    {
                        "OwnerUid": _number("owner_uid"),
                        "OwnerGid": _number("owner_gid"),
                        "Permissions": "permissions",
                    },
                ),
            },
        ),
        "AccessPointTags": TAGS,
    },
    references={"": "id", "AccessPointId": "id", "Arn": "arn"},
)

TRANSLATORS = (FILE_SYSTEM, MOUNT_TARGET, ACCESS_POINT)
