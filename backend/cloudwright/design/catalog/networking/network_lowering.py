"""The resources of a network: the VPC, subnets for each tier in use, and their routes."""

from collections.abc import Iterator, Sequence

from cloudwright.design.blueprint.graph import Output, Resource, Series, pascal_case
from cloudwright.design.blueprint.values import Join, Pseudo, Ref, ResourceKey, Select, Value
from cloudwright.design.catalog.kind import Element, Gathered, Lowered, LoweringContext
from cloudwright.design.catalog.networking.addresses import ZONES, subnet_blocks
from cloudwright.design.catalog.networking.flow_logs import flow_log_resources
from cloudwright.design.catalog.networking.networks import (
    NAT_GATEWAY,
    inhabitants,
    nat_gateway,
    nat_zones,
    subnet_key,
    tier_of,
    vpc_key,
    zones,
)
from cloudwright.design.catalog.networking.properties import GATEWAY_SERVICES, VpcProperties
from cloudwright.design.catalog.networking.security_groups import ANYWHERE
from cloudwright.design.model.architecture import SubnetTier

AREA = "network"


def lower_network(context: LoweringContext, element: Element[VpcProperties], gathered: Gathered) -> Lowered:
    """Return the VPC with what its inhabitants need: nothing is made for a tier that nobody uses."""
    del gathered
    tiers = tiers_in_use(context, element.id)
    resources: list[Resource] = [_vpc(context, element)]
    if SubnetTier.PUBLIC in tiers:
        resources += _internet_gateway(context, element.id)
    for tier in tiers:
        resources += _subnets(context, element, tier=tier)
        resources += _routes(context, element.id, tier=tier)
    resources += _gateway_endpoints(context, element, tiers=tiers)
    if element.properties.flow_logs:
        resources += flow_log_resources(context, element)
    return Lowered(resources=tuple(resources), outputs=(_output(element),))


def tiers_in_use(context: LoweringContext, network_id: str) -> tuple[SubnetTier, ...]:
    """Return the tiers in which something stands, and the public one for a NAT gateway."""
    used = {
        SubnetTier.PUBLIC if component.kind == NAT_GATEWAY else tier_of(context, component.id)
        for component in inhabitants(context.architecture, network_id)
    }
    return tuple(tier for tier in SubnetTier if tier in used)


def gateway_attachment_key(network_id: str) -> ResourceKey:
    return ResourceKey(network_id, "internet-gateway-attachment")


def route_table_keys(context: LoweringContext, network_id: str, tier: SubnetTier) -> Sequence[ResourceKey]:
    """Return the route tables of a tier: one for each zone where routes differ by zone, else one."""
    if tier is SubnetTier.PRIVATE:
        return [ResourceKey(network_id, f"{tier}-routes-{zone}") for zone in zones(context, network_id)]
    return [ResourceKey(network_id, f"{tier}-routes")]


def _vpc(context: LoweringContext, element: Element[VpcProperties]) -> Resource:
    return Resource(
        key=vpc_key(element.id),
        type="AWS::EC2::VPC",
        properties={
            "CidrBlock": element.properties.cidr,
            "EnableDnsSupport": True,
            "EnableDnsHostnames": True,
            "Tags": _name(context, element.id),
        },
        comments={"EnableDnsHostnames": "Endpoints answer to the services' usual names."},
        area=AREA,
    )


def _internet_gateway(context: LoweringContext, network_id: str) -> Iterator[Resource]:
    gateway = ResourceKey(network_id, "internet-gateway")
    yield Resource(
        key=gateway,
        type="AWS::EC2::InternetGateway",
        properties={"Tags": _name(context, network_id)},
        area=AREA,
    )
    yield Resource(
        key=gateway_attachment_key(network_id),
        type="AWS::EC2::VPCGatewayAttachment",
        properties={"VpcId": Ref(vpc_key(network_id)), "InternetGatewayId": Ref(gateway)},
        area=AREA,
    )


def _subnets(
    context: LoweringContext, element: Element[VpcProperties], *, tier: SubnetTier
) -> Iterator[Resource]:
    keys = zones(context, element.id)
    blocks = subnet_blocks(element.properties.cidr, tier, zones=len(keys))
    for zone, block in zip(keys, blocks, strict=True):
        yield Resource(
            key=subnet_key(element.id, tier, zone=zone),
            type="AWS::EC2::Subnet",
            properties={
                "VpcId": Ref(vpc_key(element.id)),
                "AvailabilityZone": Select(ZONES.index(zone), Pseudo.AVAILABILITY_ZONES),
                "CidrBlock": block,
                "MapPublicIpOnLaunch": False,
                "Tags": _name(context, element.id, f"{tier}-{zone}"),
            },
            area=AREA,
            series=Series(tier.value, zone),
        )


