"""The resources of a file system: itself, a mount target in each zone, and one access point."""

from collections.abc import Iterator, Sequence

from cloudwright.design.blueprint.graph import Output, Resource, Series, pascal_case
from cloudwright.design.blueprint.values import PolicyDocument, Ref, ResourceKey, Statement, Value
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.files.properties import FileSystemProperties
from cloudwright.design.catalog.kind import Element, Gathered, Lowered, LoweringContext
from cloudwright.design.catalog.networking.networks import required_network, subnets_of, zones
from cloudwright.design.catalog.networking.security_groups import security_group, security_group_key

# The user and group as which everybody writes through the access point, never root.
_USER = "1000"
_FOLDER = "/data"
_PERMISSIONS = "0750"
_AREA = "files"


def mount_target_keys(context: LoweringContext, element_id: str) -> Sequence[ResourceKey]:
    """Return the mount targets, one for each zone; clients wait for them."""
    network_id = required_network(context.architecture, element_id)
    return [ResourceKey(element_id, f"mount-target-{zone}") for zone in zones(context, network_id)]


def lower_file_system(
    context: LoweringContext, element: Element[FileSystemProperties], gathered: Gathered
) -> Lowered:
    """Return the file system and the ways into it."""
    output = Output(
        name=f"{pascal_case(element.id)}FileSystemId",
        description=f"Id of the file system '{element.component.title}'",
        value=Ref(references.file_system(element.id)),
        element_id=element.id,
    )
    return Lowered(
        resources=(
            security_group(context, element.id),
            _file_system(element, gathered),
            *_mount_targets(context, element.id),
            _access_point(element.id),
        ),
        outputs=(output,),
    )


def _file_system(element: Element[FileSystemProperties], gathered: Gathered) -> Resource:
    wanted = element.properties
    properties: dict[str, Value] = {
        "Encrypted": True,
        "PerformanceMode": "generalPurpose",
        "ThroughputMode": wanted.throughput,
    }
    for key in gathered.slot(slots.KMS_KEY):
        if isinstance(key, Ref):
            properties["KmsKeyId"] = key
    if wanted.infrequent_access_after_days is not None:
        days = wanted.infrequent_access_after_days
        properties["LifecyclePolicies"] = [
            {"TransitionToIA": f"AFTER_{days}_DAY{'S' if days > 1 else ''}"},
            {"TransitionToPrimaryStorageClass": "AFTER_1_ACCESS"},
        ]
    properties["BackupPolicy"] = {"Status": "ENABLED" if wanted.automatic_backups else "DISABLED"}
    properties["FileSystemPolicy"] = PolicyDocument((_tls_only(),))
    return Resource(
        key=references.file_system(element.id),
        type="AWS::EFS::FileSystem",
        properties=properties,
        retain=wanted.retain,
        comments={
            "LifecyclePolicies": "Files that nobody opens cost a twelfth; the first use brings them back.",
            "FileSystemPolicy": "With a policy nobody mounts without a right to it, and nobody without TLS.",
        },
        area=_AREA,
    )


def _tls_only() -> Statement:
    """Return the refusal of mounts without TLS; `*` is the file system that has the policy."""
    return Statement(
        sid="DenyInsecureTransport",
        effect="Deny",
        principal={"AWS": "*"},
        actions=(
            "elasticfilesystem:ClientMount",
            "elasticfilesystem:ClientRootAccess",
            "elasticfilesystem:ClientWrite",
        ),
        resources=("*",),
        conditions={"Bool": {"aws:SecureTransport": "false"}},
    )


def _mount_targets(context: LoweringContext, element_id: str) -> Iterator[Resource]:
    subnets = subnets_of(context, element_id)
    for key, subnet in zip(mount_target_keys(context, element_id), subnets, strict=True):
        yield Resource(
            key=key,
            type="AWS::EFS::MountTarget",
            properties={
                "FileSystemId": Ref(references.file_system(element_id)),
                "SubnetId": subnet,
                "SecurityGroups": [Ref(security_group_key(element_id), "GroupId")],
            },
            area=_AREA,
            series=Series("mount-target", key.part[-1]),
        )


def _access_point(element_id: str) -> Resource:
    owner: Value = {"Uid": _USER, "Gid": _USER}
    return Resource(
        key=references.access_point(element_id),
        type="AWS::EFS::AccessPoint",
        properties={
            "FileSystemId": Ref(references.file_system(element_id)),
            "PosixUser": owner,
            "RootDirectory": {
                "Path": _FOLDER,
                "CreationInfo": {"OwnerUid": _USER, "OwnerGid": _USER, "Permissions": _PERMISSIONS},
            },
        },
        comments={"PosixUser": "Everybody writes as this user, so that each can read the others' files."},
        area=_AREA,
    )
