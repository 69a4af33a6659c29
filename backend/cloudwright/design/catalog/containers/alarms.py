"""The standard alarms of a service of containers."""

from collections.abc import Mapping, Sequence

from cloudwright.design.blueprint.values import Ref, Value
from cloudwright.design.catalog.containers import keys
from cloudwright.design.catalog.containers.properties import FargateProperties
from cloudwright.design.catalog.kind import AlarmSpec, Element, LoweringContext


def alarms(_: LoweringContext, element: Element[FargateProperties]) -> Sequence[AlarmSpec]:
    """Return high CPU, high memory and, where tasks are measured, fewer tasks than the service needs."""
    missing = (_missing(element),) if element.properties.container_insights else ()
    return (
        _high(
            element,
            "cpu",
            metric="CPUUtilization",
            first_look="Whether the service already runs its most tasks; then a profile of the code.",
        ),
        _high(
            element,
            "memory",
            metric="MemoryUtilization",
            first_look="Whether memory grows until a task is stopped (exit code 137): a leak.",
        ),
        *missing,
    )


def _dimensions(element_id: str) -> Mapping[str, Value]:
    return {
        "ClusterName": Ref(keys.cluster(element_id)),
        "ServiceName": Ref(keys.service(element_id), "Name"),
    }


def _high(element: Element[FargateProperties], part: str, *, metric: str, first_look: str) -> AlarmSpec:
    percent = element.properties.alarm_percent
    noun = "CPU" if part == "cpu" else part
    return AlarmSpec(
        part=part,
        title=f"{element.component.title}: {noun} nearly used up",
        namespace="AWS/ECS",
        metric=metric,
        dimensions=_dimensions(element.id),
        statistic="Average",
        threshold=percent,
        comparison="GreaterThanThreshold",
        evaluation_periods=3,
        meaning=f"For 15 minutes the tasks used over {percent} % of their {noun}: scaling does not keep up.",
        first_look=first_look,
    )


def _missing(element: Element[FargateProperties]) -> AlarmSpec:
    fewest = element.properties.minimum_tasks
    return AlarmSpec(
        part="tasks",
        title=f"{element.component.title}: {_too_few(fewest)}",
        namespace="ECS/ContainerInsights",
        metric="RunningTaskCount",
        dimensions=_dimensions(element.id),
        statistic="Minimum",
        threshold=fewest,
        comparison="LessThanThreshold",
        evaluation_periods=2,
        meaning="Tasks stop, or new ones do not start: the service has less than it needs.",
        first_look="The service's events and the stopped tasks' reasons; then the log of the last task.",
        treat_missing="breaching",
    )


def _too_few(fewest: int) -> str:
    return "no running task" if fewest == 1 else f"fewer than {fewest} running tasks"
