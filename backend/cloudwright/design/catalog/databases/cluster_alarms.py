"""The standard alarms of an Aurora cluster."""

from collections.abc import Mapping, Sequence

from cloudwright.design.blueprint.values import Ref, Value
from cloudwright.design.catalog import references
from cloudwright.design.catalog.databases.alarms import NAMESPACE, busy, crowded, short_of_memory
from cloudwright.design.catalog.databases.cluster_properties import ClusterProperties
from cloudwright.design.catalog.kind import AlarmSpec, Element, LoweringContext

_NEAR_MAXIMUM_PERCENT = 90
_ABOVE = "GreaterThanThreshold"


def cluster_alarms(_: LoweringContext, element: Element[ClusterProperties]) -> Sequence[AlarmSpec]:
    """Return processors, memory, connections, and where they exist readers behind and capacity used up."""
    wanted = element.properties
    title = element.component.title
    dimensions: Mapping[str, Value] = {"DBClusterIdentifier": Ref(references.database(element.id))}
    alarms = [
        busy(title, dimensions, percent=wanted.cpu_alarm_percent),
        short_of_memory(title, dimensions, megabytes=wanted.free_memory_alarm_mb),
        crowded(title, dimensions, connections=wanted.connections_alarm),
    ]
    if wanted.readers:
        alarms.append(_behind(title, dimensions, milliseconds=wanted.replica_lag_alarm_ms))
    if wanted.capacity == "serverless":
        alarms.append(_used_up(title, dimensions, maximum=wanted.maximum_acu))
    return alarms


def _behind(title: str, dimensions: Mapping[str, Value], *, milliseconds: int) -> AlarmSpec:
    return AlarmSpec(
        part="replica-lag",
        title=f"{title}: readers behind",
        namespace=NAMESPACE,
        metric="AuroraReplicaLagMaximum",
        dimensions=dimensions,
        statistic="Maximum",
        threshold=milliseconds,
        comparison=_ABOVE,
        evaluation_periods=3,
        meaning=f"A reader has been over {milliseconds} ms behind the writer for 15 minutes.",
        first_look="Processors of the reader and writes of the writer: one of them has too much to do.",
    )


def _used_up(title: str, dimensions: Mapping[str, Value], *, maximum: float) -> AlarmSpec:
    return AlarmSpec(
        part="capacity",
        title=f"{title}: capacity nearly used up",
        namespace=NAMESPACE,
        metric="ACUUtilization",
        dimensions=dimensions,
        statistic="Maximum",
        threshold=_NEAR_MAXIMUM_PERCENT,
        comparison=_ABOVE,
        evaluation_periods=3,
        meaning=f"An instance has used over {_NEAR_MAXIMUM_PERCENT} % of its {maximum:g} ACU for 15 minutes "
        "and cannot grow further.",
        first_look="Performance Insights for what takes the capacity; then raise `maximum_acu`.",
    )
