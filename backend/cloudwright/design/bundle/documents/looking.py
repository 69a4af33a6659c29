"""The commands that show at night what an alarm's first look asks for: events, health of targets, logs."""

from collections.abc import Callable, Iterator, Mapping

from cloudwright.design.blueprint.graph import Blueprint, Resource
from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.verbs import Verb

_LOGS = "AWS::Logs::LogGroup"


def looks(architecture: Architecture, blueprint: Blueprint, element_id: str) -> Iterator[str]:
    """Yield commands for a component, then for the logs of what it passes requests to."""
    for resource in blueprint.of(element_id):
        if resource.type in _SHOWN:
            yield from _SHOWN[resource.type](blueprint, resource)
    for connection in architecture.outgoing(element_id):
        if connection.verb is Verb.ROUTES:
            for resource in blueprint.of(connection.target):
                if resource.type == _LOGS:
                    yield from _logs(blueprint, resource)


def _logs(blueprint: Blueprint, group: Resource) -> Iterator[str]:
    name = group.properties.get("LogGroupName")
    if isinstance(name, str):
        yield f"aws logs tail {name} --region {blueprint.stack_region(group.stack)} --since 1h"


def _service(blueprint: Blueprint, service: Resource) -> Iterator[str]:
    name = service.properties.get("ServiceName")
    if isinstance(name, str):
        yield (
            f"aws ecs describe-services --region {blueprint.region} --cluster {name} --services {name} "
            "--query 'services[0].events[:10].[createdAt,message]' --output text"
        )


def _targets(blueprint: Blueprint, group: Resource) -> Iterator[str]:
    name, region = group.properties.get("Name"), f"--region {blueprint.region}"
    if isinstance(name, str):
        yield (
            f'aws elbv2 describe-target-health {region} --target-group-arn "$(aws elbv2 describe-target-groups '
            f"{region} --names {name} --query 'TargetGroups[0].TargetGroupArn' --output text)\""
        )


def _database(blueprint: Blueprint, database: Resource) -> Iterator[str]:
    if database.type == "AWS::RDS::DBInstance" and "DBClusterIdentifier" in database.properties:
        return
    kind, key = _SOURCES[database.type]
    name = database.properties.get(key)
    service = "elasticache" if database.type.startswith("AWS::ElastiCache") else "rds"
    if isinstance(name, str):
        yield (
            f"aws {service} describe-events --region {blueprint.region} --source-type {kind} "
            f"--source-identifier {name} --duration 180"
        )


_SOURCES: Mapping[str, tuple[str, str]] = {
    "AWS::RDS::DBCluster": ("db-cluster", "DBClusterIdentifier"),
    "AWS::RDS::DBInstance": ("db-instance", "DBInstanceIdentifier"),
    "AWS::ElastiCache::ReplicationGroup": ("replication-group", "ReplicationGroupId"),
}
_SHOWN: Mapping[str, Callable[[Blueprint, Resource], Iterator[str]]] = {
    "AWS::ECS::Service": _service,
    "AWS::ElasticLoadBalancingV2::TargetGroup": _targets,
    "AWS::ElastiCache::ReplicationGroup": _database,
    "AWS::RDS::DBCluster": _database,
    "AWS::RDS::DBInstance": _database,
    _LOGS: _logs,
}
