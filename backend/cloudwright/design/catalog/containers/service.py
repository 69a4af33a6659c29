"""The resources of a service of containers: cluster, service, and what scales it."""

from collections.abc import Mapping, Sequence

from cloudwright.design.blueprint.graph import Output, Resource, pascal_case
from cloudwright.design.blueprint.values import Ref, ResourceKey, Value
from cloudwright.design.catalog import slots
from cloudwright.design.catalog.containers import keys
from cloudwright.design.catalog.containers.image import image_parameter
from cloudwright.design.catalog.containers.properties import FargateProperties
from cloudwright.design.catalog.containers.scaling import scaling
from cloudwright.design.catalog.containers.task import (
    CONTAINER,
    log_group,
    roles,
    task_definition,
)
from cloudwright.design.catalog.kind import Element, Gathered, Lowered, LoweringContext
from cloudwright.design.catalog.naming import physical_name
from cloudwright.design.catalog.networking.networks import subnets_of
from cloudwright.design.catalog.networking.security_groups import (
    https_out,
    security_group,
    security_group_key,
)
from cloudwright.design.catalog.networking.ways_out import ways_out


def lower_service(
    context: LoweringContext, element: Element[FargateProperties], gathered: Gathered
) -> Lowered:
    """Return the service in a cluster of its own, in private subnets of every zone."""
    return Lowered(
        resources=(
            log_group(context, element),
            *roles(context, element, gathered),
            security_group(context, element.id),
            https_out(element.id),
            _cluster(context, element),
            task_definition(context, element, gathered),
            _service(context, element, gathered),
            *scaling(context, element),
        ),
        parameters=(image_parameter(context, element),),
        outputs=(
            Output(
                name=f"{pascal_case(element.id)}ServiceName",
                description=f"Name of the service '{element.component.title}' in its cluster",
                value=Ref(keys.service(element.id), "Name"),
                element_id=element.id,
            ),
        ),
    )


def _cluster(context: LoweringContext, element: Element[FargateProperties]) -> Resource:
    insights = "enabled" if element.properties.container_insights else "disabled"
    return Resource(
        key=keys.cluster(element.id),
        type="AWS::ECS::Cluster",
        properties={
            "ClusterName": physical_name(context, element.id, limit=keys.NAME_CHARACTERS),
            "ClusterSettings": [{"Name": "containerInsights", "Value": insights}],
        },
        area=keys.AREA,
    )


def _service(context: LoweringContext, element: Element[FargateProperties], gathered: Gathered) -> Resource:
    groups = [g for g in gathered.slot(slots.TARGET_GROUPS) if isinstance(g, Mapping)]
    properties: dict[str, Value] = {
        "ServiceName": physical_name(context, element.id, limit=keys.NAME_CHARACTERS),
        "Cluster": Ref(keys.cluster(element.id)),
        "TaskDefinition": Ref(keys.task(element.id)),
        "LaunchType": "FARGATE",
        "PlatformVersion": "LATEST",
        "AvailabilityZoneRebalancing": "ENABLED",
        "DeploymentConfiguration": {
            "MinimumHealthyPercent": 100,
            "MaximumPercent": 200,
            "DeploymentCircuitBreaker": {"Enable": True, "Rollback": True},
        },
        "NetworkConfiguration": _network(context, element.id),
        "EnableECSManagedTags": True,
        "PropagateTags": "SERVICE",
        **_balanced(element, groups),
    }
    return Resource(
        key=keys.service(element.id),
        type="AWS::ECS::Service",
        properties=properties,
        depends_on=(*_listening(groups), *ways_out(context, element.id)),
        comments={
            "DeploymentConfiguration": "New tasks are healthy before old ones stop; a bad version is undone.",
            "AvailabilityZoneRebalancing": "Tasks spread over the zones again after one was lost.",
        },
        area=keys.AREA,
    )


def _network(context: LoweringContext, service_id: str) -> Value:
    return {
        "AwsvpcConfiguration": {
            "AssignPublicIp": "DISABLED",
            "Subnets": subnets_of(context, service_id),
            "SecurityGroups": [Ref(security_group_key(service_id), "GroupId")],
        }
    }


def _balanced(
    element: Element[FargateProperties], groups: Sequence[Mapping[str, Value]]
) -> Mapping[str, Value]:
    """Return what a service behind a load balancer has besides."""
    if not groups:
        return {}
    return {
        "HealthCheckGracePeriodSeconds": element.properties.start_seconds,
        "LoadBalancers": [
            {
                "ContainerName": CONTAINER,
                "ContainerPort": element.properties.port,
                "TargetGroupArn": group["TargetGroup"],
            }
            for group in groups
        ],
    }


def _listening(groups: list[Mapping[str, Value]]) -> tuple[ResourceKey, ...]:
    """ECS takes a target group only when a load balancer uses it already."""
    return tuple(after.resource for g in groups if isinstance(after := g["After"], Ref))
