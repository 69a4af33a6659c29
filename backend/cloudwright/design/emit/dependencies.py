"""Orders of deployment that no reference expresses."""

from cloudwright.design.blueprint.graph import Blueprint, Resource, references
from cloudwright.design.blueprint.values import Ref


def explicit_dependencies(blueprint: Blueprint, resource: Resource) -> tuple[Resource, ...]:
    """Return what the resource depends on without referring to it."""
    referred = {r.resource for r in references(resource.properties) if isinstance(r, Ref)}
    return tuple(blueprint.by_key[key] for key in resource.depends_on if key not in referred)
