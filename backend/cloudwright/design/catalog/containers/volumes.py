"""Shared file systems in a task: a volume for each, mounted through its access point over TLS."""

from collections.abc import Sequence

from cloudwright.design.blueprint.values import Value
from cloudwright.design.catalog.files.mounts import Mount


def volumes(mounted: Sequence[Mount]) -> list[Value]:
    """Return the volumes of the task definition; the task's role says what it may do with the files."""
    return [
        {
            "Name": _name(mount),
            "EFSVolumeConfiguration": {
                "FilesystemId": mount.file_system,
                "TransitEncryption": "ENABLED",
                "AuthorizationConfig": {"AccessPointId": mount.access_point, "IAM": "ENABLED"},
            },
        }
        for mount in mounted
    ]


def mount_points(mounted: Sequence[Mount]) -> list[Value]:
    """Return where the container finds the volumes."""
    return [{"SourceVolume": _name(mount), "ContainerPath": mount.path} for mount in mounted]


def _name(mount: Mount) -> str:
    return mount.path.rpartition("/")[2]
