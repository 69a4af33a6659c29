"""All catalogue entries, found in `catalog.services`, and the elements that they parse."""

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

from cloudwright.design.catalog import services
from cloudwright.design.catalog.kind import Element, Kind, Properties, VerbRule
from cloudwright.design.catalog.parsing import property_problems
from cloudwright.design.catalog.suggestions import unknown_kind
from cloudwright.design.model.architecture import Architecture, Environment
from cloudwright.design.model.errors import EditRejected, Problem
from cloudwright.design.model.verbs import Verb


@cache
def kinds() -> Mapping[str, Kind[Properties]]:
    """Return every kind by its id, in id order; raises ValueError when two modules claim one id."""
    found: dict[str, Kind[Properties]] = {}
    for module in pkgutil.iter_modules(services.__path__, f"{services.__name__}."):
        exported: tuple[Kind[Properties], ...] = import_module(module.name).KINDS
        for entry in exported:
            if entry.id in found:
                raise ValueError(f"two catalogue entries are called '{entry.id}'")
            found[entry.id] = entry
    return MappingProxyType(dict(sorted(found.items())))


def kind(kind_id: str) -> Kind[Properties]:
    """Return the kind; raises KeyError when there is none."""
    return kinds()[kind_id]


def elements(architecture: Architecture, environment: Environment) -> Mapping[str, Element[Properties]]:
    """Parse the properties of every component: environment defaults first, then what the design says.

    Raises EditRejected with one typed problem for each unknown kind and each bad property.
    """
    parsed: dict[str, Element[Properties]] = {}
    problems: list[Problem] = []
    for component in architecture.components:
        entry = kinds().get(component.kind)
        if entry is None:
            problems.append(unknown_kind(component, kinds()))
            continue
        found = property_problems(entry, component, environment=environment)
        problems += found
        if not found:
            given = {**entry.defaults(environment), **component.properties}
            parsed[component.id] = Element(component, entry.properties.model_validate(given))
    if problems:
        raise EditRejected(
            "The design has properties that its catalogue entries do not accept", problems=problems
        )
    return parsed


def rule(source: Kind[Properties], verb: Verb, target: Kind[Properties]) -> VerbRule | None:
    """Return the rule for `source verb target`: the target's own, or the one its source declares."""
    return _first(target, verb, source.id, declared_by_source=False) or _first(
        source, verb, target.id, declared_by_source=True
    )


def allowed(source: Kind[Properties], target: Kind[Properties]) -> tuple[Verb, ...]:
    """Return the verbs that may lead from one kind to the other, in the order of `Verb`."""
    return tuple(verb for verb in Verb if rule(source, verb, target) is not None)


def _first(entry: Kind[Properties], verb: Verb, other: str, *, declared_by_source: bool) -> VerbRule | None:
    return next(
        (
            r
            for r in entry.verbs
            if r.verb is verb
            and r.declared_by_source is declared_by_source
            and (other in r.others or "*" in r.others)
        ),
        None,
    )
