"""What rules look at: the drawing, its parsed elements, the resources they became, and the dated facts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from cloudwright.design.blueprint.graph import Blueprint, Resource
from cloudwright.design.blueprint.values import Value
from cloudwright.design.catalog.entries import entries
from cloudwright.design.catalog.kind import Element, Kind, Properties
from cloudwright.design.facts.facts import Facts
from cloudwright.design.model.architecture import Architecture, Component, Environment
from cloudwright.design.model.load import Load, monthly_load


@dataclass(frozen=True)
class Subject:
    """One design for one environment on one day."""

    architecture: Architecture
    elements: Mapping[str, Element[Properties]]
    kinds: Mapping[str, Kind[Properties]]
    blueprint: Blueprint
    facts: Facts
    assumptions: Mapping[str, Decimal]
    as_of: date

    @property
    def environment(self) -> Environment:
        return self.blueprint.environment

    @cached_property
    def load(self) -> Load:
        """Calls a month under the assumptions."""
        return monthly_load(self.architecture, entries(self.elements.values(), self.assumptions))

    @cached_property
    def _by_type(self) -> Mapping[str, tuple[Resource, ...]]:
        found: dict[str, list[Resource]] = {}
        for resource in self.blueprint.resources:
            found.setdefault(resource.type, []).append(resource)
        return {type_: tuple(resources) for type_, resources in found.items()}

    @cached_property
    def _by_owner(self) -> Mapping[tuple[str, str], tuple[Resource, ...]]:
        found: dict[tuple[str, str], list[Resource]] = {}
        for resource in self.blueprint.resources:
            found.setdefault((resource.key.element_id, resource.type), []).append(resource)
        return {owner: tuple(resources) for owner, resources in found.items()}

    def resources(self, *types: str) -> Iterator[Resource]:
        """Yield the resources of these CloudFormation types."""
        for type_ in types:
            yield from self._by_type.get(type_, ())

    def own(self, component: Component, type_: str) -> Iterator[Resource]:
        """Yield the component's own resources of one type."""
        yield from self._by_owner.get((component.id, type_), ())

    def of_kind(self, kind_id: str) -> Iterator[Component]:
        """Yield the components of a kind that this design brings."""
        return (c for c in self.architecture.components if c.kind == kind_id and not c.existing)

    def title(self, element_id: str) -> str:
        component = self.architecture.by_id.get(element_id)
        return element_id if component is None else component.title

    def assumption(self, assumption_id: str, default: Decimal) -> Decimal:
        return self.assumptions.get(assumption_id, default)


def at(resource: Resource, path: str) -> Value | None:
    """Return the value at a dotted path of the resource's properties; None when something is missing."""
    value: Value | None = resource.properties
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def items(value: Value | None) -> tuple[Value, ...]:
    """Return the members of a list, and nothing for anything else."""
    return tuple(value) if isinstance(value, list | tuple) else ()


def shown(value: Value | None) -> str:
    """Return the value as evidence shows it."""
    return "not set" if value is None else str(value)
