"""The standard alarms of a group of instances."""

from collections.abc import Mapping, Sequence

from cloudwright.design.blueprint.values import Ref, Value
from cloudwright.design.catalog.instances import keys
from cloudwright.design.catalog.instances.properties import GroupProperties
from cloudwright.design.catalog.kind import AlarmSpec, Element, LoweringContext


def alarms(_: LoweringContext, element: Element[GroupProperties]) -> Sequence[AlarmSpec]:
    """Return high CPU, failed status checks, and fewer instances in service than there must be."""
    title, wanted = element.component.title, element.properties
    own: Mapping[str, Value] = {"AutoScalingGroupName": Ref(keys.group(element.id))}
    return (
        AlarmSpec(
            part="cpu",
            title=f"{title}: CPU nearly used up",
            namespace="AWS/EC2",
            metric="CPUUtilization",
            dimensions=own,
            statistic="Average",
            threshold=wanted.alarm_percent,
            comparison="GreaterThanThreshold",
            evaluation_periods=3,
            meaning=f"For 15 minutes instances used over {wanted.alarm_percent} % of their CPU.",
            first_look="Whether the group already has its most instances; then a profile of the code.",
        ),
        AlarmSpec(
            part="status",
            title=f"{title}: failed status checks",
            namespace="AWS/EC2",
            metric="StatusCheckFailed",
            dimensions=own,
            statistic="Maximum",
            threshold=0,
            comparison="GreaterThanThreshold",
            evaluation_periods=2,
            meaning="An instance or its hardware does not work; the group replaces it.",
            first_look="The group's activity history; if it goes on, the system log of an instance.",
        ),
        AlarmSpec(
            part="in-service",
            title=f"{title}: fewer than {wanted.minimum_instances} instances in service",
            namespace="AWS/AutoScaling",
            metric="GroupInServiceInstances",
            dimensions=own,
            statistic="Minimum",
            threshold=wanted.minimum_instances,
            comparison="LessThanThreshold",
            evaluation_periods=2,
            meaning="Instances stop, or new ones do not become healthy.",
            first_look="The group's activity history; then cloud-init-output.log by Session Manager.",
            treat_missing="breaching",
        ),
    )
