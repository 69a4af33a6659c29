"""What stands where it cannot: outside of the network it needs, or inside one it does not live in."""

from collections.abc import Callable, Iterator, Sequence

from cloudwright.design.catalog import registry
from cloudwright.design.catalog.networking.networks import NAT_GATEWAY, VPC, network_of
from cloudwright.design.model.architecture import Architecture, Component
from cloudwright.design.model.errors import Problem
from cloudwright.design.model.placement import enclosing, placement


def placement_problems(architecture: Architecture) -> Sequence[Problem]:
    """Return every broken rule, rule by rule; components of unknown kinds are passed over."""
    return [problem for rule in _RULES for problem in rule(architecture)]


def _one_network_for_each_vpc(architecture: Architecture) -> Iterator[Problem]:
    for boundary in architecture.boundaries:
        if boundary.type != "vpc":
            continue
        direct = architecture.by_boundary.get(boundary.id, ())
        networks = [c.id for c in direct if c.kind == VPC]
        if len(networks) != 1:
            yield Problem(
                path=f"boundaries.{boundary.id}",
                rule="one-network-for-each-vpc",
                got=[*networks],
                allowed=1,
                hint=f"place exactly one component of kind '{VPC}' in '{boundary.id}': it is that network",
            )


def _tiers_in_a_vpc(architecture: Architecture) -> Iterator[Problem]:
    for boundary in architecture.boundaries:
        if boundary.type == "subnet_tier" and all(
            outer.type != "vpc" for outer in enclosing(architecture, boundary.id)
        ):
            yield Problem(
                path=f"boundaries.{boundary.id}.parent",
                rule="tiers-in-a-vpc",
                got=boundary.parent,
                allowed=[b.id for b in architecture.boundaries if b.type == "vpc"],
                hint="a subnet tier lies in a VPC: name the boundary of one as its parent",
            )


def _placed_where_it_lives(architecture: Architecture) -> Iterator[Problem]:
    for component in architecture.components:
        kind = registry.kinds().get(component.kind)
        if kind is None:
            continue
        placed = placement(architecture, component.id)
        if placed is None:
            if kind.needs_network and not (component.existing and component.kind != VPC):
                yield _outside(architecture, component, title=kind.title)
        elif not kind.tiers and not kind.frame:
            yield _inside(component, title=kind.title)
        elif placed.tier is not None and placed.tier not in kind.tiers:
            yield Problem(
                path=f"components.{component.id}.boundary",
                rule="allowed-tier",
                got=placed.tier.value,
                allowed=[tier.value for tier in kind.tiers],
                hint=f"{kind.title} stands in {' or '.join(kind.tiers) or 'the VPC itself'}, "
                f"not in {placed.tier} subnets",
            )


def _outside(architecture: Architecture, component: Component, *, title: str) -> Problem:
    networks = [b.id for b in architecture.boundaries if b.type in ("vpc", "subnet_tier")]
    return Problem(
        path=f"components.{component.id}.boundary",
        rule="needs-a-network",
        got=component.boundary,
        allowed=networks,
        hint=f"{title} lives in a VPC: add a boundary of type 'vpc' with a component of kind '{VPC}' in it, "
        "and place it there",
    )


def _inside(component: Component, *, title: str) -> Problem:
    return Problem(
        path=f"components.{component.id}.boundary",
        rule="not-in-a-network",
        got=component.boundary,
        hint=f"{title} is a service of the Region, not something in a VPC: place it outside; "
        "the network reaches it by an endpoint or a NAT gateway",
    )


def _new_gateways_in_new_networks(architecture: Architecture) -> Iterator[Problem]:
    for component in architecture.components:
        if component.kind != NAT_GATEWAY or component.existing:
            continue
        network_id = network_of(architecture, component.id)
        if network_id is not None and architecture.component(network_id).existing:
            yield Problem(
                path=f"components.{component.id}.existing",
                rule="existing-network-has-its-gateway",
                got=False,
                hint=f"'{network_id}' exists already, and so do its routes: remove the gateway",
            )


def _one_gateway(architecture: Architecture) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for component in architecture.components:
        network_id = network_of(architecture, component.id) if component.kind == NAT_GATEWAY else None
        if network_id is None:
            continue
        other = first.setdefault(network_id, component.id)
        if other != component.id:
            yield Problem(
                path=f"components.{component.id}",
                rule="one-nat-gateway",
                got=component.id,
                allowed=other,
                hint=f"'{other}' already is the way out of '{network_id}'; it has one gateway in each zone",
            )


_RULES: tuple[Callable[[Architecture], Iterator[Problem]], ...] = (
    _one_network_for_each_vpc,
    _tiers_in_a_vpc,
    _placed_where_it_lives,
    _new_gateways_in_new_networks,
    _one_gateway,
)
