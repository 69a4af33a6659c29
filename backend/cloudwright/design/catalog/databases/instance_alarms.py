"""The standard alarms of a database instance."""

from collections.abc import Mapping, Sequence

from cloudwright.design.blueprint.values import Ref, Value
from cloudwright.design.catalog import references
from cloudwright.design.catalog.databases.alarms import NAMESPACE, busy, crowded, short_of_memory
from cloudwright.design.catalog.databases.instance_properties import InstanceProperties
from cloudwright.design.catalog.kind import AlarmSpec, Element, LoweringContext

_BYTES_PER_GB = 1024**3


def instance_alarms(_: LoweringContext, element: Element[InstanceProperties]) -> Sequence[AlarmSpec]:
    """Return processors, memory, connections and storage."""
    wanted = element.properties
    title = element.component.title
    dimensions: Mapping[str, Value] = {"DBInstanceIdentifier": Ref(references.database(element.id))}
    return (
        busy(title, dimensions, percent=wanted.cpu_alarm_percent),
        short_of_memory(title, dimensions, megabytes=wanted.free_memory_alarm_mb),
        crowded(title, dimensions, connections=wanted.connections_alarm),
        AlarmSpec(
            part="storage",
            title=f"{title}: little storage left",
            namespace=NAMESPACE,
            metric="FreeStorageSpace",
            dimensions=dimensions,
            statistic="Minimum",
            threshold=wanted.free_storage_alarm_gb * _BYTES_PER_GB,
            comparison="LessThanThreshold",
            meaning=f"Less than {wanted.free_storage_alarm_gb} GB are free: storage is at its most, or "
            "data arrives faster than it can grow. A full instance takes no writes.",
            first_look="AllocatedStorage against `maximum_storage_gb`; then the largest tables and old logs.",
        ),
    )
