"""NAT gateways and endpoints: how what stands in private and isolated subnets reaches others."""

from collections.abc import Sequence

from cloudwright.design.blueprint.graph import Output, Resource, Series, pascal_case
from cloudwright.design.blueprint.values import Ref, ResourceKey, Value
from cloudwright.design.catalog.kind import AlarmSpec, Element, Gathered, Lowered, LoweringContext
from cloudwright.design.catalog.networking.network_lowering import (
    AREA,
    gateway_attachment_key,
    gateway_endpoint,
    route_table_keys,
    service_name,
)
from cloudwright.design.catalog.networking.networks import (
    nat_zones,
    required_network,
    subnet_key,
    subnets_of,
    tier_of,
    vpc_key,
    vpc_properties,
)
from cloudwright.design.catalog.networking.properties import (
    GATEWAY_SERVICES,
    EndpointProperties,
    NatGatewayProperties,
)
from cloudwright.design.catalog.networking.security_groups import (
    HTTPS_PORT,
    from_addresses,
    security_group,
    security_group_key,
)
from cloudwright.design.model.architecture import SubnetTier


def nat_key(nat_id: str, *, zone: str) -> ResourceKey:
    return ResourceKey(nat_id, f"gateway-{zone}")


def lower_nat_gateway(
    context: LoweringContext, element: Element[NatGatewayProperties], gathered: Gathered
) -> Lowered:
    """Return a gateway with a fixed address in the public subnet of each zone that has one."""
    del gathered
    network_id = required_network(context.architecture, element.id)
    resources: list[Resource] = []
    for zone in nat_zones(context, element.id):
        address = ResourceKey(element.id, f"address-{zone}")
        name: Value = [{"Key": "Name", "Value": f"{context.prefix}-{element.id}-{zone}"}]
        resources += [
            Resource(
                key=address,
                type="AWS::EC2::EIP",
                properties={"Domain": "vpc", "Tags": name},
                depends_on=(gateway_attachment_key(network_id),),
                area=AREA,
                series=Series("address", zone),
            ),
            Resource(
                key=nat_key(element.id, zone=zone),
                type="AWS::EC2::NatGateway",
                properties={
                    "SubnetId": Ref(subnet_key(network_id, SubnetTier.PUBLIC, zone=zone)),
                    "AllocationId": Ref(address, "AllocationId"),
                    "Tags": name,
                },
                area=AREA,
                series=Series("gateway", zone),
            ),
        ]
    return Lowered(resources=tuple(resources), outputs=_addresses(context, element))


def _addresses(context: LoweringContext, element: Element[NatGatewayProperties]) -> tuple[Output, ...]:
    return tuple(
        Output(
            name=f"{pascal_case(element.id)}Address{zone.upper()}",
            description=f"Public address from which '{element.component.title}' calls others, zone {zone}",
            value=Ref(ResourceKey(element.id, f"address-{zone}"), "PublicIp"),
            element_id=element.id,
        )
        for zone in nat_zones(context, element.id)
    )


def nat_alarms(context: LoweringContext, element: Element[NatGatewayProperties]) -> Sequence[AlarmSpec]:
    """Return, for each gateway, connections that found no port."""
    return tuple(
        AlarmSpec(
            part=f"ports-{zone}",
            title=f"{element.component.title}: no free ports, zone {zone}",
            namespace="AWS/NATGateway",
            metric="ErrorPortAllocation",
            dimensions={"NatGatewayId": Ref(nat_key(element.id, zone=zone))},
            statistic="Sum",
            threshold=0,
            comparison="GreaterThanThreshold",
            meaning="Calls to the outside failed: over 55,000 connections at one time to one destination.",
            first_look="Which destination: flow logs by address; let clients keep and share connections.",
        )
        for zone in nat_zones(context, element.id)
    )


def lower_endpoint(
    context: LoweringContext, element: Element[EndpointProperties], gathered: Gathered
) -> Lowered:
    """Return a gateway endpoint for S3 and DynamoDB, else an interface in each zone with its own group."""
    del gathered
    network_id = required_network(context.architecture, element.id)
    service = element.properties.service
    key = ResourceKey(element.id, "endpoint")
    if service in GATEWAY_SERVICES:
        tables: list[Value] = [
            Ref(table) for table in route_table_keys(context, network_id, tier_of(context, element.id))
        ]
        return Lowered(resources=(gateway_endpoint(key, network_id, service=service, tables=tables),))
    endpoint = Resource(
        key=key,
        type="AWS::EC2::VPCEndpoint",
        properties={
            "VpcEndpointType": "Interface",
            "ServiceName": service_name(service),
            "VpcId": Ref(vpc_key(network_id)),
            "SubnetIds": subnets_of(context, element.id),
            "SecurityGroupIds": [Ref(security_group_key(element.id), "GroupId")],
            "PrivateDnsEnabled": True,
        },
        comments={"PrivateDnsEnabled": "Code calls the service by its usual name."},
        area=AREA,
    )
    cidr = vpc_properties(context, network_id).cidr
    allowed = from_addresses(element.id, cidr=cidr, port=HTTPS_PORT, why="HTTPS from within the network")
    return Lowered(resources=(security_group(context, element.id), allowed, endpoint))
