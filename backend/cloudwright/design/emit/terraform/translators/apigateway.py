"""Amazon API Gateway, REST APIs."""

from collections.abc import Iterable

from cloudwright.design.emit.terraform.hcl.tree import (
    Attribute,
    Block,
    Call,
    Item,
    Object,
    Token,
    Tuple,
    text,
)
from cloudwright.design.emit.terraform.reader import Reader, Spec
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.translators.apigatewayv2 import log_destination, log_format
from cloudwright.design.emit.terraform.writers import TAGS, Custom, Json, Nested

_INTEGRATION: Spec = {
    "Type": "type",
    "IntegrationHttpMethod": "integration_http_method",
    "Uri": "uri",
    "TimeoutInMillis": "timeout_milliseconds",
    "CacheKeyParameters": "cache_key_parameters",
    "RequestTemplates": "request_templates",
}
_SETTINGS: Spec = {
    "ThrottlingRateLimit": "throttling_rate_limit",
    "ThrottlingBurstLimit": "throttling_burst_limit",
    "MetricsEnabled": "metrics_enabled",
    "LoggingLevel": "logging_level",
    "DataTraceEnabled": "data_trace_enabled",
    "CachingEnabled": "caching_enabled",
    "CacheTtlInSeconds": "cache_ttl_in_seconds",
    "CacheDataEncrypted": "cache_data_encrypted",
}


def _integration(reader: Reader, name: str) -> Iterable[Item]:
    """Write what a method runs, which is a resource of its own."""
    tie = [
        Attribute(argument, Token(f"{reader.address}.{argument}"))
        for argument in ("rest_api_id", "resource_id", "http_method")
    ]
    items = (*tie, *reader.child(name).items(_INTEGRATION))
    labels = ("aws_api_gateway_integration", reader.label)
    reader.page.after.append(Block("resource", labels, items, reader.why(name)))
    return ()


def _method_settings(reader: Reader, name: str) -> Iterable[Item]:
    why = reader.why(name)
    for position, child in enumerate(reader.children(name)):
        method, path = child.literal("HttpMethod"), child.literal("ResourcePath")
        given = {k: v for k, v in child.values.items() if k not in ("HttpMethod", "ResourcePath")}
        inner = Reader(child.resource, child.scope, given, child.page, child.path)
        items = (
            Attribute("rest_api_id", Token(f"{reader.address}.rest_api_id")),
            Attribute("stage_name", Token(f"{reader.address}.stage_name")),
            Attribute("method_path", text(f"{path.strip('/')}/{method}")),
            Block("settings", (), tuple(inner.items(_SETTINGS))),
        )
        label = reader.label if not position else f"{reader.label}_{position + 1}"
        reader.page.after.append(Block("resource", ("aws_api_gateway_method_settings", label), items, why))
        why = ""
    return ()


def _redeployment(reader: Reader, name: str) -> Iterable[Item]:
    """Write the API, and the methods whose change makes a new deployment, which also waits for them."""
    yield reader.argument("rest_api_id", name)
    methods = [reader.scope.address(key) for key in reader.resource.depends_on]
    integrations = [a.replace("aws_api_gateway_method.", "aws_api_gateway_integration.") for a in methods]
    listed = Tuple(tuple(Token(address) for address in (*methods, *integrations)))
    digest = Call("sha1", (Call("jsonencode", (listed,)),))
    yield Attribute("triggers", Object((("methods", digest),)))


API = Translator(
    type="AWS::ApiGateway::RestApi",
    resource="aws_api_gateway_rest_api",
    arguments={
        "Name": "name",
        "Description": "description",
        "ApiKeySourceType": "api_key_source",
        "DisableExecuteApiEndpoint": "disable_execute_api_endpoint",
        "EndpointConfiguration": Nested("endpoint_configuration", {"Types": "types"}),
        "Tags": TAGS,
    },
    references={"": "id", "RestApiId": "id", "RootResourceId": "root_resource_id"},
    named="name",
)

RESOURCE = Translator(
    type="AWS::ApiGateway::Resource",
    resource="aws_api_gateway_resource",
    arguments={"RestApiId": "rest_api_id", "ParentId": "parent_id", "PathPart": "path_part"},
    references={"": "id", "ResourceId": "id"},
)

