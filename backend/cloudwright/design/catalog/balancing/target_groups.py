"""Target groups: where a load balancer sends what it takes, and how it knows that a target is well."""

from collections.abc import Mapping
from typing import Protocol, runtime_checkable

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Join, Pseudo, Ref, Value
from cloudwright.design.catalog import references
from cloudwright.design.catalog.balancing.keys import AREA, NAME_CHARACTERS, target_group
from cloudwright.design.catalog.balancing.properties import BalancerProperties
from cloudwright.design.catalog.functions.connections import permission_key
from cloudwright.design.catalog.kind import LoweringContext
from cloudwright.design.catalog.naming import fitted
from cloudwright.design.catalog.networking.networks import required_network, vpc_key
from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.verbs import Verb

_INTERVAL_SECONDS = 15
_HEALTHY_AFTER = 2
_UNHEALTHY_AFTER = 3
_TARGET_TYPES = {"fargate_service": "ip", "auto_scaling_group": "instance"}
_DEFAULT_PORT = 8080


@runtime_checkable
class _Listening(Protocol):
    @property
    def port(self) -> int: ...


def port_of(context: LoweringContext, element_id: str) -> int:
    """Return the port on which a target takes requests."""
    properties: object = context.elements[element_id].properties
    return properties.port if isinstance(properties, _Listening) else _DEFAULT_PORT


def http_group(context: LoweringContext, connection: Connection, *, health_check_path: str) -> Resource:
    """Return the group of targets that take HTTP from an application load balancer."""
    check: Mapping[str, Value] = {
        "HealthCheckProtocol": "HTTP",
        "HealthCheckPath": health_check_path,
        "Matcher": {"HttpCode": "200-399"},
    }
    return _group(context, connection, protocol="HTTP", check=check)


def tcp_group(context: LoweringContext, connection: Connection) -> Resource:
    """Return the group of targets that take connections from a network load balancer."""
    return _group(context, connection, protocol="TCP", check={"HealthCheckProtocol": "TCP"})


def _group(
    context: LoweringContext, connection: Connection, *, protocol: str, check: Mapping[str, Value]
) -> Resource:
    balancer_id, target_id = connection.source, connection.target
    port = port_of(context, target_id)
    kind = context.elements[target_id].component.kind
    return Resource(
        key=target_group(balancer_id, target_id=target_id),
        type="AWS::ElasticLoadBalancingV2::TargetGroup",
        properties={
            "Name": group_name(context, connection, suffix=str(port)),
            "TargetType": _TARGET_TYPES[kind],
            "Protocol": protocol,
            "Port": port,
            "VpcId": Ref(vpc_key(required_network(context.architecture, balancer_id))),
            **check,
            "HealthCheckIntervalSeconds": _INTERVAL_SECONDS,
            "HealthyThresholdCount": _HEALTHY_AFTER,
            "UnhealthyThresholdCount": _UNHEALTHY_AFTER,
            "TargetGroupAttributes": [
                {
                    "Key": "deregistration_delay.timeout_seconds",
                    "Value": str(_delay_seconds(context, balancer_id)),
                }
            ],
        },
        comments={"Name": "With the port: another port makes another group, which needs a name of its own."},
        area=AREA,
    )


def function_group(context: LoweringContext, connection: Connection) -> Resource:
    """Return the group whose one target is a function; the function must allow it first."""
    return Resource(
        key=target_group(connection.source, target_id=connection.target),
        type="AWS::ElasticLoadBalancingV2::TargetGroup",
        properties={
            "Name": group_name(context, connection, suffix="fn"),
            "TargetType": "lambda",
            "Targets": [{"Id": references.arn_of(references.function(connection.target))}],
        },
        depends_on=(permission_key(connection.target, connection.source),),
        area=AREA,
    )


def group_name(context: LoweringContext, connection: Connection, *, suffix: str) -> str:
    """Return a name that differs by target and port, at most 32 characters long.

    The load balancer is part of it only where a target has several.
    """
    routes = [c for c in context.architecture.incoming(connection.target) if c.verb is Verb.ROUTES]
    by = f"-{connection.source}" if len(routes) > 1 else ""
    return fitted(f"{context.prefix}-{connection.target}{by}-{suffix}", NAME_CHARACTERS)


def function_group_arn(context: LoweringContext, connection: Connection) -> Join:
    """Return the ARN of a function's group, known before the group exists but for its last part."""
    name = group_name(context, connection, suffix="fn")
    return Join(
        (
            "arn:",
            Pseudo.PARTITION,
            ":elasticloadbalancing:",
            Pseudo.REGION,
            ":",
            Pseudo.ACCOUNT_ID,
            f":targetgroup/{name}/*",
        )
    )


def _delay_seconds(context: LoweringContext, balancer_id: str) -> int:
    properties = context.elements[balancer_id].properties
    known = properties if isinstance(properties, BalancerProperties) else BalancerProperties()
    return known.deregistration_delay_seconds
