"""The standard alarms of a group of instances."""

from collections.abc import Mapping, Sequence

from cloudwright.design.blueprint.values import Ref, Value
from cloudwright.design.catalog.instances import keys
from cloudwright.design.catalog.instances.properties import GroupProperties
from cloudwright.design.catalog.kind import AlarmSpec, Element, LoweringContext


def alarms(_: LoweringContext, element: Element[GroupProperties]) -> Sequence[AlarmSpec]:
    """Return high CPU, failed status checks, and fewer instances in service than there must be."""
    return _busy(element), _broken(element), _missing(element)


def _own(element: Element[GroupProperties]) -> Mapping[str, Value]:
    return {"AutoScalingGroupName": Ref(keys.group(element.id))}


def _busy(element: Element[GroupProperties]) -> AlarmSpec:
    percent = element.properties.alarm_percent
    return AlarmSpec(
        part="cpu",
        title=f"{element.component.title}: CPU nearly used up",
        namespace="AWS/EC2",
        metric="CPUUtilization",
        dimensions=_own(element),
        statistic="Average",
        threshold=percent,
        comparison="GreaterThanThreshold",
        evaluation_periods=3,
        meaning=f"For 15 minutes instances used over {percent} % of their CPU.",
        first_look="Whether the group already has its most instances; then a profile of the code.",
    )


def _broken(element: Element[GroupProperties]) -> AlarmSpec:
    return AlarmSpec(
        part="status",
        title=f"{element.component.title}: failed status checks",
        namespace="AWS/EC2",
        metric="StatusCheckFailed",
        dimensions=_own(element),
        statistic="Maximum",
        threshold=0,
        comparison="GreaterThanThreshold",
        evaluation_periods=2,
        meaning="An instance or its hardware does not work; the group replaces it.",
        first_look="The group's activity history; if it goes on, the system log of an instance.",
    )


def _missing(element: Element[GroupProperties]) -> AlarmSpec:
    fewest = element.properties.minimum_instances
    return AlarmSpec(
        part="in-service",
        title=f"{element.component.title}: {_too_few(fewest)}",
        namespace="AWS/AutoScaling",
        metric="GroupInServiceInstances",
        dimensions=_own(element),
        statistic="Minimum",
        threshold=fewest,
        comparison="LessThanThreshold",
        evaluation_periods=2,
        meaning="Instances stop, or new ones do not become healthy.",
        first_look="The group's activity history; then cloud-init-output.log by Session Manager.",
        treat_missing="breaching",
    )


def _too_few(fewest: int) -> str:
    return "no instance in service" if fewest == 1 else f"fewer than {fewest} instances in service"
