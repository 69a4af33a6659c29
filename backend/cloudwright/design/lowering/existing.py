"""What already exists is not created: references to it become parameters."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cloudwright.design.blueprint.graph import Blueprint, Parameter, pascal_case, references
from cloudwright.design.blueprint.values import (
    Join,
    Param,
    PolicyDocument,
    Ref,
    ResourceKey,
    Scalar,
    Select,
    Statement,
    Value,
)
from cloudwright.design.lowering.references_given import told
from cloudwright.design.model.architecture import Architecture


def with_existing_as_parameters(blueprint: Blueprint, architecture: Architecture) -> Blueprint:
    """Drop the resources of existing components and ask for what the others need to know about them."""
    existing = {c.id: c.title for c in architecture.components if c.existing}
    if not existing:
        return blueprint
    kept = tuple(r for r in blueprint.resources if r.key.element_id not in existing)
    outputs = tuple(o for o in blueprint.outputs if o.element_id not in existing)
    types = {r.key: r.type for r in blueprint.resources}
    used = _used([*(r.properties for r in kept), *(o.value for o in outputs)], existing, types=types)
    return replace(
        blueprint,
        resources=tuple(
            replace(
                r,
                properties={name: _replaced(value, existing) for name, value in r.properties.items()},
                depends_on=tuple(k for k in r.depends_on if k.element_id not in existing),
            )
            for r in kept
        ),
        outputs=tuple(replace(o, value=_scalar(o.value, existing)) for o in outputs),
        parameters=(*blueprint.parameters, *used),
        code=tuple(c for c in blueprint.code if c.element_id not in existing),
    )


def _used(
    values: Sequence[Value], existing: Mapping[str, str], *, types: Mapping[ResourceKey, str]
) -> tuple[Parameter, ...]:
    found: dict[str, Parameter] = {}
    for value in values:
        for reference in references(value):
            if isinstance(reference, Ref) and reference.resource.element_id in existing:
                title, type_name = existing[reference.resource.element_id], types.get(reference.resource, "")
                parameter = _parameter(reference, title=title, type_name=type_name)
                found.setdefault(parameter.name, parameter)
    return tuple(found[name] for name in sorted(found))


def _parameter(reference: Ref, *, title: str, type_name: str) -> Parameter:
    key = reference.resource
    wanted = told(type_name, reference.attribute, part=key.part)
    return Parameter(
        name=_name(key, reference.attribute),
        description=f"{wanted.label.replace(' of the ', ' of the existing ', 1)} '{title}'",
        pattern=wanted.pattern,
        example=wanted.example,
        group="Existing resources",
        element_id=key.element_id,
    )


def _name(key: ResourceKey, attribute: str | None) -> str:
    """Return `ExistingDomainZoneId` for the zone of `domain`, and `ExistingZoneId` for that of `zone`."""
    part = "" if key.part == key.element_id else key.part
    return pascal_case(f"existing-{key.element_id}-{part}-{attribute or 'Id'}")


def _replaced(value: Value, existing: Mapping[str, str]) -> Value:
    match value:
        case PolicyDocument(statements=statements):
            return PolicyDocument(tuple(_statement(s, existing) for s in statements))
        case Mapping():
            return {key: _replaced(part, existing) for key, part in value.items()}
        case list() | tuple():
            return [_replaced(part, existing) for part in value]
        case _:
            return _scalar(value, existing)  # type: ignore[arg-type]  # every other value is a scalar


def _scalar(value: Scalar, existing: Mapping[str, str]) -> Scalar:
    match value:
        case Ref(resource=key, attribute=attribute) if key.element_id in existing:
            return Param(_name(key, attribute))
        case Join(parts=parts):
            return Join(tuple(_scalar(part, existing) for part in parts))
        case Select(values=values):
            return replace(value, values=_replaced(values, existing))
        case _:
            return value


def _statement(statement: Statement, existing: Mapping[str, str]) -> Statement:
    principal = statement.principal
    return replace(
        statement,
        resources=tuple(_scalar(r, existing) for r in statement.resources),
        principal=principal
        if principal is None or isinstance(principal, str)
        else {key: _replaced(value, existing) for key, value in principal.items()},
        conditions={
            operator: {key: _replaced(value, existing) for key, value in tests.items()}
            for operator, tests in statement.conditions.items()
        },
    )
