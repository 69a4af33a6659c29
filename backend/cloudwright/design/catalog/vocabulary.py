"""What the catalogue says is wrong with a design, so that it can be mended before anything is compiled."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from cloudwright.design.catalog import registry
from cloudwright.design.catalog.hard_rules import hard_rule_problems
from cloudwright.design.catalog.kind import Element, Kind, LoweringContext, Properties
from cloudwright.design.catalog.parsing import property_problems
from cloudwright.design.catalog.placement_rules import placement_problems
from cloudwright.design.catalog.standards_rules import standards_problems
from cloudwright.design.catalog.suggestions import unknown_kind
from cloudwright.design.model.architecture import Architecture, Component, Connection, Environment
from cloudwright.design.model.errors import EditRejected, Problem
from cloudwright.design.model.verbs import Verb


class RegionFacts(Protocol):
    """The part of the dated facts that says where a service is."""

    def available(self, cfn_type: str, region: str) -> bool: ...


class CatalogVocabulary:
    """Judges designs by the catalogue: kinds, properties, verbs, Regions, and what can never be deployed."""

    def __init__(self, facts: RegionFacts) -> None:
        self._facts = facts

    def problems(self, architecture: Architecture) -> tuple[Problem, ...]:
        """Return every problem, components first, in the order of the design."""
        found = [*standards_problems(architecture)]
        found += [p for c in architecture.components for p in self._of_component(architecture, c)]
        found += [p for c in architecture.connections for p in _of_connection(architecture, c)]
        found += hard_rule_problems(architecture)
        found += placement_problems(architecture)
        if not found:
            found += _of_connection_properties(architecture)
        return tuple(found)

    def _of_component(self, architecture: Architecture, component: Component) -> Iterator[Problem]:
        entry = registry.kinds().get(component.kind)
        if entry is None:
            yield unknown_kind(component, registry.kinds())
            return
        yield from _of_properties(entry, component)
        if component.existing and not entry.may_exist:
            yield Problem(
                path=f"components.{component.id}.existing",
                rule="may-exist",
                got=True,
                allowed=sorted(k.id for k in registry.kinds().values() if k.may_exist),
                hint=f"an existing {entry.title} cannot be referred to: let the design create it",
            )
        missing = [t for t in entry.resource_types if not self._facts.available(t, architecture.region)]
        if missing:
            yield Problem(
                path=f"components.{component.id}.kind",
                rule="available-in-region",
                got=list(missing),
                hint=f"{entry.service} is not in {architecture.region}: choose another Region",
            )


def _of_properties(entry: Kind[Properties], component: Component) -> Iterator[Problem]:
    """Yield each problem once: most are the same in every environment."""
    seen: list[Problem] = []
    for environment in Environment:
        for problem in property_problems(entry, component, environment=environment):
            if problem not in seen:
                seen.append(problem)
                yield problem


def _of_connection(architecture: Architecture, connection: Connection) -> Iterator[Problem]:
    source = registry.kinds().get(architecture.component(connection.source).kind)
    target = registry.kinds().get(architecture.component(connection.target).kind)
    if source is None or target is None:
        return
    if registry.rule(source, connection.verb, target) is None:
        yield _not_allowed(connection, source=source, target=target)
    elif connection.verb is Verb.WATCHES and target.alarms is None:
        yield Problem(
            path=f"connections.{connection.id}",
            rule="has-alarms",
            got=target.id,
            allowed=sorted(k.id for k in registry.kinds().values() if k.alarms is not None),
            hint=f"{target.title} has no standard alarms to watch",
        )


def _not_allowed(connection: Connection, *, source: Kind[Properties], target: Kind[Properties]) -> Problem:
    allowed = [verb.value for verb in registry.allowed(source, target)]
    backwards = [verb.value for verb in registry.allowed(target, source)]
    if allowed:
        hint = f"between these two use {' or '.join(allowed)}"
    elif backwards:
        hint = f"turn it round: {connection.target} {' or '.join(backwards)} {connection.source}"
    else:
        hint = f"nothing connects {source.title} to {target.title} directly: put something between them"
    return Problem(
        path=f"connections.{connection.id}",
        rule="allowed-verb",
        got=connection.verb.value,
        allowed=allowed,
        hint=f"'{connection.verb}' does not lead from {source.title} to {target.title}: {hint}",
    )


def _of_connection_properties(architecture: Architecture) -> Iterator[Problem]:
    """Run each connection's rule: it parses the connection's properties, and says what does not fit."""
    context = LoweringContext(
        architecture=architecture,
        environment=Environment.PROD,
        elements=_elements(architecture),
        kinds=registry.kinds(),
        runtimes={},
    )
    for connection in architecture.connections:
        source = context.kinds[architecture.component(connection.source).kind]
        target = context.kinds[architecture.component(connection.target).kind]
        rule = registry.rule(source, connection.verb, target)
        try:
            if rule is not None:
                rule.connect(context, connection)
        except EditRejected as rejected:
            yield from rejected.problems


def _elements(architecture: Architecture) -> Mapping[str, Element[Properties]]:
    return registry.elements(architecture, Environment.PROD)
