"""The standard alarms of databases."""

from collections.abc import Mapping, Sequence

from cloudwright.design.blueprint.values import Ref, Value
from cloudwright.design.catalog import references
from cloudwright.design.catalog.databases.cluster_properties import ClusterProperties
from cloudwright.design.catalog.kind import AlarmSpec, Element, LoweringContext

NAMESPACE = "AWS/RDS"
_BYTES_PER_MB = 1024 * 1024
_NEAR_MAXIMUM_PERCENT = 90
_ABOVE, _BELOW = "GreaterThanThreshold", "LessThanThreshold"


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


def busy(title: str, dimensions: Mapping[str, Value], *, percent: float) -> AlarmSpec:
    """Return the alarm of processors that are in use for most of the time."""
    return AlarmSpec(
        part="cpu",
        title=f"{title}: processors busy",
        namespace=NAMESPACE,
        metric="CPUUtilization",
        dimensions=dimensions,
        statistic="Maximum",
        threshold=percent,
        comparison=_ABOVE,
        evaluation_periods=3,
        meaning=f"An instance has used over {percent:g} % of its processors for 15 minutes.",
        first_look="Performance Insights: which statement has the most active sessions, and its plan.",
    )


def short_of_memory(title: str, dimensions: Mapping[str, Value], *, megabytes: int) -> AlarmSpec:
    """Return the alarm of little memory left."""
    return AlarmSpec(
        part="memory",
        title=f"{title}: little memory left",
        namespace=NAMESPACE,
        metric="FreeableMemory",
        dimensions=dimensions,
        statistic="Minimum",
        threshold=megabytes * _BYTES_PER_MB,
        comparison=_BELOW,
        evaluation_periods=3,
        meaning=f"An instance has had less than {megabytes} MB of memory left for 15 minutes.",
        first_look="Connections first: each takes memory; then statements that sort or join large sets.",
    )


def crowded(title: str, dimensions: Mapping[str, Value], *, connections: int) -> AlarmSpec:
    """Return the alarm of many connections."""
    return AlarmSpec(
        part="connections",
        title=f"{title}: many connections",
        namespace=NAMESPACE,
        metric="DatabaseConnections",
        dimensions=dimensions,
        statistic="Maximum",
        threshold=connections,
        comparison=_ABOVE,
        evaluation_periods=3,
        meaning=f"Over {connections} connections for 15 minutes: the next ones may be refused.",
        first_look="Who holds them: sessions by user and host; clients that open one for each call.",
    )


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
