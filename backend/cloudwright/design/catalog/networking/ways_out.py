"""What must be there before a workload starts in a subnet: it pulls its image and its packages at once."""

from cloudwright.design.blueprint.values import ResourceKey
from cloudwright.design.catalog.kind import LoweringContext
from cloudwright.design.catalog.networking.network_lowering import services_called
from cloudwright.design.catalog.networking.networks import (
    VPC_ENDPOINT,
    inhabitants,
    nat_gateway,
    required_network,
    tier_of,
    vpc_properties,
    zones,
)
from cloudwright.design.catalog.networking.properties import GATEWAY_SERVICES
from cloudwright.design.model.architecture import SubnetTier


def ways_out(context: LoweringContext, element_id: str) -> tuple[ResourceKey, ...]:
    """Return the routes and endpoints by which the element reaches others from its subnets."""
    network_id = required_network(context.architecture, element_id)
    tier = tier_of(context, element_id)
    found: list[ResourceKey] = []
    if tier is SubnetTier.PUBLIC:
        found.append(ResourceKey(network_id, "public-way-out"))
    elif tier is SubnetTier.PRIVATE and nat_gateway(context.architecture, network_id) is not None:
        found += [ResourceKey(network_id, f"private-way-out-{zone}") for zone in zones(context, network_id)]
    if tier is not SubnetTier.PUBLIC and vpc_properties(context, network_id).gateway_endpoints:
        called = services_called(context, network_id)
        found += [ResourceKey(network_id, f"{s}-endpoint") for s in called if s in GATEWAY_SERVICES]
    found += [
        ResourceKey(component.id, "endpoint")
        for component in inhabitants(context.architecture, network_id)
        if component.kind == VPC_ENDPOINT
    ]
    return tuple(found)
