"""Random valid designs of every kind: a reference architecture with random choices, changed at random."""

from decimal import Decimal
from typing import get_args

from hypothesis import strategies as st

from builders.connecting import random_properties
from builders.designs import REGIONS
from builders.edits import vocabulary
from builders.golden import golden
from builders.kind_properties import changed_properties, kind_properties, kinds_with_properties
from builders.networked import places
from cloudwright.design.catalog import registry
from cloudwright.design.model.apply import apply
from cloudwright.design.model.architecture import Architecture, Component, Connection, Region
from cloudwright.design.model.edits import (
    AddComponent,
    Connect,
    Disconnect,
    Edit,
    RemoveComponent,
    UpdateComponent,
)
from cloudwright.design.model.errors import EditRejected
from cloudwright.design.model.verbs import Verb
from cloudwright.design.patterns.image_pipeline import ImagePipeline, Trigger, image_pipeline
from cloudwright.design.patterns.web_app import WebApp, web_app

_MOST_EDITS = 12
_NAMES = st.sampled_from(("a", "shop", "a-name-of-twenty-four-ch"))
_NUMBERS = st.integers


@st.composite
def whole_designs(draw: st.DrawFn) -> Architecture:
    """Return a design that the catalogue accepts, with a part at the edge of the cloud."""
    architecture = draw(_web_apps() | _pipelines() | _clickstreams() | _apis() | _hosted())
    for number in range(draw(_NUMBERS(0, _MOST_EDITS))):
        architecture = _edited(architecture, draw(_edits(architecture, number)))
    return architecture


def _web_apps() -> st.SearchStrategy[Architecture]:
    choices = st.builds(
        WebApp,
        name=_NAMES,
        title=st.just("A design"),
        region=st.sampled_from(REGIONS),
        sign_in=st.booleans(),
        public=st.booleans(),
        firewall=st.booleans(),
        customer_key=st.booleans(),
        buffered_writes=st.booleans(),
        domain=st.none() | st.sampled_from(("shop.example.com", "example.org")),
        zone_exists=st.booleans(),
    )
    return choices.map(web_app)


def _clickstreams() -> st.SearchStrategy[Architecture]:
    """Return a golden with delivery streams, which mean something only when they are connected."""
    stream = golden("clickstream")
    return st.sampled_from(REGIONS).map(lambda region: stream.model_copy(update={"region": region}))


def _apis() -> st.SearchStrategy[Architecture]:
    """Return the goldens whose ways in are a REST API and a WebSocket API."""
    return st.builds(
        lambda name, region: golden(name).model_copy(update={"region": region}),
        st.sampled_from(("partner-api", "chat")),
        st.sampled_from(REGIONS),
    )


def _pipelines() -> st.SearchStrategy[Architecture]:
    choices = st.builds(
        ImagePipeline,
        name=_NAMES,
        title=st.just("A design"),
        region=st.sampled_from(REGIONS),
        trigger=st.sampled_from(Trigger),
        sign_in=st.booleans(),
        public=st.booleans(),
        customer_key=st.booleans(),
        announce=st.booleans(),
        nightly_cleanup=st.booleans(),
    )
    return choices.map(image_pipeline)


def _hosted() -> st.SearchStrategy[Architecture]:
    """Return the goldens on containers, instances and databases, which stand in a network."""
    names = st.sampled_from(("ec2-web", "fargate-web", "private-data", "relational"))
    regions: st.SearchStrategy[Region] = st.sampled_from(get_args(Region))
    return st.tuples(names, regions).map(lambda drawn: golden(drawn[0], region=drawn[1]))


def _edits(architecture: Architecture, number: int) -> st.SearchStrategy[Edit]:
    """Return edits of which most are accepted; the few others change nothing."""
    components = architecture.components
    changes: list[st.SearchStrategy[Edit]] = [_additions(architecture, number)]
    if components:
        changes += [
            st.sampled_from(components).flatmap(_changes),
            st.sampled_from(components).map(lambda c: RemoveComponent(id=c.id)),
        ]
    candidates = _candidates(architecture)
    if candidates:
        changes += [st.sampled_from(candidates).flatmap(_connects)] * 3
    if architecture.connections:
        taken = st.sampled_from(architecture.connections)
        changes.append(taken.map(lambda c: Disconnect(source=c.source, verb=c.verb, target=c.target)))
    return st.one_of(changes)


@st.composite
def _additions(draw: st.DrawFn, architecture: Architecture, number: int) -> Edit:
    kind = draw(st.sampled_from(kinds_with_properties()))
    fields = {
        "id": f"more-{kind.split('_')[0]}-{number}",
        "kind": kind,
        "title": f"{kind} {number}",
        "boundary": draw(st.sampled_from(places(architecture, kind))),
        "properties": draw(kind_properties(kind)),
    }
    return AddComponent(component=Component.model_validate(fields))


def _changes(component: Component) -> st.SearchStrategy[Edit]:
    return changed_properties(component.kind).map(
        lambda properties: UpdateComponent.model_validate({"id": component.id, "properties": properties})
    )


@st.composite
def _connects(draw: st.DrawFn, candidate: tuple[Component, Verb, Component]) -> Edit:
    source, verb, target = candidate
    properties = draw(random_properties(source.kind, verb, target=target.kind))
    per_call = draw(st.sampled_from((Decimal("0.1"), Decimal(1), Decimal(5))))
    connection = Connection.model_validate(
        {
            "source": source.id,
            "verb": verb,
            "target": target.id,
            "per_call": per_call,
            "properties": properties,
        }
    )
    return Connect(connection=connection)


def _candidates(architecture: Architecture) -> list[tuple[Component, Verb, Component]]:
    return [
        (source, verb, target)
        for source in architecture.components
        for target in architecture.components
        if source.id != target.id
        for verb in registry.allowed(registry.kind(source.kind), registry.kind(target.kind))
    ]


def _edited(architecture: Architecture, edit: Edit) -> Architecture:
    try:
        return apply(architecture, [edit], vocabulary())
    except EditRejected:
        return architecture
