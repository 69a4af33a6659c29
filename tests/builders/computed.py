"""Golden designs, and small designs with hand-made resources, for what is computed about a design."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from pydantic import JsonValue

from cloudwright.design.blueprint.graph import Blueprint, Resource
from cloudwright.design.blueprint.values import ResourceKey, Value
from cloudwright.design.catalog import registry
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.architecture import Architecture, Component, Connection, Environment, Waiver
from cloudwright.design.model.document import Document, read
from cloudwright.design.model.verbs import Verb
from cloudwright.design.review.subject import Subject

TODAY = date(2026, 11, 21)
GOLDEN = Path(__file__).parents[1] / "golden"


def a_golden(name: str) -> Document:
    """Return a golden design with its brief: `web-app`, `web-app-guarded` or `image-pipeline`."""
    return read((GOLDEN / f"{name}.yaml").read_text(encoding="utf-8"))


def a_component(component_id: str, kind: str, **properties: JsonValue) -> Component:
    return Component(id=component_id, kind=kind, title=component_id.title(), properties=properties)


def a_connection(sentence: str, per_call: str = "1", **properties: JsonValue) -> Connection:
    """Return a connection from words: `api invokes handler`."""
    source, verb, target = sentence.split()
    return Connection(
        source=source, verb=Verb(verb), target=target, per_call=Decimal(per_call), properties=properties
    )


def an_architecture(
    *components: Component,
    connections: tuple[Connection, ...] = (),
    waivers: tuple[Waiver, ...] = (),
    region: str = "us-east-1",
) -> Architecture:
    return Architecture.model_validate(
        {
            "name": "sample",
            "title": "Sample",
            "region": region,
            "components": components,
            "connections": connections,
            "waivers": waivers,
        }
    )


def a_resource(
    type_: str, properties: Mapping[str, Value] | None = None, *, element: str = "thing", part: str = "main"
) -> Resource:
    return Resource(key=ResourceKey(element, part), type=type_, properties=properties or {})


def a_subject(
    *resources: Resource,
    architecture: Architecture | None = None,
    environment: Environment = Environment.PROD,
    as_of: date = TODAY,
    assumptions: Mapping[str, str] | None = None,
) -> Subject:
    """Return what rules look at: these resources, and the components of the architecture."""
    drawn = architecture or an_architecture()
    return Subject(
        architecture=drawn,
        elements=registry.elements(drawn, environment),
        kinds=registry.kinds(),
        blueprint=Blueprint(
            name=drawn.name,
            title=drawn.title,
            environment=environment,
            region=drawn.region,
            resources=resources,
        ),
        facts=load_facts(),
        assumptions={name: Decimal(value) for name, value in (assumptions or {}).items()},
        as_of=as_of,
    )
