"""Amazon API Gateway WebSocket APIs: connections that stay open, so that code can speak first."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import JsonValue

from cloudwright.design.blueprint.graph import Output, Resource, pascal_case
from cloudwright.design.blueprint.values import Join, Pseudo, Ref, ResourceKey, Value
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.api.logs import access_log, log_format
from cloudwright.design.catalog.api.properties import WebSocketProperties
from cloudwright.design.catalog.api.routes import route_part
from cloudwright.design.catalog.api.stages import stage, stage_key
from cloudwright.design.catalog.api.websocket_connections import CONNECT_ROUTE, STAGE_NAME, VERBS
from cloudwright.design.catalog.api.websocket_pricing import ASSUMPTIONS, price
from cloudwright.design.catalog.kind import (
    AlarmSpec,
    Category,
    Element,
    Gathered,
    Kind,
    Lowered,
    LoweringContext,
)
from cloudwright.design.catalog.naming import physical_name
from cloudwright.design.model.architecture import Environment

_NAME_CHARACTERS = 128
_LOG_FORMAT = log_format(
    {
        "requestId": "$context.requestId",
        "requestTime": "$context.requestTime",
        "sourceIp": "$context.identity.sourceIp",
        "connectionId": "$context.connectionId",
        "eventType": "$context.eventType",
        "routeKey": "$context.routeKey",
        "status": "$context.status",
        "integrationError": "$context.integration.error",
        "authorizerError": "$context.authorizer.error",
        "error": "$context.error.message",
    }
)


def _defaults(environment: Environment) -> Mapping[str, JsonValue]:
    if environment is Environment.PROD:
        return {"log_retention_days": 365, "throttle_rate_per_second": 500, "throttle_burst": 1000}
    return {"log_retention_days": 14, "throttle_rate_per_second": 50, "throttle_burst": 100}


def _lower(context: LoweringContext, element: Element[WebSocketProperties], gathered: Gathered) -> Lowered:
    api = Resource(
        key=references.websocket_api(element.id),
        type="AWS::ApiGatewayV2::Api",
        properties={
            "Name": physical_name(context, element.id, limit=_NAME_CHARACTERS),
            "ProtocolType": "WEBSOCKET",
            "Description": element.component.purpose or element.component.title,
            "RouteSelectionExpression": f"$request.body.{element.properties.route_by}",
        },
        area="api",
    )
    log = access_log(context, element.id, retention_days=element.properties.log_retention_days)
    deployed = stage(
        element.id, Ref(api.key), name=STAGE_NAME, log_format=_LOG_FORMAT, limits=element.properties
    )
    return Lowered(
        resources=(log, api, *_routes(element.id, gathered), deployed),
        outputs=(_endpoint(element),),
    )


def _routes(element_id: str, gathered: Gathered) -> tuple[Resource, ...]:
    """Return the routes in the order of their keys; only the one that opens a connection is authorized."""
    asked = [value for value in gathered.slot(slots.ROUTES) if isinstance(value, Mapping)]
    ordered = sorted(asked, key=lambda value: str(value["RouteKey"]))
    authorizers = [value for value in gathered.slot(slots.AUTHORIZER) if isinstance(value, Ref)]
    return tuple(_route(element_id, value, authorizers=authorizers) for value in ordered)


def _route(element_id: str, asked: Mapping[str, Value], *, authorizers: Sequence[Ref]) -> Resource:
    key, integration = str(asked["RouteKey"]), asked["Integration"]
    properties: dict[str, Value] = {
        "ApiId": Ref(references.websocket_api(element_id)),
        "RouteKey": key,
        "AuthorizationType": "NONE",
    }
    if isinstance(integration, Ref):
        properties["Target"] = Join(("integrations/", integration))
    if key == CONNECT_ROUTE and authorizers:
        properties |= {"AuthorizationType": "CUSTOM", "AuthorizerId": authorizers[0]}
    return Resource(
        key=ResourceKey(element_id, route_part(key)),
        type="AWS::ApiGatewayV2::Route",
        properties=properties,
        area="api",
    )


def _endpoint(element: Element[WebSocketProperties]) -> Output:
    api, stage = Ref(references.websocket_api(element.id)), Ref(stage_key(element.id))
    return Output(
        name=f"{pascal_case(element.id)}Endpoint",
        description=f"Address that clients of {element.component.title} connect to",
        value=Join(("wss://", api, ".execute-api.", Pseudo.REGION, ".amazonaws.com/", stage)),
        element_id=element.id,
    )


def _alarms(_context: LoweringContext, element: Element[WebSocketProperties]) -> Sequence[AlarmSpec]:
    dimensions: Mapping[str, Value] = {
        "ApiId": Ref(references.websocket_api(element.id)),
        "Stage": STAGE_NAME,
    }
    title = element.component.title
    return (
        AlarmSpec(
            part="integration-errors",
            title=f"{title}: functions fail",
            namespace="AWS/ApiGateway",
            metric="IntegrationError",
            dimensions=dimensions,
            statistic="Sum",
            threshold=0,
            comparison="GreaterThanThreshold",
            meaning="A message or a new connection ended in an error of the function behind its route.",
            first_look="The API's access log for `integrationError`, then the log of the route's function.",
        ),
        AlarmSpec(
            part="execution-errors",
            title=f"{title}: API Gateway fails",
            namespace="AWS/ApiGateway",
            metric="ExecutionError",
            dimensions=dimensions,
            statistic="Sum",
            threshold=0,
            comparison="GreaterThanThreshold",
            meaning="API Gateway could not run the route: a permission or an integration is wrong.",
            first_look="The API's access log for `error`, then what was deployed last.",
        ),
    )


WEBSOCKET_API = Kind(
    id="websocket_api",
    service="Amazon API Gateway",
    title="WebSocket API",
    summary="Keeps connections open, runs a function for each message, and lets code send at any time.",
    category=Category.NETWORK,
    icon="AmazonAPIGateway",
    documentation="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api.html",
    properties=WebSocketProperties,
    defaults=_defaults,
    lower=_lower,
    price=price,
    verbs=VERBS,
    alarms=_alarms,
    assumptions=ASSUMPTIONS,
    resource_types=(
        "AWS::ApiGatewayV2::Api",
        "AWS::ApiGatewayV2::Stage",
        "AWS::ApiGatewayV2::Route",
        "AWS::ApiGatewayV2::Integration",
        "AWS::ApiGatewayV2::Authorizer",
        "AWS::Logs::LogGroup",
        "AWS::Lambda::Permission",
    ),
    sla=("API Gateway", "REST, HTTP and WebSocket APIs"),
    synonyms=("websocket", "web socket", "realtime api", "chat api", "push api", "live updates"),
)

KINDS: tuple[Kind[Any], ...] = (WEBSOCKET_API,)  # Any: a tuple of kinds has no common property type