def _routes(context: LoweringContext, network_id: str, *, tier: SubnetTier) -> Iterator[Resource]:
    tables = route_table_keys(context, network_id, tier)
    by_zone = len(tables) > 1
    for zone, table in zip(zones(context, network_id), tables, strict=False):
        yield Resource(
            key=table,
            type="AWS::EC2::RouteTable",
            properties={
                "VpcId": Ref(vpc_key(network_id)),
                "Tags": _name(context, network_id, f"{tier}-{zone}" if by_zone else tier),
            },
            area=AREA,
            series=Series(f"{tier}-routes", zone) if by_zone else None,
        )
    for position, zone in enumerate(zones(context, network_id)):
        yield Resource(
            key=ResourceKey(network_id, f"{tier}-association-{zone}"),
            type="AWS::EC2::SubnetRouteTableAssociation",
            properties={
                "SubnetId": Ref(subnet_key(network_id, tier, zone=zone)),
                "RouteTableId": Ref(tables[position if by_zone else 0]),
            },
            area=AREA,
            series=Series(tier.value, zone),
        )
    yield from _default_routes(context, network_id, tier=tier, tables=tables)


def _default_routes(
    context: LoweringContext, network_id: str, *, tier: SubnetTier, tables: Sequence[ResourceKey]
) -> Iterator[Resource]:
    """The way out: through the internet gateway, through the NAT gateway, or none."""
    if tier is SubnetTier.PUBLIC:
        yield Resource(
            key=ResourceKey(network_id, "public-way-out"),
            type="AWS::EC2::Route",
            properties={
                "RouteTableId": Ref(tables[0]),
                "DestinationCidrBlock": ANYWHERE,
                "GatewayId": Ref(ResourceKey(network_id, "internet-gateway")),
            },
            depends_on=(gateway_attachment_key(network_id),),
            area=AREA,
        )
    nat = nat_gateway(context.architecture, network_id)
    if tier is not SubnetTier.PRIVATE or nat is None:
        return
    available = nat_zones(context, nat)
    for zone, table in zip(zones(context, network_id), tables, strict=True):
        gateway = zone if zone in available else available[0]
        yield Resource(
            key=ResourceKey(network_id, f"private-way-out-{zone}"),
            type="AWS::EC2::Route",
            properties={
                "RouteTableId": Ref(table),
                "DestinationCidrBlock": ANYWHERE,
                "NatGatewayId": Ref(ResourceKey(nat, f"gateway-{gateway}")),
            },
            area=AREA,
            series=Series("private-way-out", zone),
        )


def _gateway_endpoints(
    context: LoweringContext, element: Element[VpcProperties], *, tiers: Sequence[SubnetTier]
) -> Iterator[Resource]:
    """S3 and DynamoDB for whoever calls them; the route tables of all tiers but the public one lead there."""
    if not element.properties.gateway_endpoints:
        return
    tables: list[Value] = [
        Ref(table)
        for tier in tiers
        if tier is not SubnetTier.PUBLIC
        for table in route_table_keys(context, element.id, tier)
    ]
    for service in services_called(context, element.id) if tables else ():
        if service in GATEWAY_SERVICES:
            key = ResourceKey(element.id, f"{service}-endpoint")
            yield gateway_endpoint(key, element.id, service=service, tables=tables)


def gateway_endpoint(key: ResourceKey, network_id: str, *, service: str, tables: Sequence[Value]) -> Resource:
    return Resource(
        key=key,
        type="AWS::EC2::VPCEndpoint",
        properties={
            "VpcEndpointType": "Gateway",
            "ServiceName": service_name(service),
            "VpcId": Ref(vpc_key(network_id)),
            "RouteTableIds": tables,
        },
        comments={"VpcEndpointType": "Free of charge, and the traffic stays off the NAT gateway."},
        area=AREA,
    )


def service_name(service: str) -> Join:
    return Join(("com.amazonaws.", Pseudo.REGION, f".{service}"))


def services_called(context: LoweringContext, network_id: str) -> tuple[str, ...]:
    """Return the endpoint services that the network's inhabitants call, by name."""
    found: set[str] = set()
    for component in inhabitants(context.architecture, network_id):
        found.update(context.kinds[component.kind].must_reach)
        for connection in context.architecture.outgoing(component.id):
            target = context.architecture.component(connection.target)
            found.update(context.kinds[target.kind].endpoints(context.elements[target.id].properties))
    return tuple(sorted(found))


def _name(context: LoweringContext, network_id: str, suffix: str = "") -> Value:
    ending = f"-{suffix}" if suffix else ""
    return [{"Key": "Name", "Value": f"{context.prefix}-{network_id}{ending}"}]


def _output(element: Element[VpcProperties]) -> Output:
    return Output(
        name=f"{pascal_case(element.id)}VpcId",
        description=f"Id of the network '{element.component.title}'",
        value=Ref(vpc_key(element.id)),
        element_id=element.id,
    )
