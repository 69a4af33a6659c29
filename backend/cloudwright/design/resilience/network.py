"""What the way of a request needs of a network: endpoints and NAT gateways that code calls through."""

from collections.abc import Mapping, Sequence

from cloudwright.design.catalog.kind import Element, Kind, Properties
from cloudwright.design.catalog.networking.networks import nat_gateway, network_of, tier_in, zone_count
from cloudwright.design.catalog.networking.properties import NatGatewayProperties
from cloudwright.design.catalog.networking.reaching import (
    endpoints_in,
    services_called_by,
    services_without_charge,
)
from cloudwright.design.model.architecture import Architecture, SubnetTier


def ways_out(
    architecture: Architecture,
    kinds: Mapping[str, Kind[Properties]],
    *,
    elements: Mapping[str, Element[Properties]],
    users: Sequence[str],
) -> tuple[str, ...]:
    """Return the endpoints and NAT gateways through which `users` call AWS services, in design order."""
    found: set[str] = set()
    for element_id in users:
        network_id = network_of(architecture, element_id)
        if network_id is None:
            continue
        component = architecture.component(element_id)
        called = services_called_by(component, architecture, kinds=kinds, elements=elements)
        called -= {*services_without_charge(network_id, elements=elements)}
        endpoints = endpoints_in(architecture, network_id, elements=elements)
        found.update(endpoints[service] for service in called if service in endpoints)
        gateway = nat_gateway(architecture, network_id)
        private = tier_in(architecture, component, kinds=kinds) is SubnetTier.PRIVATE
        if gateway is not None and private and called - endpoints.keys():
            found.add(gateway)
    return tuple(c.id for c in architecture.components if c.id in found and c.id not in users)


def gateways_beside(
    architecture: Architecture, elements: Mapping[str, Element[Properties]], element_id: str
) -> int:
    """Return how many NAT gateways stand beside each other, each in a zone of its own; 1 for the rest."""
    properties = elements[element_id].properties
    if isinstance(properties, NatGatewayProperties) and properties.one_per_zone:
        return zone_count(architecture, elements, element_id)
    return 1
