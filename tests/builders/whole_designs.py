"""Random valid designs of every kind: a reference architecture with random choices, changed at random."""

from collections.abc import Mapping
from decimal import Decimal
from typing import get_args

from hypothesis import strategies as st

from builders.designs import PROPERTIES, REGIONS
from builders.edits import vocabulary
from builders.golden import golden
from builders.networked import NETWORKED, places
from builders.private_data import PRIVATE_DATA
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
_ORIGINS = st.sampled_from(
    ([], ["https://app.example.com"], ["https://a.example.com", "http://localhost:3000"])
)
_EDGE_PROPERTIES: Mapping[str, Mapping[str, st.SearchStrategy[object]]] = {
    "s3_bucket": {
        "versioning": st.booleans(),
        "noncurrent_version_days": _NUMBERS(1, 3650),
        "transition_after_days": st.none() | _NUMBERS(30, 3650),
        "transition_class": st.sampled_from(("STANDARD_IA", "INTELLIGENT_TIERING", "GLACIER_IR")),
        "expire_after_days": st.none() | _NUMBERS(1, 36_500),
        "access_logs": st.booleans(),
        "browser_origins": _ORIGINS,
        "retain": st.booleans(),
    },
    "firehose_stream": {
        "prefix": st.sampled_from(("", "data/", "raw/clicks/")),
        "compression": st.sampled_from(("GZIP", "UNCOMPRESSED")),
        "buffer_mb": _NUMBERS(1, 128),
        "buffer_seconds": _NUMBERS(60, 900),
        "freshness_alarm_seconds": _NUMBERS(901, 604_800),
    },
    "http_api": {
        "throttle_rate_per_second": _NUMBERS(1, 10_000),
        "throttle_burst": _NUMBERS(1, 5_000),
        "detailed_metrics": st.booleans(),
        "browser_origins": _ORIGINS,
        "error_rate_alarm_percent": st.sampled_from((0.5, 1, 33.3, 100)),
        "latency_alarm_ms": _NUMBERS(10, 30_000),
    },
    "rest_api": {
        "throttle_rate_per_second": _NUMBERS(1, 10_000),
        "throttle_burst": _NUMBERS(1, 5_000),
        "detailed_metrics": st.booleans(),
        "cache_size_gb": st.sampled_from(("none", "0.5", "237")),
        "cache_ttl_seconds": _NUMBERS(1, 3600),
        "partners": st.sampled_from(([], ["acme"], ["acme", "globex"])),
        "partner_quota_per_day": _NUMBERS(1, 1_000_000),
        "latency_alarm_ms": _NUMBERS(10, 30_000),
    },
    "websocket_api": {
        "throttle_rate_per_second": _NUMBERS(1, 10_000),
        "log_retention_days": st.sampled_from((1, 365)),
        "route_by": st.sampled_from(("action", "kind")),
    },
    "cloudfront_distribution": {
        "price_class": st.sampled_from(("PriceClass_100", "PriceClass_200", "PriceClass_All")),
        "default_root_object": st.sampled_from(("", "index.html", "start.htm")),
        "single_page_app": st.booleans(),
        "hsts_days": _NUMBERS(1, 730),
        "allowed_countries": st.sampled_from(([], ["DE"], ["US", "CA"])),
        "error_rate_alarm_percent": _NUMBERS(1, 100),
    },
    "cognito_user_pool": {
        "feature_plan": st.sampled_from(("LITE", "ESSENTIALS", "PLUS")),
        "self_sign_up": st.booleans(),
        "mfa": st.sampled_from(("OFF", "OPTIONAL", "ON")),
        "minimum_password_length": _NUMBERS(8, 99),
        "access_token_minutes": _NUMBERS(5, 1440),
        "refresh_token_days": _NUMBERS(1, 3650),
        "deletion_protection": st.booleans(),
    },
    "waf_web_acl": {
        "mode": st.sampled_from(("block", "count")),
        "allow_large_bodies": st.booleans(),
        "rate_limit_per_5_minutes": _NUMBERS(10, 2_000_000_000),
        "blocked_alarm_per_5_minutes": _NUMBERS(1, 10_000_000),
    },
    "acm_certificate": {"alternative_names": st.sampled_from(([], ["www.shop.example.com"]))},
    "external_actor": {"role": st.sampled_from(("browser", "mobile", "partner", "operator"))},
    "route53_zone": {},
    "route53_record": {},
}
_EVERY: Mapping[str, Mapping[str, st.SearchStrategy[object]]] = {
    **PROPERTIES,
    **_EDGE_PROPERTIES,
    **NETWORKED,
    **PRIVATE_DATA,
}
_DOMAINS = ("shop.example.com", "www.shop.example.com", "example.org")
_NAMED = frozenset({"route53_zone", "route53_record", "acm_certificate"})
_ROUTES = st.sampled_from(("GET /items", "POST /api/{proxy+}", "ANY /api/things/{id}", "$default"))
_REST_ROUTES = st.sampled_from(
    ("GET /items/{id}", "POST /items", "ANY /{proxy+}", "GET /", ["PUT /items/{id}", "DELETE /items/{id}"])
)
_SOCKET_ROUTES = st.sampled_from(("$connect", "$default", "say", ["$disconnect", "leave"]))
_SETTINGS: Mapping[tuple[str, Verb, str], Mapping[str, st.SearchStrategy[object]]] = {
    ("step_functions_workflow", Verb.INVOKES, "lambda_function"): {
        "order": _NUMBERS(1, 999),
        "retries": _NUMBERS(0, 20),
        "first_retry_seconds": _NUMBERS(1, 3600),
        "backoff_rate": st.sampled_from((1, 1.5, 10)),
    },
    ("lambda_function", Verb.CONSUMES, "kinesis_stream"): {
        "batch_size": _NUMBERS(1, 10_000),
        "batch_window_seconds": _NUMBERS(0, 300),
        "maximum_retries": _NUMBERS(0, 10_000),
        "maximum_record_age_seconds": _NUMBERS(60, 604_800),
        "parallel_batches": _NUMBERS(1, 10),
        "start": st.sampled_from(("TRIM_HORIZON", "LATEST")),
    },
}
_PATHS = st.sampled_from(("*", "/api/*", "/files/*", "/v2/*"))


