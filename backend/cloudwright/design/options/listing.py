"""What can be drawn, started from and asked: kinds, patterns and rules, as the catalogue lists them."""

from collections.abc import Iterator, Mapping

from pydantic import JsonValue

from cloudwright.design.catalog.kind import Kind, Properties
from cloudwright.design.catalog.registry import kinds
from cloudwright.design.model.architecture import Environment
from cloudwright.design.model.brief import Brief
from cloudwright.design.model.frozen import Frozen
from cloudwright.design.options.candidate import Candidate
from cloudwright.design.options.registry import makers
from cloudwright.design.review.documentation import rule_rows


class PropertyRow(Frozen):
    """`dev` and `prod` are the defaults of the two environments; units are in the name."""

    name: str
    type: str
    dev: JsonValue
    prod: JsonValue
    description: str


class VerbRow(Frozen):
    """Who may use the verb on the kind; with `leaving` the kind itself uses it on the others."""

    verb: str
    others: tuple[str, ...]
    leaving: bool
    explanation: str


class KindRow(Frozen):
    id: str
    service: str
    title: str
    summary: str
    category: str
    icon: str
    documentation: str
    may_exist: bool
    resource_types: tuple[str, ...]
    properties: tuple[PropertyRow, ...]
    verbs: tuple[VerbRow, ...]


class VariantRow(Frozen):
    key: str
    name: str
    idea: str


class PatternRow(Frozen):
    id: str
    title: str
    summary: str
    variants: tuple[VariantRow, ...]


class RuleRow(Frozen):
    id: str
    title: str
    severity: str
    pillar: str
    question: str
    controls: tuple[str, ...]
    source: str


class Listing(Frozen):
    kinds: tuple[KindRow, ...]
    patterns: tuple[PatternRow, ...]
    rules: tuple[RuleRow, ...]


def listing() -> Listing:
    """Return all three lists, each by id."""
    return Listing(
        kinds=tuple(_kind(entry) for entry in kinds().values()),
        patterns=tuple(
            PatternRow(
                id=maker.pattern,
                title=maker.title,
                summary=maker.summary,
                variants=tuple(_variants(maker.candidates(Brief(pattern=maker.pattern)))),
            )
            for maker in makers().values()
        ),
        rules=tuple(
            RuleRow(
                id=row.id,
                title=row.title,
                severity=row.severity,
                pillar=row.pillar,
                question=row.question,
                controls=row.controls,
                source=row.source,
            )
            for row in rule_rows()
        ),
    )


def _variants(candidates: tuple[Candidate, ...]) -> Iterator[VariantRow]:
    for candidate in candidates:
        yield VariantRow(key=candidate.key, name=candidate.name, idea=candidate.idea)


def _kind(entry: Kind[Properties]) -> KindRow:
    return KindRow(
        id=entry.id,
        service=entry.service,
        title=entry.title,
        summary=entry.summary,
        category=entry.category,
        icon=entry.icon,
        documentation=entry.documentation,
        may_exist=entry.may_exist,
        resource_types=entry.resource_types,
        properties=tuple(_properties(entry)),
        verbs=tuple(
            VerbRow(
                verb=rule.verb,
                others=rule.others,
                leaving=rule.declared_by_source,
                explanation=rule.explanation,
            )
            for rule in entry.verbs
        ),
    )


def _properties(entry: Kind[Properties]) -> Iterator[PropertyRow]:
    shapes = entry.properties.model_json_schema()["properties"] if entry.properties.model_fields else {}
    dev, prod = (_effective(entry, environment) for environment in (Environment.DEV, Environment.PROD))
    for name, shape in shapes.items():
        yield PropertyRow(
            name=name,
            type=_type(shape),
            dev=dev.get(name),
            prod=prod.get(name),
            description=shape.get("description", ""),
        )


def _effective(entry: Kind[Properties], environment: Environment) -> Mapping[str, JsonValue]:
    return entry.properties.model_validate(entry.defaults(environment)).model_dump(mode="json")


def _type(shape: Mapping[str, JsonValue]) -> str:
    match shape:
        case {"enum": list(values)}:
            found = " | ".join(map(str, values))
        case {"anyOf": list(shapes)}:
            found = " | ".join(dict.fromkeys(_type(each) for each in shapes if isinstance(each, dict)))
        case {"type": "array", "items": dict(inner)}:
            found = f"list of {_type(inner)}"
        case {"const": name} | {"type": name}:
            found = str(name)
        case {"$ref": str(reference)}:
            found = reference.rpartition("/")[2]
        case _:
            found = "any"
    return found
