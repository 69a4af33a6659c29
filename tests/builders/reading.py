"""What tests look for in blueprints."""

from collections.abc import Iterator

from cloudwright.design.blueprint.graph import Blueprint, Resource
from cloudwright.design.blueprint.values import PolicyDocument, ResourceKey, Statement, Value


def resource(blueprint: Blueprint, element_id: str, part: str) -> Resource:
    """Return the one resource; raises KeyError when it is not there."""
    return blueprint.by_key[ResourceKey(element_id, part)]


def documents(value: Value) -> Iterator[PolicyDocument]:
    """Yield every policy document inside a value."""
    if isinstance(value, PolicyDocument):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from documents(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from documents(part)


def statements(blueprint: Blueprint, element_id: str, part: str) -> dict[str, Statement]:
    """Return the statements of one resource's policies by their Sid."""
    found = documents(dict(resource(blueprint, element_id, part).properties))
    return {s.sid: s for document in found for s in document.statements}
