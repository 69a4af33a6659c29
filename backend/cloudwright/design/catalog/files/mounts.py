"""The file systems that an element mounts, each once, whatever it does with their files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cloudwright.design.blueprint.values import Ref, ResourceKey
from cloudwright.design.catalog import slots
from cloudwright.design.catalog.kind import Gathered


@dataclass(frozen=True, slots=True)
class Mount:
    """`after` are the mount targets, without which nothing can be mounted."""

    file_system: Ref
    access_point: Ref
    access_point_arn: Ref
    path: str
    after: tuple[ResourceKey, ...]


def mounts(gathered: Gathered) -> Sequence[Mount]:
    """Return what connections put into the slot FILE_SYSTEMS, by path."""
    found: dict[str, Mount] = {}
    for value in gathered.slot(slots.FILE_SYSTEMS):
        match value:
            case {
                "FileSystem": Ref() as file_system,
                "AccessPoint": Ref() as point,
                "AccessPointArn": Ref() as arn,
                "Path": str(path),
                "After": [*targets],
            } if isinstance(value, Mapping):
                after = tuple(target.resource for target in targets if isinstance(target, Ref))
                found[path] = Mount(file_system, point, arn, path, after)
            case _:
                raise TypeError(f"not a file system: {value!r}")
    return [found[path] for path in sorted(found)]
