"""The standard alarms that every database has, whatever runs it."""

from collections.abc import Mapping

from cloudwright.design.blueprint.values import Value
from cloudwright.design.catalog.kind import AlarmSpec

NAMESPACE = "AWS/RDS"
_BYTES_PER_MB = 1024 * 1024


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
        comparison="GreaterThanThreshold",
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
        comparison="LessThanThreshold",
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
        comparison="GreaterThanThreshold",
        evaluation_periods=3,
        meaning=f"Over {connections} connections for 15 minutes: the next ones may be refused.",
        first_look="Who holds them: sessions by user and host; clients that open one for each call.",
    )
