"""The network of a placed element: its VPC, its subnets, and the keys by which others refer to them."""

from collections.abc import Iterator, Mapping

from cloudwright.design.blueprint.values import Ref, ResourceKey
from cloudwright.design.catalog.kind import Element, Kind, LoweringContext, Properties
from cloudwright.design.catalog.networking.addresses import ZONES
from cloudwright.design.catalog.networking.properties import NatGatewayProperties, VpcProperties
from cloudwright.design.model.architecture import Architecture, Component, SubnetTier
from cloudwright.design.model.errors import EditRejected, Problem
from cloudwright.design.model.placement import enclosing, placement

VPC, NAT_GATEWAY, VPC_ENDPOINT = "vpc", "nat_gateway", "vpc_endpoint"


def vpc_key(network_id: str) -> ResourceKey:
    return ResourceKey(network_id, "vpc")


def subnet_key(network_id: str, tier: SubnetTier, *, zone: str) -> ResourceKey:
    return ResourceKey(network_id, f"{tier}-subnet-{zone}")


def network_of(architecture: Architecture, element_id: str) -> str | None:
    """Return the id of the `vpc` component of the network the element stands in, or None outside of all."""
    placed = placement(architecture, element_id)
    if placed is None:
        return None
    inside = architecture.by_boundary.get(placed.vpc, ())
    return next((c.id for c in inside if c.kind == VPC), None)


def required_network(architecture: Architecture, element_id: str) -> str:
    """Return the network of the element; raises EditRejected when it stands in none."""
    network_id = network_of(architecture, element_id)
    if network_id is None:
        problem = Problem(
            path=f"components.{element_id}.boundary",
            rule="needs-a-network",
            got=architecture.component(element_id).boundary,
            hint="place it in a subnet tier of a VPC that holds a 'vpc' component",
        )
        raise EditRejected("An element that lives in a network stands in none", problems=[problem])
    return network_id


def tier_in(
    architecture: Architecture, component: Component, *, kinds: Mapping[str, Kind[Properties]]
) -> SubnetTier:
    """Return the tier that the design says, else the usual one of the kind; for kinds that have tiers."""
    placed = placement(architecture, component.id)
    if placed is not None and placed.tier is not None:
        return placed.tier
    return kinds[component.kind].tiers[0]


def tier_of(context: LoweringContext, element_id: str) -> SubnetTier:
    """Return the tier in which an element of a kind that has tiers stands."""
    return tier_in(context.architecture, context.architecture.component(element_id), kinds=context.kinds)


def vpc_properties(context: LoweringContext, network_id: str) -> VpcProperties:
    properties = context.elements[network_id].properties
    return properties if isinstance(properties, VpcProperties) else VpcProperties()


def zones(context: LoweringContext, network_id: str) -> str:
    """Return the keys of the network's zones: `ab` or `abc`."""
    return ZONES[: vpc_properties(context, network_id).availability_zones]


def zone_count(
    architecture: Architecture, elements: Mapping[str, Element[Properties]], element_id: str
) -> int:
    """Return in how many zones the network of the element lies; 1 outside of every network."""
    network_id = network_of(architecture, element_id)
    properties = elements[network_id].properties if network_id is not None else None
    return properties.availability_zones if isinstance(properties, VpcProperties) else 1


def subnets_of(context: LoweringContext, element_id: str) -> list[Ref]:
    """Return the subnets in which the element runs, one for each zone of its network."""
    network_id = required_network(context.architecture, element_id)
    tier = tier_of(context, element_id)
    return [Ref(subnet_key(network_id, tier, zone=zone)) for zone in zones(context, network_id)]


def inhabitants(architecture: Architecture, network_id: str) -> Iterator[Component]:
    """Yield every component that stands in the network, the `vpc` component itself left out."""
    home = placement(architecture, network_id)
    if home is None:
        return
    within = {
        b.id
        for b in architecture.boundaries
        if any(outer.id == home.vpc for outer in enclosing(architecture, b.id))
    }
    for boundary_id in sorted(within):
        yield from (c for c in architecture.by_boundary.get(boundary_id, ()) if c.id != network_id)


def nat_gateway(architecture: Architecture, network_id: str) -> str | None:
    """Return the id of the network's NAT gateway, if it has one."""
    return next((c.id for c in inhabitants(architecture, network_id) if c.kind == NAT_GATEWAY), None)


def nat_zones(context: LoweringContext, nat_id: str) -> str:
    """Return the keys of the zones in which there is a gateway."""
    every = zones(context, required_network(context.architecture, nat_id))
    properties = context.elements[nat_id].properties
    single = isinstance(properties, NatGatewayProperties) and not properties.one_per_zone
    return every[:1] if single else every
