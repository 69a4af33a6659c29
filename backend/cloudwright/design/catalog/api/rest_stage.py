"""The stage of a REST API with its log and limits, and the plan of the partners that hold a key."""

from collections.abc import Iterator

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Ref, ResourceKey, Value
from cloudwright.design.catalog import references
from cloudwright.design.catalog.api.logs import access_log_key, log_format
from cloudwright.design.catalog.api.properties import RestApiProperties
from cloudwright.design.catalog.api.rest_connections import STAGE_NAME
from cloudwright.design.catalog.api.stages import LIMIT_COMMENT, stage_key
from cloudwright.design.catalog.kind import Element, LoweringContext
from cloudwright.design.catalog.naming import fitted

_KEY_NAME_CHARACTERS = 128
_LOG_FORMAT = log_format(
    {
        "requestId": "$context.requestId",
        "requestTime": "$context.requestTime",
        "sourceIp": "$context.identity.sourceIp",
        "apiKeyId": "$context.identity.apiKeyId",
        "httpMethod": "$context.httpMethod",
        "resourcePath": "$context.resourcePath",
        "status": "$context.status",
        "responseLength": "$context.responseLength",
        "responseLatency": "$context.responseLatency",
        "integrationError": "$context.integration.error",
        "authorizerError": "$context.authorizer.error",
        "error": "$context.error.message",
    }
)


def stage(element: Element[RestApiProperties], deployment: ResourceKey) -> Resource:
    """Return the stage: traced, throttled, logging, and cached where asked."""
    wanted = element.properties
    properties: dict[str, Value] = {
        "RestApiId": Ref(references.rest_api(element.id)),
        "DeploymentId": Ref(deployment),
        "StageName": STAGE_NAME,
        "TracingEnabled": True,
        "AccessLogSetting": {
            "DestinationArn": Ref(access_log_key(element.id), "Arn"),
            "Format": _LOG_FORMAT,
        },
        "MethodSettings": [_settings(wanted)],
    }
    if wanted.cache_size_gb != "none":
        properties |= {"CacheClusterEnabled": True, "CacheClusterSize": wanted.cache_size_gb}
    return Resource(
        key=stage_key(element.id),
        type="AWS::ApiGateway::Stage",
        properties=properties,
        comments={"MethodSettings": LIMIT_COMMENT},
        area="api",
    )


def _settings(wanted: RestApiProperties) -> Value:
    settings: dict[str, Value] = {
        "HttpMethod": "*",
        "ResourcePath": "/*",
        "ThrottlingRateLimit": wanted.throttle_rate_per_second,
        "ThrottlingBurstLimit": wanted.throttle_burst,
        "MetricsEnabled": wanted.detailed_metrics,
    }
    if wanted.cache_size_gb != "none":
        settings |= {
            "CachingEnabled": True,
            "CacheDataEncrypted": True,
            "CacheTtlInSeconds": wanted.cache_ttl_seconds,
        }
    return settings


def usage_plan(context: LoweringContext, element: Element[RestApiProperties]) -> Iterator[Resource]:
    """Yield the plan, and a key for each partner, when there are partners."""
    wanted = element.properties
    if not wanted.partners:
        return
    plan = ResourceKey(element.id, "partners")
    yield Resource(
        key=plan,
        type="AWS::ApiGateway::UsagePlan",
        properties={
            "UsagePlanName": fitted(f"{context.prefix}-{element.id}-partners", _KEY_NAME_CHARACTERS),
            "Description": f"What each partner may ask of {element.component.title}",
            "ApiStages": [
                {"ApiId": Ref(references.rest_api(element.id)), "Stage": Ref(stage_key(element.id))}
            ],
            "Quota": {"Limit": wanted.partner_quota_per_day, "Period": "DAY"},
            "Throttle": {
                "RateLimit": wanted.partner_rate_per_second,
                "BurstLimit": wanted.partner_burst,
            },
        },
        area="api",
    )
    for partner in dict.fromkeys(wanted.partners):
        yield from _partner(context, element.id, partner=partner, plan=plan)


def _partner(
    context: LoweringContext, element_id: str, *, partner: str, plan: ResourceKey
) -> Iterator[Resource]:
    key = ResourceKey(element_id, f"key-{partner}")
    yield Resource(
        key=key,
        type="AWS::ApiGateway::ApiKey",
        properties={
            "Name": fitted(f"{context.prefix}-{element_id}-{partner}", _KEY_NAME_CHARACTERS),
            "Description": f"Tells whose calls they are and counts them: {partner}",
            "Enabled": True,
        },
        comments={"": "API Gateway makes the value. It names the partner; it does not prove who calls."},
        area="api",
    )
    yield Resource(
        key=ResourceKey(element_id, f"plan-of-{partner}"),
        type="AWS::ApiGateway::UsagePlanKey",
        properties={"KeyId": Ref(key), "KeyType": "API_KEY", "UsagePlanId": Ref(plan)},
        area="api",
    )
