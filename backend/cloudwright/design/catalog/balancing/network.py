"""The resources of a network load balancer: one listener, and one group of targets behind it."""

from dataclasses import replace

from cloudwright.design.blueprint.graph import Output, Resource, pascal_case
from cloudwright.design.blueprint.values import Ref, Value
from cloudwright.design.catalog import slots
from cloudwright.design.catalog.balancing import keys
from cloudwright.design.catalog.balancing.access_logs import network_log_bucket
from cloudwright.design.catalog.balancing.application import balancer
from cloudwright.design.catalog.balancing.encryption import TLS_POLICY, certificate, certified, is_public
from cloudwright.design.catalog.balancing.properties import NetworkBalancerProperties
from cloudwright.design.catalog.balancing.target_groups import port_of, tcp_group
from cloudwright.design.catalog.connection_properties import parsed
from cloudwright.design.catalog.kind import Effects, Element, Gathered, Lowered, LoweringContext, Setting
from cloudwright.design.catalog.networking.networks import required_network, vpc_properties
from cloudwright.design.catalog.networking.security_groups import (
    ANYWHERE,
    from_addresses,
    opened,
    security_group,
)
from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.errors import EditRejected, Problem
from cloudwright.design.model.frozen import Frozen
from cloudwright.design.model.verbs import Verb


def lower_network_balancer(
    context: LoweringContext, element: Element[NetworkBalancerProperties], gathered: Gathered
) -> Lowered:
    """Return the load balancer; a listener only when something stands behind it."""
    cross_zone = "true" if element.properties.cross_zone else "false"
    specific: list[Value] = [{"Key": "load_balancing.cross_zone.enabled", "Value": cross_zone}]
    recorded = _recorded(context, element)
    behind = [c for c in context.architecture.outgoing(element.id) if c.verb is Verb.ROUTES]
    return Lowered(
        resources=(
            *network_log_bucket(context, recorded),
            security_group(context, element.id),
            *_openings(context, element),
            balancer(context, recorded, type_name="network", attributes_of_type=specific),
            *(_listener(context, element, gathered, connection=c) for c in behind[:1]),
        ),
        outputs=(_output(element),),
    )


def _recorded(
    context: LoweringContext, element: Element[NetworkBalancerProperties]
) -> Element[NetworkBalancerProperties]:
    """Return the element without logs where it ends no TLS: of TCP it records nothing."""
    if certified(context, element.id):
        return element
    return replace(element, properties=element.properties.model_copy(update={"access_logs": False}))


def _openings(context: LoweringContext, element: Element[NetworkBalancerProperties]) -> tuple[Resource, ...]:
    if not any(c.verb is Verb.REQUESTS for c in context.architecture.incoming(element.id)):
        return ()
    cidr, whom = ANYWHERE, "the internet"
    if not is_public(context, element.id):
        network_id = required_network(context.architecture, element.id)
        cidr, whom = vpc_properties(context, network_id).cidr, "within the network"
    port = element.properties.port
    return (from_addresses(element.id, cidr=cidr, port=port, why=f"Connections from {whom}"),)


def _listener(
    context: LoweringContext,
    element: Element[NetworkBalancerProperties],
    gathered: Gathered,
    *,
    connection: Connection,
) -> Resource:
    group = Ref(keys.target_group(element.id, target_id=connection.target))
    tls: dict[str, Value] = {"Protocol": "TCP"}
    comments = {"Protocol": "Passed on as it comes: encryption, if any, is between caller and target."}
    if certified(context, element.id):
        arn = certificate(context, element.id, gathered=gathered)
        tls = {
            "Protocol": "TLS",
            "SslPolicy": context.runtimes[TLS_POLICY],
            "Certificates": [{"CertificateArn": arn}],
        }
        comments = {"SslPolicy": "TLS 1.2 and 1.3 with forward secrecy, as AWS recommends."}
    return Resource(
        key=keys.listener(element.id),
        type="AWS::ElasticLoadBalancingV2::Listener",
        properties={
            "LoadBalancerArn": Ref(keys.balancer(element.id)),
            "Port": element.properties.port,
            **tls,
            "DefaultActions": [{"Type": "forward", "TargetGroupArn": group}],
        },
        comments=comments,
        area=keys.AREA,
    )


def to_one_target(context: LoweringContext, connection: Connection) -> Effects:
    """Return the group of targets and the way to them; raises EditRejected for a second route."""
    others = [c for c in context.architecture.outgoing(connection.source) if c.verb is Verb.ROUTES]
    if others[0] != connection:
        problem = Problem(
            path=f"connections.{connection.id}",
            rule="one-route-per-network-load-balancer",
            got=connection.target,
            allowed=others[0].target,
            hint="it sees no paths: use an application load balancer, or another one for this target",
        )
        raise EditRejected("A network load balancer would have two targets", problems=[problem])
    parsed(connection, Frozen)
    way = opened(context, connection, port=port_of(context, connection.target))
    group = Ref(keys.target_group(connection.source, target_id=connection.target))
    joining: Value = {"TargetGroup": group, "After": Ref(keys.listener(connection.source))}
    return Effects(
        resources=(*way.resources, tcp_group(context, connection)),
        settings=(Setting(connection.target, slots.TARGET_GROUPS, joining),),
    )


def _output(element: Element[NetworkBalancerProperties]) -> Output:
    return Output(
        name=f"{pascal_case(element.id)}Address",
        description=f"Host name of the load balancer '{element.component.title}'",
        value=Ref(keys.balancer(element.id), "DNSName"),
        element_id=element.id,
    )
