"""Route that anybody may call."""

from collections.abc import Iterator

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.model.architecture import Component
from cloudwright.design.model.edits import Edit
from cloudwright.design.model.verbs import Verb
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.fixes import add_connected, connect, free_id
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at


def _findings(subject: Subject) -> Iterator[Hit]:
    for route in subject.resources("AWS::ApiGatewayV2::Route"):
        key = str(at(route, "RouteKey"))
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
    for pool in subject.of_kind("cognito_user_pool"):
        return connect(api_id, Verb.AUTHENTICATES, pool.id)
    pool = Component(id=free_id(subject, "users"), kind="cognito_user_pool", title="Users", origin="rule")
    return add_connected(subject, pool, source=api_id, verb=Verb.AUTHENTICATES, target=pool.id)


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
