"""Amazon API Gateway HTTP APIs: routes to functions, throttled, logged, and checked by a user pool."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import JsonValue

from cloudwright.design.blueprint.graph import Output, Resource, pascal_case
from cloudwright.design.blueprint.values import Ref, Value
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.api.connections import VERBS
from cloudwright.design.catalog.api.pricing import ASSUMPTIONS, price
from cloudwright.design.catalog.api.properties import ApiProperties
from cloudwright.design.catalog.api.routes import LOG_FORMAT, authorizer, log_group, routes_of
from cloudwright.design.catalog.api.stages import stage
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
_CORS_MAX_AGE_SECONDS = 3600


def _defaults(environment: Environment) -> Mapping[str, JsonValue]:
    if environment is Environment.PROD:
        return {"log_retention_days": 365, "throttle_rate_per_second": 500, "throttle_burst": 1000}
    return {"log_retention_days": 14, "throttle_rate_per_second": 50, "throttle_burst": 100}


def _lower(context: LoweringContext, element: Element[ApiProperties], gathered: Gathered) -> Lowered:
    checks = authorizer(element.id, gathered)
    return Lowered(
        resources=(
            log_group(context, element),
            _api(context, element, gathered=gathered),
            *((checks,) if checks else ()),
            *routes_of(element.id, gathered, authorizer=checks.key if checks else None),
            stage(
                element.id,
                Ref(references.http_api(element.id)),
                name="$default",
                log_format=LOG_FORMAT,
                limits=element.properties,
            ),
        ),
        outputs=(
            Output(
                name=f"{pascal_case(element.id)}Endpoint",
                description=f"URL of {element.component.title} under AWS's own name",
                value=Ref(references.http_api(element.id), "ApiEndpoint"),
                element_id=element.id,
            ),
        ),
    )


def _api(context: LoweringContext, element: Element[ApiProperties], *, gathered: Gathered) -> Resource:
    properties: dict[str, Value] = {
        "Name": physical_name(context, element.id, limit=_NAME_CHARACTERS),
        "ProtocolType": "HTTP",
        "Description": element.component.purpose or element.component.title,
    }
    comments: dict[str, str] = {}
    if gathered.slot(slots.ALLOWED_ORIGINS):
        properties["CorsConfiguration"] = _cors(element.properties)
        comments["CorsConfiguration"] = "Browsers call the API from another origin than its own."
    return Resource(
        key=references.http_api(element.id),
        type="AWS::ApiGatewayV2::Api",
        properties=properties,
        comments=comments,
        area="api",
    )


def _cors(properties: ApiProperties) -> Value:
    return {
        "AllowHeaders": ["authorization", "content-type"],
        "AllowMethods": ["DELETE", "GET", "OPTIONS", "PATCH", "POST", "PUT"],
        "AllowOrigins": list(properties.browser_origins),
        "MaxAge": _CORS_MAX_AGE_SECONDS,
    }


def _alarms(_context: LoweringContext, element: Element[ApiProperties]) -> Sequence[AlarmSpec]:
    dimensions: Mapping[str, Value] = {"ApiId": Ref(references.http_api(element.id))}
    title = element.component.title
    return (
        AlarmSpec(
            part="5xx",
            title=f"{title}: calls answered with 5xx",
            namespace="AWS/ApiGateway",
            metric="5xx",
            dimensions=dimensions,
            statistic="Average",
            threshold=element.properties.error_rate_alarm_percent / 100,
            comparison="GreaterThanThreshold",
            meaning="More calls than tolerated end in a server error; the average of this metric is a rate.",
            first_look="The API's access log for `status` 5xx, then the log of the route's function.",
            evaluation_periods=2,
        ),
        AlarmSpec(
            part="latency",
            title=f"{title}: slow answers",
            namespace="AWS/ApiGateway",
            metric="Latency",
            dimensions=dimensions,
            statistic="p95",
            threshold=float(element.properties.latency_alarm_ms),
            comparison="GreaterThanThreshold",
            meaning="One call in twenty takes longer than the threshold in milliseconds.",
            first_look="Compare with IntegrationLatency: when both rise the function is slow, not the API.",
            evaluation_periods=3,
        ),
    )


HTTP_API = Kind(
    id="http_api",
    service="Amazon API Gateway",
    title="HTTP API",
    summary="Receives HTTPS calls, checks and throttles them, and runs a function for each route.",
    category=Category.NETWORK,
    icon="AmazonAPIGateway",
    documentation="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html",
    properties=ApiProperties,
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
    synonyms=("api gateway", "rest api", "http endpoint", "api", "backend endpoint", "web service"),
)

KINDS: tuple[Kind[Any], ...] = (HTTP_API,)  # Any: a tuple of kinds has no common property type
