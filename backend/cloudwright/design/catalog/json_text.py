"""JSON in which references stand: a text for AWS properties that take a whole document."""

import json
from collections.abc import Iterator, Mapping

from cloudwright.design.blueprint.values import Join, Param, Pseudo, Ref, Scalar, Select, Value


def json_parts(value: Value) -> Iterator[Scalar]:
    """Yield the parts of the value as compact JSON; a reference stands inside the quotes of its text."""
    match value:
        case Join(parts=parts):
            yield '"'
            for part in parts:
                yield from _inside(part)
            yield '"'
        case Pseudo() | Ref() | Param() | Select():
            yield from ('"', value, '"')
        case bool() | str():
            yield json.dumps(value)
        case int() | float():
            yield json.dumps(int(value) if float(value).is_integer() else value)
        case Mapping():
            yield from _between("{", [_entry(key, item) for key, item in value.items()], "}")
        case list() | tuple():
            yield from _between("[", [json_parts(item) for item in value], "]")
        case _:
            raise TypeError(f"not JSON: {value!r}")


def _inside(part: Scalar) -> Iterator[Scalar]:
    if isinstance(part, str) and not isinstance(part, Pseudo):
        yield json.dumps(part)[1:-1]
    else:
        yield part


def _entry(key: str, value: Value) -> Iterator[Scalar]:
    yield f"{json.dumps(key)}:"
    yield from json_parts(value)


def _between(opening: str, items: list[Iterator[Scalar]], closing: str) -> Iterator[Scalar]:
    yield opening
    for position, item in enumerate(items):
        if position:
            yield ","
        yield from item
    yield closing
