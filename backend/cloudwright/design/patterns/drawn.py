"""Reference architectures drawn as designs: packaged files, and the ways in which candidates vary them."""

from collections.abc import Mapping
from functools import cache
from importlib import resources

from pydantic import JsonValue

from cloudwright.design.model.architecture import Architecture, Component, Connection, Decision, Region
from cloudwright.design.model.document import Document, read

_FOLDER = "designs"


@cache
def document(pattern: str) -> Document:
    """Return the packaged design of a pattern with its brief; raises FileNotFoundError when there is none."""
    folder = resources.files("cloudwright.design.patterns").joinpath(_FOLDER)
    return read(folder.joinpath(f"{pattern}.yaml").read_text(encoding="utf-8"))


def drawn(pattern: str, *, name: str, title: str, region: Region) -> Architecture:
    """Return the whole design of a pattern under a name of its own."""
    return _changed(
        document(pattern).architecture,
        {
            "name": name,
            "title": title,
            "region": region,
            "pattern": pattern,
            "components": tuple(
                component.model_copy(update={"origin": "pattern"})
                for component in document(pattern).architecture.components
            ),
        },
    )


def without(architecture: Architecture, *element_ids: str) -> Architecture:
    """Return the design without these components, their connections, and decisions about nothing else."""
    gone = set(element_ids)
    return _changed(
        architecture,
        {
            "components": tuple(c for c in architecture.components if c.id not in gone),
            "connections": tuple(
                c for c in architecture.connections if c.source not in gone and c.target not in gone
            ),
            "decisions": tuple(
                decision.model_copy(update={"elements": tuple(e for e in decision.elements if e not in gone)})
                for decision in architecture.decisions
                if not decision.elements or set(decision.elements) - gone
            ),
        },
    )


def joined(
    architecture: Architecture,
    *,
    components: tuple[Component, ...] = (),
    connections: tuple[Connection, ...] = (),
    decisions: tuple[Decision, ...] = (),
) -> Architecture:
    """Return the design with more in it; a connection replaces the one with its id."""
    replaced = {connection.id for connection in connections}
    return _changed(
        architecture,
        {
            "components": (*architecture.components, *components),
            "connections": (
                *(c for c in architecture.connections if c.id not in replaced),
                *connections,
            ),
            "decisions": (*architecture.decisions, *decisions),
        },
    )


def with_properties(
    architecture: Architecture, element_id: str, values: Mapping[str, JsonValue]
) -> Architecture:
    """Return the design with other values of one component's properties."""
    return _changed(
        architecture,
        {
            "components": tuple(
                c.model_copy(update={"properties": {**c.properties, **values}}) if c.id == element_id else c
                for c in architecture.components
            )
        },
    )


def with_connection_properties(
    architecture: Architecture, connection_id: str, values: Mapping[str, JsonValue]
) -> Architecture:
    """Return the design with other values of one connection's properties."""
    return _changed(
        architecture,
        {
            "connections": tuple(
                c.model_copy(update={"properties": {**c.properties, **values}})
                if c.id == connection_id
                else c
                for c in architecture.connections
            )
        },
    )


def replaced(architecture: Architecture, component: Component) -> Architecture:
    """Return the design with another component in the place of the one with its id."""
    return _changed(
        architecture,
        {"components": tuple(component if c.id == component.id else c for c in architecture.components)},
    )


def _changed(architecture: Architecture, values: Mapping[str, object]) -> Architecture:
    fields = {name: getattr(architecture, name) for name in Architecture.model_fields}
    return Architecture.model_validate({**fields, **values}).canonical()
