"""The order in which elements and resources are written."""

from collections.abc import Sequence

from cloudwright.design.blueprint.graph import Parameter, Resource
from cloudwright.design.blueprint.values import ResourceKey
from cloudwright.design.catalog.kind import Category, Element, LoweringContext, Properties
from cloudwright.design.model.errors import Problem

_NETWORK = "Amazon VPC"


def in_reading_order(
    context: LoweringContext, categories: Sequence[Category]
) -> tuple[Element[Properties], ...]:
    """Return the network, then the other elements by category and id: what others stand on comes first."""
    rank = {category: position for position, category in enumerate(categories)}

    def place(element: Element[Properties]) -> tuple[bool, int, str]:
        kind = context.kinds[element.component.kind]
        return kind.service != _NETWORK, rank[kind.category], element.id

    return tuple(sorted(context.elements.values(), key=place))


def unique_resources(resources: Sequence[Resource]) -> tuple[Resource, ...]:
    """Return each resource once, at its first place; raises ValueError when one key has two contents."""
    unique: dict[ResourceKey, Resource] = {}
    for resource in resources:
        if unique.setdefault(resource.key, resource) != resource:
            raise ValueError(f"two different resources are called {resource.key}")
    return tuple(unique.values())


def clashes(resources: Sequence[Resource]) -> tuple[Problem, ...]:
    """Return a problem for each resource whose CloudFormation id another one already has."""
    first: dict[str, Resource] = {}
    return tuple(
        Problem(
            path=f"components.{resource.key.element_id}",
            rule="ids-stay-apart",
            got=str(resource.key),
            hint=f"{resource.key} and {first[resource.logical_id].key} would both be {resource.logical_id}:"
            " rename one of the two components",
        )
        for resource in resources
        if first.setdefault(resource.logical_id, resource) is not resource
    )


def unique_parameters(parameters: Sequence[Parameter]) -> tuple[Parameter, ...]:
    """Return each parameter once, by name: the first that asks for it describes it."""
    unique: dict[str, Parameter] = {}
    for parameter in parameters:
        unique.setdefault(parameter.name, parameter)
    return tuple(unique.values())
