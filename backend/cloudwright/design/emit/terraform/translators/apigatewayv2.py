"""Amazon API Gateway, HTTP and WebSocket APIs."""

import json
from collections.abc import Iterable

from cloudwright.design.blueprint.values import Ref
from cloudwright.design.emit.terraform.hcl.tree import Attribute, Call, Item, Object, Token, text
from cloudwright.design.emit.terraform.reader import Reader
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.writers import TAGS, Custom, Nested


def log_destination(reader: Reader, name: str) -> Iterable[Item]:
    """Write the log group without the `:*` that stands for its streams."""
    group = reader.scope.find(reader.values[name])
    if group is None:
        yield reader.argument("destination_arn", name)
    else:
        yield Attribute("destination_arn", Token(f"{reader.scope.address(group.key)}.arn"), reader.why(name))


def log_format(reader: Reader, name: str) -> Iterable[Item]:
    """Write a format that is flat JSON as an object, so that it can be read."""
    format_text = reader.literal(name)
    fields = _flat_json(format_text)
    if fields is None:
        yield reader.argument("format", name)
    else:
        entries = tuple((key, text(value)) for key, value in fields.items())
        yield Attribute("format", Call("jsonencode", (Object(entries),)), reader.why(name))


def _flat_json(format_text: str) -> dict[str, str] | None:
    try:
        fields = json.loads(format_text)
    except ValueError:
        return None
    flat = isinstance(fields, dict) and all(isinstance(value, str) for value in fields.values())
    return fields if flat else None


def _integration_uri(reader: Reader, name: str) -> Iterable[Item]:
    """Write a function as the address by which API Gateway invokes it."""
    value = reader.values[name]
    target = reader.scope.find(value)
    if isinstance(value, Ref) and target is not None and target.type == "AWS::Lambda::Function":
        uri = Token(f"{reader.scope.address(target.key)}.invoke_arn")
        yield Attribute("integration_uri", uri, reader.why(name))
    else:
        yield reader.argument("integration_uri", name)


_ROUTE_SETTINGS = {
    "DetailedMetricsEnabled": "detailed_metrics_enabled",
    "ThrottlingBurstLimit": "throttling_burst_limit",
    "ThrottlingRateLimit": "throttling_rate_limit",
}

API = Translator(
    type="AWS::ApiGatewayV2::Api",
    resource="aws_apigatewayv2_api",
    arguments={
        "Name": "name",
        "Description": "description",
        "ProtocolType": "protocol_type",
        "RouteSelectionExpression": "route_selection_expression",
        "IpAddressType": "ip_address_type",
        "DisableExecuteApiEndpoint": "disable_execute_api_endpoint",
        "CorsConfiguration": Nested(
            "cors_configuration",
            {
                "AllowOrigins": "allow_origins",
                "AllowMethods": "allow_methods",
                "AllowHeaders": "allow_headers",
                "ExposeHeaders": "expose_headers",
                "AllowCredentials": "allow_credentials",
                "MaxAge": "max_age",
            },
        ),
        "Tags": TAGS,
    },
    references={"": "id", "ApiId": "id", "ApiEndpoint": "api_endpoint"},
    named="name",
)

STAGE = Translator(
    type="AWS::ApiGatewayV2::Stage",
    resource="aws_apigatewayv2_stage",
    arguments={
        "ApiId": "api_id",
        "StageName": "name",
        "Description": "description",
        "AutoDeploy": "auto_deploy",
        "StageVariables": "stage_variables",
        "AccessLogSettings": Nested(
            "access_log_settings",
            {"DestinationArn": Custom(log_destination), "Format": Custom(log_format)},
        ),
        "DefaultRouteSettings": Nested("default_route_settings", _ROUTE_SETTINGS),
        "Tags": TAGS,
    },
    references={"": "name"},
)

ROUTE = Translator(
    type="AWS::ApiGatewayV2::Route",
    resource="aws_apigatewayv2_route",
    arguments={
        "ApiId": "api_id",
        "RouteKey": "route_key",
        "Target": "target",
        "OperationName": "operation_name",
        "AuthorizationType": "authorization_type",
        "AuthorizerId": "authorizer_id",
        "AuthorizationScopes": "authorization_scopes",
    },
    references={"": "id", "RouteId": "id"},
)

INTEGRATION = Translator(
    type="AWS::ApiGatewayV2::Integration",
    resource="aws_apigatewayv2_integration",
    arguments={
        "ApiId": "api_id",
        "Description": "description",
        "IntegrationType": "integration_type",
        "IntegrationSubtype": "integration_subtype",
        "IntegrationMethod": "integration_method",
        "IntegrationUri": Custom(_integration_uri),
        "CredentialsArn": "credentials_arn",
        "ConnectionType": "connection_type",
        "PayloadFormatVersion": "payload_format_version",
        "TimeoutInMillis": "timeout_milliseconds",
        "RequestParameters": "request_parameters",
    },
    references={"": "id", "IntegrationId": "id"},
)

AUTHORIZER = Translator(
    type="AWS::ApiGatewayV2::Authorizer",
    resource="aws_apigatewayv2_authorizer",
    arguments={
        "ApiId": "api_id",
        "Name": "name",
        "AuthorizerType": "authorizer_type",
        "AuthorizerUri": "authorizer_uri",
        "IdentitySource": "identity_sources",
        "JwtConfiguration": Nested("jwt_configuration", {"Audience": "audience", "Issuer": "issuer"}),
    },
    references={"": "id", "AuthorizerId": "id"},
)

TRANSLATORS = (API, STAGE, ROUTE, INTEGRATION, AUTHORIZER)
