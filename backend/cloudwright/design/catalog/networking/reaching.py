"""Which AWS services code in a network calls, and the endpoints that lead to them."""

from collections.abc import Mapping

from cloudwright.design.catalog.code_runners import POLLS_BY_ITSELF
from cloudwright.design.catalog.kind import Element, Kind, Properties
from cloudwright.design.catalog.networking.networks import VPC_ENDPOINT, inhabitants
from cloudwright.design.catalog.networking.properties import (
    GATEWAY_SERVICES,
    EndpointProperties,
    VpcProperties,
)
from cloudwright.design.model.architecture import Architecture, Component, Connection
from cloudwright.design.model.verbs import Flow, Verb


def services_called_by(
    component: Component,
    architecture: Architecture,
    *,
    kinds: Mapping[str, Kind[Properties]],
    elements: Mapping[str, Element[Properties]],
) -> set[str]:
    """Return the endpoint services that the code of a component calls to use its neighbours."""
    found: set[str] = set()
    for connection in architecture.outgoing(component.id):
        if _calls(component, connection):
            target = architecture.component(connection.target)
            found.update(kinds[target.kind].endpoints(elements[target.id].properties))
    return found


def _calls(component: Component, connection: Connection) -> bool:
    # What is routed is passed on by AWS, not called by code in the network.
    calls = connection.verb.flow in (Flow.FORWARD, Flow.USE) and connection.verb is not Verb.ROUTES
    return calls or (connection.verb is Verb.CONSUMES and component.kind in POLLS_BY_ITSELF)


def endpoints_in(
    architecture: Architecture, network_id: str, *, elements: Mapping[str, Element[Properties]]
) -> Mapping[str, str]:
    """Return the id of the drawn endpoint by the service that it leads to."""
    found: dict[str, str] = {}
    for component in inhabitants(architecture, network_id):
        properties = elements[component.id].properties
        if component.kind == VPC_ENDPOINT and isinstance(properties, EndpointProperties):
            found.setdefault(properties.service, component.id)
    return found


def services_without_charge(
    network_id: str, *, elements: Mapping[str, Element[Properties]]
) -> tuple[str, ...]:
    """Return the services that the network reaches by a route of its own."""
    network = elements[network_id].properties
    return GATEWAY_SERVICES if isinstance(network, VpcProperties) and network.gateway_endpoints else ()
