"""Random valid designs drawn around given connections, so that rare ones are met on purpose."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from hypothesis import strategies as st

from builders.connecting import random_properties, separate_properties
from builders.designs import REGIONS
from builders.edits import vocabulary
from builders.kind_properties import kind_properties
from builders.networked import places
from builders.pairs import Pair
from cloudwright.design.catalog import registry
from cloudwright.design.model.apply import apply
from cloudwright.design.model.architecture import Architecture, Boundary, Component, Connection, SubnetTier
from cloudwright.design.model.edits import AddComponent, Connect, Edit
from cloudwright.design.model.errors import EditRejected
from cloudwright.design.model.verbs import Verb

_NETWORK = "network"
_GIVEN = {"vpc": "network", "nat_gateway": "way-out"}  # a design has one of each, from the start
_MOST_EXTRAS = 6
_LONG = "with-a-long-name"
# What an element needs before it does anything: it gets one of these, always where it must have it.
_MEANING: Mapping[str, tuple[Verb, str]] = {
    "application_load_balancer": (Verb.ROUTES, "fargate_service"),
    "backup_plan": (Verb.BACKS_UP, "dynamodb_table"),
    "cloudfront_distribution": (Verb.ROUTES, "s3_bucket"),
    "cloudwatch_alarms": (Verb.WATCHES, "sqs_queue"),
    "cloudwatch_dashboard": (Verb.WATCHES, "sqs_queue"),
    "eventbridge_rule": (Verb.INVOKES, "lambda_function"),
    "eventbridge_schedule": (Verb.INVOKES, "lambda_function"),
    "firehose_stream": (Verb.WRITES, "s3_bucket"),
    "http_api": (Verb.INVOKES, "lambda_function"),
    "network_load_balancer": (Verb.ROUTES, "fargate_service"),
    "rds_proxy": (Verb.ROUTES, "rds_instance"),
    "rest_api": (Verb.INVOKES, "lambda_function"),
    "route53_record": (Verb.RESOLVES, "cloudfront_distribution"),
    "step_functions_workflow": (Verb.INVOKES, "lambda_function"),
    "websocket_api": (Verb.INVOKES, "lambda_function"),
}
# Refused or created as nothing when alone; that a bundle says so is another test's concern.
_NEVER_ALONE = frozenset(
    {"cloudfront_distribution", "cloudwatch_alarms", "firehose_stream", "rds_proxy", "route53_record"}
)
_ONE_TARGET = frozenset({"eventbridge_schedule"})  # whatever the verb
_NEEDED: Mapping[tuple[str, Verb, str], Mapping[str, object]] = {
    ("backup_plan", Verb.BACKS_UP, "s3_bucket"): {"versioning": True},
}
_CALLERS_CHECKED = ("websocket_api", Verb.AUTHENTICATES)


@st.composite
def designs_around(
    draw: st.DrawFn, pairs: Sequence[Pair], *, also: Sequence[str] = (), existing: str = ""
) -> Architecture:
    """Return a design that the catalogue accepts with a connection of every pair, and the kinds `also`.

    Each element of the kind `existing` is one that was there before.
    """
    kinds = {*also, *(kind for pair in pairs for kind in (pair.source, pair.target))}
    architecture = _beginning(draw, kinds, existing=existing)
    for kind in sorted(set(also) - _GIVEN.keys()):
        component = _random(draw, architecture, kind, number=len(architecture.components))
        architecture = _first_accepted(architecture, iter([[AddComponent(component=component)]]), what=kind)
    for pair in pairs:
        attempts = (_marked(edits, existing) for edits in _attempts(draw, architecture, pair))
        architecture = _first_accepted(architecture, attempts, what=str(pair))
    for _ in range(draw(st.integers(0, _MOST_EXTRAS))):
        architecture = _with_one_more(draw, architecture)
    return architecture


def _beginning(draw: st.DrawFn, kinds: set[str], *, existing: str) -> Architecture:
    """Return a design that is empty but for a network, where one is needed or drawn."""
    empty = Architecture(
        name=draw(st.sampled_from(("a", "shop", "a-name-of-twenty-four-ch"))),
        title="A design",
        region=draw(st.sampled_from(REGIONS)),
    )
    if not (any(registry.kind(kind).needs_network for kind in kinds) or draw(st.booleans())):
        return empty
    tiers = [
        Boundary(id=tier.value, type="subnet_tier", title=tier.value.title(), parent=_NETWORK, tier=tier)
        for tier in SubnetTier
    ]
    wanted = empty.model_copy(
        update={"boundaries": (Boundary(id=_NETWORK, type="vpc", title="Network"), *tiers)}
    )
    exists = existing == "vpc" or ("nat_gateway" not in kinds and draw(st.booleans()))
    network = _component("vpc", _GIVEN["vpc"], boundary=_NETWORK, properties=draw(kind_properties("vpc")))
    edits: list[Edit] = [AddComponent(component=network.model_copy(update={"existing": exists}))]
    if "nat_gateway" in kinds or (not exists and draw(st.booleans())):
        given = draw(kind_properties("nat_gateway"))
        gateway = _component(
            "nat_gateway", _GIVEN["nat_gateway"], boundary=SubnetTier.PUBLIC.value, properties=given
        )
        edits.append(AddComponent(component=gateway))
    return apply(wanted, edits, vocabulary())


def _first_accepted(
    architecture: Architecture, attempts: Iterator[Sequence[Edit]], *, what: str
) -> Architecture:
    refused = ""
    for edits in attempts:
        try:
            return apply(architecture, edits, vocabulary())
        except EditRejected as rejected:
            refused = f"{refused}\n{rejected}"
    raise AssertionError(f"no design has '{what}': {refused}")


def _marked(edits: Sequence[Edit], existing: str) -> Sequence[Edit]:
    """Return the edits with every new element of the kind marked as one that was there before."""
    return [
        edit.model_copy(update={"component": edit.component.model_copy(update={"existing": True})})
        if isinstance(edit, AddComponent) and edit.component.kind == existing
        else edit
        for edit in edits
    ]


def _attempts(draw: st.DrawFn, architecture: Architecture, pair: Pair) -> Iterator[Sequence[Edit]]:
    """Yield the pair between elements that are there or drawn, then between new ones that leave it free."""
    number = len(architecture.components)
    ends = [_end(draw, architecture, kind, number=number + n) for n, kind in enumerate(pair.ends)]
    properties = draw(random_properties(pair.source, pair.verb, target=pair.target))
    yield [
        *_added(architecture, ends, pair, complete=draw(st.booleans())),
        _connect(ends[0], pair.verb, ends[1], properties=properties, per_call=draw(_PER_CALL)),
    ]
    plain = [_plain(architecture, pair, kind, number=number + n) for n, kind in enumerate(pair.ends)]
    yield [
        *_added(architecture, plain, pair, complete=True),
        _connect(
            plain[0],
            pair.verb,
            plain[1],
            properties=separate_properties(pair.source, pair.verb, number=number),
        ),
    ]


_PER_CALL = st.sampled_from((Decimal("0.1"), Decimal(1), Decimal(5)))


def _end(draw: st.DrawFn, architecture: Architecture, kind: str, *, number: int) -> Component:
    """Return an element of the kind that is there already, or a random new one."""
    there = [c for c in architecture.components if c.kind == kind]
    if kind in _GIVEN or (there and draw(st.booleans())):
        return draw(st.sampled_from(there))
    return _random(draw, architecture, kind, number=number)


def _random(draw: st.DrawFn, architecture: Architecture, kind: str, *, number: int) -> Component:
    ending = draw(st.sampled_from(("", f"-{_LONG}")))
    component = _component(
        kind,
        f"{kind.replace('_', '-')}-{number}{ending}"[:40].rstrip("-"),
        boundary=draw(st.sampled_from(places(architecture, kind))),
        properties=draw(kind_properties(kind)),
    )
    exists = registry.kind(kind).may_exist and draw(st.booleans())
    return component.model_copy(update={"existing": exists})


def _plain(architecture: Architecture, pair: Pair, kind: str, *, number: int) -> Component:
    """Return a new element with the properties that it needs at most, within the network if it may."""
    if kind in _GIVEN:
        return architecture.component(_GIVEN[kind])
    named = {"domain_name": "shop.example.com"} if kind.startswith(("route53", "acm")) else {}
    needed = _NEEDED.get((pair.source, pair.verb, pair.target), {}) if kind == pair.target else {}
    return _component(
        kind,
        f"{kind.replace('_', '-')}-{number}",
        boundary=places(architecture, kind)[0],
        properties={**named, **needed},
    )


def _added(
    architecture: Architecture, ends: Sequence[Component], pair: Pair, *, complete: bool
) -> Iterator[Edit]:
    """Yield the new ends, each with what it needs to do anything where it must have it or `complete`."""
    for position, end in enumerate(ends):
        if end.id in architecture.by_id:
            continue
        yield AddComponent(component=end)
        verb, _ = _MEANING.get(end.kind, (None, ""))
        leads = position == 0 and (pair.verb is verb or end.kind in _ONE_TARGET)
        must = end.kind in _NEVER_ALONE or (end.kind, pair.verb) == _CALLERS_CHECKED
        if not leads and (complete or must):
            yield from _completed(architecture, end)


def _completed(architecture: Architecture, component: Component) -> Iterator[Edit]:
    """Yield what the new element needs to do anything, and what that needs where it must have it."""
    if component.kind not in _MEANING:
        return
    verb, kind = _MEANING[component.kind]
    partner_id = f"for-{component.id}"[:40].rstrip("-")
    partner = _component(kind, partner_id, boundary=places(architecture, kind)[0])
    yield AddComponent(component=partner)
    route: dict[str, object] = {"route": "$connect"} if component.kind == "websocket_api" else {}
    yield _connect(component, verb, partner, properties=route)
    if kind in _NEVER_ALONE:
        yield from _completed(architecture, partner)


def _component(
    kind: str, component_id: str, *, boundary: str | None, properties: Mapping[str, object] | None = None
) -> Component:
    return Component.model_validate(
        {
            "id": component_id,
            "kind": kind,
            "title": component_id.replace("-", " ").capitalize(),
            "boundary": boundary,
            "properties": {**(properties or {})},
        }
    )


def _connect(
    source: Component,
    verb: Verb,
    target: Component,
    *,
    properties: Mapping[str, object],
    per_call: Decimal = Decimal(1),
) -> Connect:
    fields = {"source": source.id, "verb": verb, "target": target.id, "per_call": per_call}
    return Connect(connection=Connection.model_validate({**fields, "properties": {**properties}}))


def _with_one_more(draw: st.DrawFn, architecture: Architecture) -> Architecture:
    """Return the design with a further connection between its elements, or as it is when none fits."""
    candidates = [
        (source, verb, target)
        for source in architecture.components
        for target in architecture.components
        if source.id != target.id
        for verb in registry.allowed(registry.kind(source.kind), registry.kind(target.kind))
    ]
    if not candidates:
        return architecture
    source, verb, target = draw(st.sampled_from(candidates))
    properties = draw(random_properties(source.kind, verb, target=target.kind))
    edit = _connect(source, verb, target, properties=properties, per_call=draw(_PER_CALL))
    try:
        return apply(architecture, [edit], vocabulary())
    except EditRejected:
        return architecture
