"""In which network, and in which of its subnet tiers, a component stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from cloudwright.design.model.architecture import Architecture, Boundary, SubnetTier


@dataclass(frozen=True, slots=True)
class Placement:
    """The id of the VPC boundary around a component, and its tier when the design says one."""

    vpc: str
    tier: SubnetTier | None


def placement(architecture: Architecture, component_id: str) -> Placement | None:
    """Return where the component stands, or None outside of every VPC."""
    tier: SubnetTier | None = None
    for boundary in enclosing(architecture, architecture.component(component_id).boundary):
        if boundary.type == "subnet_tier" and tier is None:
            tier = boundary.tier or SubnetTier.PRIVATE
        if boundary.type == "vpc":
            return Placement(boundary.id, tier)
    return None


def enclosing(architecture: Architecture, boundary_id: str | None) -> Iterator[Boundary]:
    """Yield the boundary and those around it, the innermost first."""
    current = boundary_id
    while current is not None:
        boundary = architecture.boundaries_by_id[current]
        yield boundary
        current = boundary.parent
