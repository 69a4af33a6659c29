"""Reads YAML and CloudFormation templates, with intrinsics left as what they refer to."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml

Plain = str | int | float | bool | None | Sequence["Plain"] | Mapping[str, "Plain"]

_SUB = re.compile(r"\$\{([A-Za-z0-9]+)(?:\.[A-Za-z0-9.]+)?\}")
_PSEUDO = "AWS::"
_HANDED_ON = "Give this to the "


@dataclass(frozen=True, slots=True)
class Declared:
    """One resource of a template. `properties` as written; `refers` are the logical ids it names."""

    logical_id: str
    type: str
    properties: Mapping[str, Plain]
    refers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Template:
    """`handed_on` are the outputs that say they are for another stack, not for people."""

    resources: Mapping[str, Declared]
    parameters: frozenset[str]
    outputs: frozenset[str]
    handed_on: frozenset[str]
    output_refers: Mapping[str, frozenset[str]]


class _Loader(yaml.CSafeLoader):
    """A safe loader for which every short intrinsic is `{"!Name": value}`."""


def _tagged(loader: _Loader, suffix: str, node: yaml.Node) -> Mapping[str, Plain]:
    if isinstance(node, yaml.ScalarNode):
        return {f"!{suffix}": loader.construct_scalar(node)}
    if isinstance(node, yaml.SequenceNode):
        return {f"!{suffix}": loader.construct_sequence(node, deep=True)}
    mapping: Mapping[str, Plain] = loader.construct_mapping(node, deep=True)  # type: ignore[assignment,arg-type]  # the third kind of node
    return {f"!{suffix}": mapping}


_Loader.add_multi_constructor("!", _tagged)


def plain(text: str) -> Mapping[str, Plain]:
    """Return a YAML mapping; raises ValueError when the text is none."""
    try:
        loaded = yaml.load(text, Loader=_Loader)  # noqa: S506  a SafeLoader that also knows tags
    except yaml.YAMLError as error:
        raise ValueError(str(error).splitlines()[0]) from error
    if not isinstance(loaded, dict):
        raise ValueError("it is not a mapping")  # noqa: TRY004  one error for every unreadable text
    return loaded


def template(text: str) -> Template:
    """Return what a template declares; raises ValueError when the text is no YAML mapping."""
    loaded = plain(text)
    outputs = _mapping(loaded.get("Outputs"))
    return Template(
        resources={
            name: _declared(name, _mapping(body)) for name, body in _mapping(loaded.get("Resources")).items()
        },
        parameters=frozenset(_mapping(loaded.get("Parameters"))),
        outputs=frozenset(outputs),
        handed_on=frozenset(
            name
            for name, body in outputs.items()
            if str(_mapping(body).get("Description", "")).startswith(_HANDED_ON)
        ),
        output_refers={name: frozenset(_references(body)) for name, body in outputs.items()},
    )


def mappings(value: Plain) -> list[Mapping[str, Plain]]:
    """Return the mappings in a list, or none."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _declared(name: str, body: Mapping[str, Plain]) -> Declared:
    depends = body.get("DependsOn", [])
    listed = depends if isinstance(depends, list) else [depends]
    refers = {*_references(body.get("Properties")), *(str(each) for each in listed)}
    return Declared(name, str(body.get("Type", "")), _mapping(body.get("Properties")), frozenset(refers))


def _mapping(value: Plain) -> Mapping[str, Plain]:
    return value if isinstance(value, dict) else {}


def _references(value: Plain) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _named(key, inner)
            yield from _references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _references(inner)


def _named(key: str, value: Plain) -> Iterator[str]:
    """Yield the logical id that an intrinsic names."""
    first = value[0] if isinstance(value, list) and value else value
    if not isinstance(first, str):
        return
    if key in {"!Ref", "Ref"} and not first.startswith(_PSEUDO):
        yield first
    elif key in {"!GetAtt", "Fn::GetAtt"}:
        yield first.split(".")[0]
    elif key in {"!Sub", "Fn::Sub"}:
        own = value[1] if isinstance(value, list) and len(value) > 1 else {}
        yield from (name for name in _SUB.findall(first) if not isinstance(own, dict) or name not in own)