METHOD = Translator(
    type="AWS::ApiGateway::Method",
    resource="aws_api_gateway_method",
    arguments={
        "RestApiId": "rest_api_id",
        "ResourceId": "resource_id",
        "HttpMethod": "http_method",
        "AuthorizationType": "authorization",
        "AuthorizerId": "authorizer_id",
        "AuthorizationScopes": "authorization_scopes",
        "ApiKeyRequired": "api_key_required",
        "OperationName": "operation_name",
        "RequestValidatorId": "request_validator_id",
        "RequestModels": "request_models",
        "RequestParameters": "request_parameters",
        "Integration": Custom(_integration, _INTEGRATION),
    },
    companions=("aws_api_gateway_integration",),
)

DEPLOYMENT = Translator(
    type="AWS::ApiGateway::Deployment",
    resource="aws_api_gateway_deployment",
    arguments={"RestApiId": Custom(_redeployment), "Description": "description"},
    references={"": "id", "DeploymentId": "id"},
    always=(Block("lifecycle", (), (Attribute("create_before_destroy", Token("true")),)),),
    waits="aws_api_gateway_integration",  # never here: `triggers` refers to all that it waits for
)

STAGE = Translator(
    type="AWS::ApiGateway::Stage",
    resource="aws_api_gateway_stage",
    arguments={
        "RestApiId": "rest_api_id",
        "DeploymentId": "deployment_id",
        "StageName": "stage_name",
        "Description": "description",
        "TracingEnabled": "xray_tracing_enabled",
        "CacheClusterEnabled": "cache_cluster_enabled",
        "CacheClusterSize": "cache_cluster_size",
        "Variables": "variables",
        "AccessLogSetting": Nested(
            "access_log_settings",
            {"DestinationArn": Custom(log_destination), "Format": Custom(log_format)},
        ),
        "MethodSettings": Custom(
            _method_settings, {"HttpMethod": "method_path", "ResourcePath": "method_path", **_SETTINGS}
        ),
        "Tags": TAGS,
    },
    references={"": "stage_name"},
    companions=("aws_api_gateway_method_settings",),
)

AUTHORIZER = Translator(
    type="AWS::ApiGateway::Authorizer",
    resource="aws_api_gateway_authorizer",
    arguments={
        "RestApiId": "rest_api_id",
        "Name": "name",
        "Type": "type",
        "IdentitySource": "identity_source",
        "ProviderARNs": "provider_arns",
    },
    references={"": "id", "AuthorizerId": "id"},
)

VALIDATOR = Translator(
    type="AWS::ApiGateway::RequestValidator",
    resource="aws_api_gateway_request_validator",
    arguments={
        "RestApiId": "rest_api_id",
        "Name": "name",
        "ValidateRequestBody": "validate_request_body",
        "ValidateRequestParameters": "validate_request_parameters",
    },
    references={"": "id", "RequestValidatorId": "id"},
)

MODEL = Translator(
    type="AWS::ApiGateway::Model",
    resource="aws_api_gateway_model",
    arguments={
        "RestApiId": "rest_api_id",
        "Name": "name",
        "Description": "description",
        "ContentType": "content_type",
        "Schema": Json("schema"),
    },
    references={"": "name"},
)

USAGE_PLAN = Translator(
    type="AWS::ApiGateway::UsagePlan",
    resource="aws_api_gateway_usage_plan",
    arguments={
        "UsagePlanName": "name",
        "Description": "description",
        "ApiStages": Nested("api_stages", {"ApiId": "api_id", "Stage": "stage"}),
        "Quota": Nested("quota_settings", {"Limit": "limit", "Period": "period"}),
        "Throttle": Nested("throttle_settings", {"RateLimit": "rate_limit", "BurstLimit": "burst_limit"}),
        "Tags": TAGS,
    },
    references={"": "id", "Id": "id"},
    named="name",
)

API_KEY = Translator(
    type="AWS::ApiGateway::ApiKey",
    resource="aws_api_gateway_api_key",
    arguments={"Name": "name", "Description": "description", "Enabled": "enabled", "Tags": TAGS},
    references={"": "id", "APIKeyId": "id"},
    named="name",
)

USAGE_PLAN_KEY = Translator(
    type="AWS::ApiGateway::UsagePlanKey",
    resource="aws_api_gateway_usage_plan_key",
    arguments={"KeyId": "key_id", "KeyType": "key_type", "UsagePlanId": "usage_plan_id"},
)

TRANSLATORS = (
    API,
    RESOURCE,
    METHOD,
    DEPLOYMENT,
    STAGE,
    AUTHORIZER,
    VALIDATOR,
    MODEL,
    USAGE_PLAN,
    API_KEY,
    USAGE_PLAN_KEY,
)