_ROUTES_OF: Mapping[str, st.SearchStrategy[object]] = {
    "http_api": _ROUTES,
    "rest_api": _REST_ROUTES,
    "websocket_api": _SOCKET_ROUTES,
}


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
    kind = draw(st.sampled_from(sorted(_EVERY)))
    named = {"domain_name": draw(st.sampled_from(_DOMAINS))} if kind in _NAMED else {}
    given = draw(st.fixed_dictionaries({}, optional=dict(_EVERY[kind])))
    fields = {
        "id": f"more-{kind.split('_')[0]}-{number}",
        "kind": kind,
        "title": f"{kind} {number}",
        "boundary": draw(st.sampled_from(places(architecture, kind))),
        "properties": {**named, **given},
    }
    return AddComponent(component=Component.model_validate(fields))


def _changes(component: Component) -> st.SearchStrategy[Edit]:
    given = st.fixed_dictionaries({}, optional=dict(_EVERY[component.kind]))
    return given.map(
        lambda properties: UpdateComponent.model_validate({"id": component.id, "properties": properties})
    )


@st.composite
def _connects(draw: st.DrawFn, candidate: tuple[Component, Verb, Component]) -> Edit:
    source, verb, target = candidate
    properties: dict[str, object] = {}
    if verb is Verb.INVOKES and source.kind in _ROUTES_OF:
        properties["route"] = draw(_ROUTES_OF[source.kind])
    if (source.kind, verb) == ("rest_api", Verb.INVOKES):
        properties["required_fields"] = draw(st.sampled_from(([], ["name"])))
        properties["public"] = draw(st.booleans())
    if verb is Verb.ROUTES:
        properties["path"] = draw(_PATHS)
    properties |= draw(
        st.fixed_dictionaries({}, optional=dict(_SETTINGS.get((source.kind, verb, target.kind), {})))
    )
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
