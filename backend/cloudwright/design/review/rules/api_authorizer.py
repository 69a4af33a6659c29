"""Route that anybody may call."""

from collections.abc import Iterator

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.catalog.api.rest_routes import Path, RestRouting
from cloudwright.design.catalog.api.websocket_connections import CONNECT_ROUTE
from cloudwright.design.catalog.connection_properties import parsed
from cloudwright.design.model.architecture import Component
from cloudwright.design.model.edits import Edit
from cloudwright.design.model.verbs import Verb
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.fixes import add_connected, connect, free_id
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at


def _findings(subject: Subject) -> Iterator[Hit]:
    yield from _methods(subject)
    for route in subject.resources("AWS::ApiGatewayV2::Route"):
        key = str(at(route, "RouteKey"))
        if _of_socket(subject, route) and key != CONNECT_ROUTE:
            continue  # whoever sends a message was asked when the connection was opened
        if at(route, "AuthorizationType") in ("JWT", "AWS_IAM", "CUSTOM") or _public(subject, route, key=key):
            continue
        element_id = route.key.element_id
        yield Hit(
            element_id=element_id,
            message=f"{subject.title(element_id)} answers {key} without knowing who asks.",
            evidence=f"AuthorizationType of {key} is NONE and its connection is not marked public",
            fix=_fix(subject, element_id),
            fix_label="Let a user pool check the callers",
        )


def _methods(subject: Subject) -> Iterator[Hit]:
    for method in subject.resources("AWS::ApiGateway::Method"):
        element_id = method.key.element_id
        if at(method, "AuthorizationType") == "NONE" and not _public_method(subject, method):
            asked = "only an API key, which proves nothing," if at(method, "ApiKeyRequired") else "nothing"
            yield Hit(
                element_id=element_id,
                message=f"{subject.title(element_id)} answers without knowing who asks.",
                evidence=f"AuthorizationType of {method.key.part} is NONE: {asked} is asked for",
                fix=_fix(subject, element_id),
                fix_label="Let a user pool check the callers",
            )


def _public_method(subject: Subject, method: Resource) -> bool:
    """Say whether the connection that asked for the method says that it is meant to be public."""
    public = [
        c
        for c in subject.architecture.outgoing(method.key.element_id)
        if c.verb is Verb.INVOKES and c.properties.get("public") is True
    ]
    routes = [route.partition(" ") for c in public for route in parsed(c, RestRouting).routes]
    return any(Path.of(path).method_part(verb) == method.key.part for verb, _, path in routes)


def _of_socket(subject: Subject, route: Resource) -> bool:
    component = subject.architecture.by_id.get(route.key.element_id)
    return component is not None and component.kind == "websocket_api"


def _public(subject: Subject, route: Resource, *, key: str) -> bool:
    """Say whether the connection that asked for the route says that it is meant to be public."""
    return any(
        c.verb is Verb.INVOKES
        and c.properties.get("public") is True
        and key in _keys(c.properties.get("route"))
        for c in subject.architecture.outgoing(route.key.element_id)
    )


def _keys(route: object) -> tuple[str, ...]:
    if route is None:
        return ("$default",)
    return tuple(str(key) for key in route) if isinstance(route, list | tuple) else (str(route),)


def _fix(subject: Subject, api_id: str) -> tuple[Edit, ...]:
    if subject.architecture.by_id[api_id].kind == "websocket_api":
        return _function(subject, api_id)
    for pool in subject.of_kind("cognito_user_pool"):
        return connect(api_id, Verb.AUTHENTICATES, pool.id)
    pool = Component(id=free_id(subject, "users"), kind="cognito_user_pool", title="Users", origin="rule")
    return add_connected(subject, pool, source=api_id, verb=Verb.AUTHENTICATES, target=pool.id)


def _function(subject: Subject, api_id: str) -> tuple[Edit, ...]:
    """Return edits that let a function decide who may open a connection."""
    authorizer = Component(
        id=free_id(subject, f"{api_id}-authorizer"),
        kind="lambda_function",
        title="Authorizer",
        purpose="Decides who may open a connection.",
        origin="rule",
    )
    return add_connected(subject, authorizer, source=api_id, verb=Verb.AUTHENTICATES, target=authorizer.id)


RULE = Rule(
    id="CW-API-001",
    title="Route that anybody may call",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    question="SEC03",
    controls=("APIGateway.8",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-8",
    findings=_findings,
)
