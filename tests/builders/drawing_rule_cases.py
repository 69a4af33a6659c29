"""Rules about load, quotas and the drawing as a whole."""

from datetime import date

from builders.computed import a_component as component
from builders.computed import a_connection as connection
from builders.computed import a_resource as resource
from builders.computed import a_subject as subject
from builders.computed import an_architecture as architecture
from builders.rule_case import Case, Properties, differ
from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.model.architecture import Architecture, Waiver
from cloudwright.design.review.subject import Subject

_S3 = "AWS::S3::Bucket"
_FN = "AWS::Lambda::Function"
_STAGE = "AWS::ApiGatewayV2::Stage"
_ROUTE = resource(
    "AWS::ApiGatewayV2::Route", {"RouteKey": "GET /", "AuthorizationType": "NONE"}, element="api"
)


def _route(*, public: bool) -> Subject:
    drawn = architecture(
        component("api", "http_api"),
        component("handler", "lambda_function"),
        connections=(connection("api invokes handler", route="GET /", public=public),),
    )
    return subject(_ROUTE, architecture=drawn)


def _entered(target: Architecture, *resources: Resource, calls: str, **assumptions: str) -> Subject:
    return subject(*resources, architecture=target, assumptions={"requests_per_month": calls, **assumptions})


def _reached(kind: str, sentence: str, *between: str) -> Architecture:
    """Return people who request an API that runs a function, which uses one more element."""
    return architecture(
        component("people", "external_actor"),
        component("api", "http_api"),
        component("handler", "lambda_function"),
        component("thing", kind),
        connections=(
            connection("people requests api"),
            connection("api invokes handler"),
            connection(sentence),
            *map(connection, between),
        ),
    )


_TABLE = _reached("dynamodb_table", "handler writes thing")
_BUCKET = _reached("s3_bucket", "handler writes thing")
_EVENTS = _reached("eventbridge_rule", "handler publishes thing")
_STREAM = _reached("kinesis_stream", "handler publishes thing")
_SHARD = resource("AWS::Kinesis::Stream", {"ShardCount": 1}, part="stream")
_THROTTLED = resource(_STAGE, {"DefaultRouteSettings": {"ThrottlingRateLimit": 50}}, element="api")
_RESERVED = resource(_FN, {"ReservedConcurrentExecutions": 2}, element="handler", part="function")
_STORES = architecture(component("thing", "s3_bucket"))
_TIERED: Properties = {"LifecycleConfiguration": {"Rules": [{"Transitions": []}]}}
LOAD = (
    differ("CW-API-002", _STAGE, {}, {"DefaultRouteSettings": {"ThrottlingRateLimit": 50}}),
    differ("CW-API-003", _STAGE, {}, {"AccessLogSettings": {"DestinationArn": "arn:log"}}),
    Case("CW-API-001", _route(public=False), _route(public=True)),
    Case(
        "CW-API-005",
        _entered(_TABLE, _THROTTLED, calls="20000000"),
        _entered(_TABLE, _THROTTLED, calls="10000000"),
    ),
    Case("CW-API-006", _entered(_TABLE, calls="3000000000"), _entered(_TABLE, calls="2000000000")),
    Case(
        "CW-FN-010",
        _entered(_TABLE, calls="300000000", function_duration_ms="1000"),
        _entered(_TABLE, calls="200000000", function_duration_ms="1000"),
    ),
    Case(
        "CW-FN-011",
        _entered(_TABLE, _RESERVED, calls="1000000", function_duration_ms="1000"),
        _entered(_TABLE, _RESERVED, calls="100000", function_duration_ms="1000"),
    ),
    Case("CW-DDB-004", _entered(_TABLE, calls="20000000000"), _entered(_TABLE, calls="10000000000")),
    Case("CW-S3-009", _entered(_BUCKET, calls="1000000000"), _entered(_BUCKET, calls="900000000")),
    Case(
        "CW-KIN-002",
        _entered(_STREAM, _SHARD, calls="200000000"),
        _entered(_STREAM, _SHARD, calls="100000000"),
    ),
    Case("CW-EVT-002", _entered(_EVENTS, calls="5000000000"), _entered(_EVENTS, calls="4000000000")),
    Case(
        "CW-S3-008",
        subject(resource(_S3), architecture=_STORES, assumptions={"stored_gb": "5000"}),
        subject(resource(_S3, _TIERED), architecture=_STORES, assumptions={"stored_gb": "5000"}),
    ),
)

_PEOPLE = component("people", "external_actor")
_CALLED = architecture(
    _PEOPLE, component("api", "http_api"), connections=(connection("people requests api"),)
)
_FRONTED = architecture(
    _PEOPLE,
    component("cdn", "cloudfront_distribution"),
    component("api", "http_api"),
    connections=(connection("people requests cdn"), connection("cdn routes api", path="*")),
)


def _operated(*sentences: str) -> Subject:
    drawn = architecture(
        component("items", "dynamodb_table"),
        component("operations", "cloudwatch_alarms"),
        component("alerts", "sns_topic"),
        connections=tuple(map(connection, sentences)),
    )
    return subject(architecture=drawn)


def _waived(expires: date) -> Subject:
    waiver = Waiver(
        rule_id="CW-DDB-001", element_id="items", reason="rebuilt every night", owner="Ada", expires=expires
    )
    return subject(architecture=architecture(component("items", "dynamodb_table"), waivers=(waiver,)))


_ORIGINLESS = architecture(component("cdn", "cloudfront_distribution"))
_MADE = resource("AWS::CloudFront::Distribution", {}, element="cdn")
_ALERTING = "operations alerts alerts"
DRAWING = (
    Case("CW-API-004", subject(architecture=_CALLED), subject(architecture=_FRONTED)),
    Case("CW-OPS-001", _operated(_ALERTING), _operated(_ALERTING, "operations watches items")),
    Case("CW-OPS-002", _operated("operations watches items"), _operated(_ALERTING)),
    Case("CW-OPS-003", _operated(_ALERTING), _operated(_ALERTING, "operations watches items")),
    Case("CW-OPS-004", subject(architecture=_ORIGINLESS), subject(_MADE, architecture=_ORIGINLESS)),
    Case("CW-WVR-001", _waived(date(2026, 11, 20)), _waived(date(2026, 11, 21))),
)

DRAWING_CASES = (*LOAD, *DRAWING)
