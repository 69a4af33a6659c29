"""Blueprints without the resources of some types: what refers to them gets a text in their place."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from cloudwright.design.blueprint.graph import Blueprint, Output, Resource
from cloudwright.design.blueprint.values import (
    Join,
    PolicyDocument,
    Ref,
    ResourceKey,
    Scalar,
    Select,
    Statement,
    Value,
)

_INSTEAD = "left-out"


def without_types(blueprint: Blueprint, types: Collection[str]) -> Blueprint:
    """Return the blueprint without the resources of these CloudFormation types."""
    gone = {resource.key for resource in blueprint.resources if resource.type in types}
    return replace(
        blueprint,
        resources=tuple(_resource(r, gone) for r in blueprint.resources if r.key not in gone),
        outputs=tuple(_output(o, gone) for o in blueprint.outputs),
    )


def _resource(resource: Resource, gone: Collection[ResourceKey]) -> Resource:
    return replace(
        resource,
        properties={name: _value(value, gone) for name, value in resource.properties.items()},
        depends_on=tuple(key for key in resource.depends_on if key not in gone),
    )


def _output(output: Output, gone: Collection[ResourceKey]) -> Output:
    return replace(output, value=_scalar(output.value, gone))


def _value(value: Value, gone: Collection[ResourceKey]) -> Value:
    match value:
        case PolicyDocument(statements=statements):
            return PolicyDocument(tuple(_statement(s, gone) for s in statements))
        case Mapping():
            return {key: _value(part, gone) for key, part in value.items()}
        case list() | tuple():
            return [_value(part, gone) for part in value]
        case _:
            return _scalar(value, gone)  # type: ignore[arg-type]  # every other value is a scalar


def _scalar(value: Scalar, gone: Collection[ResourceKey]) -> Scalar:
    match value:
        case Ref(resource=key) if key in gone:
            return _INSTEAD
        case Join(parts=parts):
            return Join(tuple(_scalar(part, gone) for part in parts))
        case Select(values=values):
            return replace(value, values=_value(values, gone))
        case _:
            return value


def _statement(statement: Statement, gone: Collection[ResourceKey]) -> Statement:
    return replace(statement, resources=tuple(_scalar(r, gone) for r in statement.resources))
