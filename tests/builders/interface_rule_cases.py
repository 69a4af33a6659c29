"""Rules about REST and WebSocket APIs, secrets, images, backups and dashboards."""

from builders.computed import a_component as component
from builders.computed import a_connection as connection
from builders.computed import a_resource as resource
from builders.computed import a_subject as subject
from builders.computed import an_architecture as architecture
from builders.rule_case import Case, differ
from cloudwright.design.review.subject import Subject

_STAGE = "AWS::ApiGateway::Stage"
_METHOD = "AWS::ApiGateway::Method"


def _partner_api(*sentences: str) -> Subject:
    drawn = architecture(
        component("partners", "external_actor"),
        component("api", "rest_api"),
        component("firewall", "waf_web_acl"),
        connections=tuple(map(connection, sentences)),
    )
    return subject(architecture=drawn)


def _method(*, public: bool) -> Subject:
    drawn = architecture(
        component("api", "rest_api"),
        component("handler", "lambda_function"),
        connections=(connection("api invokes handler", route="GET /orders/{id}", public=public),),
    )
    method = resource(_METHOD, {"AuthorizationType": "NONE"}, element="api", part="method-get-orders-by-id")
    return subject(method, architecture=drawn)


def _socket(route: str) -> Subject:
    drawn = architecture(component("chat", "websocket_api"))
    properties = {"RouteKey": route, "AuthorizationType": "NONE"}
    return subject(resource("AWS::ApiGatewayV2::Route", properties, element="chat"), architecture=drawn)


def _slow(timeout_seconds: int) -> Subject:
    drawn = architecture(
        component("api", "rest_api"),
        component("handler", "lambda_function"),
        connections=(connection("api invokes handler"),),
    )
    function = resource("AWS::Lambda::Function", {"Timeout": timeout_seconds}, element="handler")
    return subject(function, architecture=drawn)


def _secret(*sentences: str) -> Subject:
    drawn = architecture(
        component("token", "secrets_manager_secret"),
        component("handler", "lambda_function"),
        connections=tuple(map(connection, sentences)),
    )
    return subject(architecture=drawn)


def _backups(*sentences: str, days: int = 35) -> Subject:
    drawn = architecture(
        component("nightly", "backup_plan", daily_retention_days=days),
        component("items", "dynamodb_table"),
        connections=tuple(map(connection, sentences)),
    )
    return subject(architecture=drawn)


def _shown(watcher: str) -> Subject:
    """Return a table that a dashboard shows, and that `watcher` watches."""
    drawn = architecture(
        component("items", "dynamodb_table"),
        component("page", "cloudwatch_dashboard"),
        component("operations", "cloudwatch_alarms"),
        connections=(connection(f"{watcher} watches items"),),
    )
    return subject(architecture=drawn)


_REPOSITORY = "AWS::ECR::Repository"
_CALLED = "partners requests api"
INTERFACE_CASES = (
    Case("CW-API-001", _method(public=False), _method(public=True)),
    Case("CW-API-001", _socket("$connect"), _socket("$default")),
    differ("CW-API-002", _STAGE, {}, {"MethodSettings": [{"ThrottlingRateLimit": 50}]}),
    differ("CW-API-003", _STAGE, {}, {"AccessLogSetting": {"DestinationArn": "arn:log"}}),
    Case("CW-API-007", _partner_api(_CALLED), _partner_api(_CALLED, "firewall protects api")),
    differ("CW-API-008", _STAGE, {"TracingEnabled": False}, {"TracingEnabled": True}),
    differ(
        "CW-API-009",
        _STAGE,
        {"MethodSettings": [{"CachingEnabled": True}]},
        {"MethodSettings": [{"CachingEnabled": True, "CacheDataEncrypted": True}]},
    ),
    Case("CW-FN-009", _slow(30), _slow(29)),
    Case("CW-OPS-001", _shown("page"), _shown("operations")),
    Case("CW-BKP-001", _backups(), _backups("nightly backs_up items")),
    Case("CW-BKP-002", _backups(days=6), _backups(days=7)),
    differ(
        "CW-ECR-001",
        _REPOSITORY,
        {"ImageScanningConfiguration": {"ScanOnPush": False}},
        {"ImageScanningConfiguration": {"ScanOnPush": True}},
    ),
    differ("CW-ECR-002", _REPOSITORY, {"ImageTagMutability": "MUTABLE"}, {"ImageTagMutability": "IMMUTABLE"}),
    differ("CW-ECR-003", _REPOSITORY, {}, {"LifecyclePolicy": {"LifecyclePolicyText": "{}"}}),
    Case("CW-SEC-001", _secret("handler reads token"), _secret("token invokes handler")),
)
