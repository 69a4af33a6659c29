"""The APIs of a design: their kinds, their stages, and the rate that a stage lets through."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Value
from cloudwright.design.model.architecture import Component
from cloudwright.design.model.verbs import Verb
from cloudwright.design.review.subject import Subject, at, items

HTTP_STAGE = "AWS::ApiGatewayV2::Stage"  # of WebSocket APIs too
REST_STAGE = "AWS::ApiGateway::Stage"
# The service of aws-limits.csv that says how long each kind of API waits for its function.
WAITING: Mapping[str, str] = {
    "http_api": "API Gateway HTTP",
    "rest_api": "API Gateway REST",
    "websocket_api": "API Gateway WebSocket",
}


def apis(subject: Subject) -> Iterator[Component]:
    """Yield the APIs of every kind."""
    for kind in WAITING:
        yield from subject.of_kind(kind)


def calls(subject: Subject, api_id: str) -> Decimal:
    """Return the calls that reach the API in a month, without the messages that code sends through it."""
    incoming = subject.architecture.incoming(api_id)
    sent = sum((subject.load.on(c) for c in incoming if c.verb is Verb.PUBLISHES), Decimal(0))
    return subject.load.of(api_id) - sent


def rates(subject: Subject) -> Iterator[tuple[Resource, Value | None, str]]:
    """Yield each stage, its rate limit a second if there is one, and where that stands."""
    for stage in subject.resources(HTTP_STAGE):
        path = "DefaultRouteSettings.ThrottlingRateLimit"
        yield stage, at(stage, path), path
    for stage in subject.resources(REST_STAGE):
        settings = [s for s in items(at(stage, "MethodSettings")) if isinstance(s, Mapping)]
        limits = [s["ThrottlingRateLimit"] for s in settings if "ThrottlingRateLimit" in s]
        yield stage, limits[0] if limits else None, "MethodSettings.ThrottlingRateLimit"
