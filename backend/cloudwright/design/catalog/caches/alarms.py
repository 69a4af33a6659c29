"""The standard alarms of a cache."""

from collections.abc import Iterator, Mapping, Sequence

from cloudwright.design.blueprint.values import Value
from cloudwright.design.catalog.caches.lowering import cache_name
from cloudwright.design.catalog.caches.properties import CacheProperties
from cloudwright.design.catalog.kind import AlarmSpec, Element, LoweringContext

_NAMESPACE = "AWS/ElastiCache"
_ABOVE = "GreaterThanThreshold"
_BYTES_PER_GB = 1024**3
_FIRST_LOOK_MEMORY = "Keys without an expiry first; then the largest values."


def alarms(context: LoweringContext, element: Element[CacheProperties]) -> Sequence[AlarmSpec]:
    """Return processor, memory and evictions of each node, or data, throttling and evictions."""
    name = cache_name(context, element.id)
    if element.properties.capacity == "serverless":
        return tuple(_of_serverless(element, {"clusterName": name}))
    numbers = range(1, element.properties.replicas + 2)
    return tuple(alarm for number in numbers for alarm in _of_node(element, name, number=number))


def _of_node(element: Element[CacheProperties], name: str, *, number: int) -> Iterator[AlarmSpec]:
    """A node of a group is called `<group>-001`; any of them may be the one that takes writes."""
    wanted = element.properties
    title = f"{element.component.title}, node {number}"
    dimensions: Mapping[str, Value] = {"CacheClusterId": f"{name}-{number:03d}"}
    yield AlarmSpec(
        part=f"cpu-{number}",
        title=f"{title}: processor busy",
        namespace=_NAMESPACE,
        metric="EngineCPUUtilization",
        dimensions=dimensions,
        statistic="Average",
        threshold=wanted.cpu_alarm_percent,
        comparison=_ABOVE,
        evaluation_periods=3,
        meaning=f"The engine has used over {wanted.cpu_alarm_percent:g} % of its processor for 15 minutes.",
        first_look="The slow log for expensive commands, such as KEYS; then calls a second.",
    )
    yield AlarmSpec(
        part=f"memory-{number}",
        title=f"{title}: memory nearly full",
        namespace=_NAMESPACE,
        metric="DatabaseMemoryUsagePercentage",
        dimensions=dimensions,
        statistic="Maximum",
        threshold=wanted.memory_alarm_percent,
        comparison=_ABOVE,
        evaluation_periods=3,
        meaning=f"Over {wanted.memory_alarm_percent:g} % of the memory is in use; entries will go.",
        first_look=_FIRST_LOOK_MEMORY,
    )
    yield _evictions(element, f"evictions-{number}", title=title, dimensions=dimensions)


def _of_serverless(element: Element[CacheProperties], dimensions: Mapping[str, Value]) -> Iterator[AlarmSpec]:
    wanted = element.properties
    title = element.component.title
    yield AlarmSpec(
        part="data",
        title=f"{title}: nearly full",
        namespace=_NAMESPACE,
        metric="BytesUsedForCache",
        dimensions=dimensions,
        statistic="Maximum",
        threshold=wanted.maximum_data_gb * _BYTES_PER_GB * wanted.memory_alarm_percent / 100,
        comparison=_ABOVE,
        evaluation_periods=3,
        meaning=f"Over {wanted.memory_alarm_percent:g} % of the {wanted.maximum_data_gb} GB are in use.",
        first_look=_FIRST_LOOK_MEMORY,
    )
    yield AlarmSpec(
        part="throttled",
        title=f"{title}: commands throttled",
        namespace=_NAMESPACE,
        metric="ThrottledCmds",
        dimensions=dimensions,
        statistic="Sum",
        threshold=0,
        comparison=_ABOVE,
        meaning="Commands were refused: the cache is at its limit, or grows more slowly than the load.",
        first_look="ElastiCacheProcessingUnits against `maximum_ecpu_per_second`.",
    )
    yield _evictions(element, "evictions", title=title, dimensions=dimensions)


def _evictions(
    element: Element[CacheProperties], part: str, *, title: str, dimensions: Mapping[str, Value]
) -> AlarmSpec:
    most = element.properties.evictions_alarm
    return AlarmSpec(
        part=part,
        title=f"{title}: entries thrown out",
        namespace=_NAMESPACE,
        metric="Evictions",
        dimensions=dimensions,
        statistic="Sum",
        threshold=most,
        comparison=_ABOVE,
        evaluation_periods=3,
        meaning=f"Over {most} entries were thrown out in 5 minutes: memory is too small for what is kept.",
        first_look="Hits against misses: whether it hurts; then a larger node, or shorter expiry.",
    )
