"""From what a design says about a component to typed properties, or to problems that can be repaired."""

import difflib
import json
from collections.abc import Mapping, Sequence

from pydantic import JsonValue, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from cloudwright.design.catalog.kind import Kind, Properties
from cloudwright.design.model.architecture import Component, Environment
from cloudwright.design.model.errors import Problem

_JSON: TypeAdapter[JsonValue] = TypeAdapter(JsonValue)
_BOUNDS = ("ge", "gt", "le", "lt", "min_length", "max_length", "pattern", "multiple_of")


def property_problems(
    kind: Kind[Properties], component: Component, *, environment: Environment
) -> tuple[Problem, ...]:
    """Return what is wrong with the component's properties in this environment; nothing when all is well."""
    given: Mapping[str, JsonValue] = {**kind.defaults(environment), **component.properties}
    try:
        kind.properties.model_validate(given)
    except ValidationError as error:
        return tuple(_problem(kind, component, detail=detail) for detail in error.errors())
    return ()


def _problem(kind: Kind[Properties], component: Component, *, detail: ErrorDetails) -> Problem:
    path = ".".join(str(part) for part in ("components", component.id, "properties", *detail["loc"]))
    if detail["type"] == "extra_forbidden" and len(detail["loc"]) == 1:
        return _unknown_property(kind, component, detail=detail)
    return Problem(
        path=path,
        rule=f"property-{detail['type'].replace('_', '-')}",
        got=_json(detail["input"]),
        allowed=_allowed(kind, detail),
        hint=_sentence(detail["msg"]),
    )


def _unknown_property(kind: Kind[Properties], component: Component, *, detail: ErrorDetails) -> Problem:
    name = str(detail["loc"][0])
    known = sorted(kind.properties.model_fields)
    near = difflib.get_close_matches(name, known, n=1)
    meant = f"did you mean '{near[0]}'?" if near else f"it has {', '.join(known) or 'no properties'}"
    return Problem(
        path=f"components.{component.id}.properties.{name}",
        rule="known-property",
        got=_json(detail["input"]),
        allowed=known,
        hint=f"{kind.title} has no property '{name}': {meant}",
    )


def _allowed(kind: Kind[Properties], detail: ErrorDetails) -> JsonValue:
    context = detail.get("ctx", {})
    if "expected" in context:
        return str(context["expected"])
    bounds = {name: _json(context[name]) for name in _BOUNDS if name in context}
    if bounds:
        return bounds
    field = kind.properties.model_fields.get(str(detail["loc"][0])) if detail["loc"] else None
    return field.description if field else None


def _sentence(message: str) -> str:
    return message.removeprefix("Value error, ")


def _json(value: object) -> JsonValue:
    """Return the value when it is JSON, otherwise its text: a Problem travels as JSON."""
    try:
        return _JSON.validate_json(json.dumps(value))
    except (TypeError, ValueError):
        return [str(v) for v in value] if isinstance(value, Sequence) else str(value)
