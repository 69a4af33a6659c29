"""Amazon API Gateway REST APIs: for partners with keys, quotas and checked requests, behind a firewall."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import JsonValue

from cloudwright.design.blueprint.graph import Output, Resource, pascal_case
from cloudwright.design.blueprint.values import Join, Pseudo, Ref, ResourceKey, Value
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.api.logs import access_log
from cloudwright.design.catalog.api.pricing import ASSUMPTIONS
from cloudwright.design.catalog.api.properties import RestApiProperties
from cloudwright.design.catalog.api.rest_connections import STAGE_NAME, VERBS
from cloudwright.design.catalog.api.rest_methods import Demands, deployment, methods
from cloudwright.design.catalog.api.rest_pricing import price
from cloudwright.design.catalog.api.rest_routes import routed
from cloudwright.design.catalog.api.rest_stage import stage, usage_plan
from cloudwright.design.catalog.api.stages import stage_key
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


def _defaults(environment: Environment) -> Mapping[str, JsonValue]:
    if environment is Environment.PROD:
        return {"log_retention_days": 365, "throttle_rate_per_second": 500, "throttle_burst": 1000}
    return {"log_retention_days": 14, "throttle_rate_per_second": 50, "throttle_burst": 100}


def _lower(context: LoweringContext, element: Element[RestApiProperties], gathered: Gathered) -> Lowered:
    api = _api(context, element)
    if not routed(context.architecture, element.id):
        return Lowered(resources=(api,))
    checks = _authorizer(element.id, gathered)
    demands = Demands(
        authorizer=checks.key if checks else None,
        api_key=bool(element.properties.partners),
        cached=element.properties.cache_size_gb != "none",
    )
    parts = ((checks,) if checks else ()) + methods(element.id, gathered, demands=demands)
    deployed = deployment(element.id, parts)
    log = access_log(context, element.id, retention_days=element.properties.log_retention_days)
    return Lowered(
        resources=(
            log,
            api,
            *parts,
            deployed,
            stage(element, deployed.key),
            *usage_plan(context, element),
        ),
        outputs=(_endpoint(element),),
    )


def _api(context: LoweringContext, element: Element[RestApiProperties]) -> Resource:
    return Resource(
        key=references.rest_api(element.id),
        type="AWS::ApiGateway::RestApi",
        properties={
            "Name": physical_name(context, element.id, limit=_NAME_CHARACTERS),
            "Description": element.component.purpose or element.component.title,
            "EndpointConfiguration": {"Types": ["REGIONAL"]},
        },
        comments={
            "EndpointConfiguration": "Edge-optimised APIs bring a distribution that nobody can set up."
        },
        area="api",
    )


def _authorizer(element_id: str, gathered: Gathered) -> Resource | None:
    """Return the authorizer when user pools check the callers."""
    pools: list[Value] = [
        value["Pool"] for value in gathered.slot(slots.AUTHORIZER) if isinstance(value, Mapping)
    ]
    if not pools:
        return None
    return Resource(
        key=ResourceKey(element_id, "authorizer"),
        type="AWS::ApiGateway::Authorizer",
        properties={
            "RestApiId": Ref(references.rest_api(element_id)),
            "Name": "user-pool",
            "Type": "COGNITO_USER_POOLS",
            "IdentitySource": "method.request.header.Authorization",
            "ProviderARNs": pools,
        },
        comments={"Type": "Callers bring the ID token; access tokens need scopes on the methods."},
        area="api",
    )


def _endpoint(element: Element[RestApiProperties]) -> Output:
    api, stage_name = Ref(references.rest_api(element.id)), Ref(stage_key(element.id))
    return Output(
        name=f"{pascal_case(element.id)}Endpoint",
        description=f"URL of {element.component.title} under AWS's own name",
        value=Join(("https://", api, ".execute-api.", Pseudo.REGION, ".amazonaws.com/", stage_name)),
        element_id=element.id,
    )


def _alarms(context: LoweringContext, element: Element[RestApiProperties]) -> Sequence[AlarmSpec]:
    dimensions: Mapping[str, Value] = {
        "ApiName": physical_name(context, element.id, limit=_NAME_CHARACTERS),
        "Stage": STAGE_NAME,
    }
    title = element.component.title
    return (
        AlarmSpec(
            part="5xx",
            title=f"{title}: calls answered with 5xx",
            namespace="AWS/ApiGateway",
            metric="5XXError",
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


REST_API = Kind(
    id="rest_api",
    service="Amazon API Gateway",
    title="REST API",
    summary="Receives HTTPS calls of partners: keys with quotas, checked requests, a cache, a firewall.",
    category=Category.NETWORK,
    icon="AmazonAPIGateway",
    documentation="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-rest-api.html",
    properties=RestApiProperties,
    defaults=_defaults,
    lower=_lower,
    price=price,
    verbs=VERBS,
    alarms=_alarms,
    assumptions=ASSUMPTIONS,
    resource_types=(
        "AWS::ApiGateway::RestApi",
        "AWS::ApiGateway::Resource",
        "AWS::ApiGateway::Method",
        "AWS::ApiGateway::Deployment",
        "AWS::ApiGateway::Stage",
        "AWS::ApiGateway::Authorizer",
        "AWS::ApiGateway::RequestValidator",
        "AWS::ApiGateway::Model",
        "AWS::ApiGateway::UsagePlan",
        "AWS::ApiGateway::UsagePlanKey",
        "AWS::ApiGateway::ApiKey",
        "AWS::Logs::LogGroup",
        "AWS::Lambda::Permission",
    ),
    sla=("API Gateway", "REST, HTTP and WebSocket APIs"),
    synonyms=("partner api", "rest", "public api", "api with keys", "usage plan", "api keys", "restful api"),
)

KINDS: tuple[Kind[Any], ...] = (REST_API,)  # Any: a tuple of kinds has no common property type
