"""The parts of an HTTP API: routes with their integrations, the authorizer, the log."""

import re
from collections.abc import Mapping
from itertools import chain

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Join, Ref, ResourceKey, Value
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.api.logs import access_log_key, log_format
from cloudwright.design.catalog.api.properties import ApiProperties
from cloudwright.design.catalog.kind import Element, Gathered, LoweringContext
from cloudwright.design.catalog.naming import fitted

_LOG_GROUP_CHARACTERS = 512
_LOG_FIELDS = {
    "requestId": "$context.requestId",
    "requestTime": "$context.requestTime",
    "sourceIp": "$context.identity.sourceIp",
    "routeKey": "$context.routeKey",
    "status": "$context.status",
    "responseLength": "$context.responseLength",
    "responseLatency": "$context.responseLatency",
    "integrationError": "$context.integrationErrorMessage",
    "authorizerError": "$context.authorizer.error",
}
LOG_FORMAT = log_format(_LOG_FIELDS)
_WORDS_OF_VARIABLES = re.compile(r"[^A-Za-z0-9]+")


def route_part(route_key: str) -> str:
    """Return the part of a route: `ANY /api/{proxy+}` is `route-any-api-proxy`."""
    return "route-" + _WORDS_OF_VARIABLES.sub("-", route_key).strip("-").lower()


def log_group(context: LoweringContext, element: Element[ApiProperties]) -> Resource:
    name = fitted(f"/aws/vendedlogs/apigateway/{context.prefix}-{element.id}", _LOG_GROUP_CHARACTERS)
    return Resource(
        key=access_log_key(element.id),
        type="AWS::Logs::LogGroup",
        properties={"LogGroupName": name, "RetentionInDays": element.properties.log_retention_days},
        comments={
            "LogGroupName": "Under /aws/vendedlogs, so that the account's log resource policy does not grow."
        },
        area="api",
    )


def authorizer(element_id: str, gathered: Gathered) -> Resource | None:
    """Return the JWT authorizer when a user pool checks the callers."""
    pools = [value for value in gathered.slot(slots.AUTHORIZER) if isinstance(value, Mapping)]
    if not pools:
        return None
    return Resource(
        key=ResourceKey(element_id, "authorizer"),
        type="AWS::ApiGatewayV2::Authorizer",
        properties={
            "ApiId": Ref(references.http_api(element_id)),
            "Name": "user-pool",
            "AuthorizerType": "JWT",
            "IdentitySource": ["$request.header.Authorization"],
            "JwtConfiguration": {"Audience": pools[0]["Audience"], "Issuer": pools[0]["Issuer"]},
        },
        area="api",
    )


def routes_of(element_id: str, gathered: Gathered, *, authorizer: ResourceKey | None) -> tuple[Resource, ...]:
    """Return the routes that connections asked for, in the order of their keys."""
    asked = [value for value in gathered.slot(slots.ROUTES) if isinstance(value, Mapping)]
    ordered = sorted(asked, key=lambda value: str(value["RouteKey"]))
    return tuple(chain.from_iterable(_route(element_id, value, authorizer=authorizer) for value in ordered))


def _route(
    element_id: str, asked: Mapping[str, Value], *, authorizer: ResourceKey | None
) -> tuple[Resource, ...]:
    integration = asked["Integration"]
    if not isinstance(integration, Ref):
        return ()
    properties: dict[str, Value] = {
        "ApiId": Ref(references.http_api(element_id)),
        "RouteKey": asked["RouteKey"],
        "Target": Join(("integrations/", integration)),
        "AuthorizationType": "NONE",
    }
    comments = {"AuthorizationType": "Public on purpose: anybody may call it."} if asked["Public"] else {}
    if authorizer is not None and not asked["Public"]:
        properties |= {"AuthorizationType": "JWT", "AuthorizerId": Ref(authorizer)}
    return (
        Resource(
            key=ResourceKey(element_id, route_part(str(asked["RouteKey"]))),
            type="AWS::ApiGatewayV2::Route",
            properties=properties,
            comments=comments,
            area="api",
        ),
    )
