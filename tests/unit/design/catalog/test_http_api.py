"""What an HTTP API becomes: routes, permission, log, throttle, authorizer."""

import json

from pydantic import JsonValue

from builders.edge_designs import (
    a_component,
    a_connection,
    a_design,
    a_web_app,
    alarm_specs,
    at,
    lowered,
    part,
    points_to,
    usages,
)
from cloudwright.design.blueprint.values import Join
from cloudwright.design.catalog.vocabulary import CatalogVocabulary
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.architecture import Architecture, Environment

PEOPLE = a_component("visitors", "external_actor")
API = a_component("api", "http_api")
WORKER = a_component("worker", "lambda_function")


def _direct(**api: JsonValue) -> Architecture:
    return a_design(
        [PEOPLE, a_component("api", "http_api", **api), WORKER],
        [
            a_connection("visitors requests api"),
            a_connection("api invokes worker", route=["GET /items", "POST /items"]),
        ],
    )


def test_each_route_key_becomes_a_route_to_one_integration() -> None:
    blueprint = lowered(_direct())

    routes = [r for r in blueprint.resources if r.type == "AWS::ApiGatewayV2::Route"]

    assert [r.properties["RouteKey"] for r in routes] == ["GET /items", "POST /items"]
    integration = part(blueprint, "api/integration-worker")
    assert at(integration, "PayloadFormatVersion") == "2.0"
    assert points_to(at(integration, "IntegrationUri"), "worker/function")


def test_two_functions_cannot_have_one_route() -> None:
    design = a_design(
        [API, WORKER, a_component("other", "lambda_function")],
        [
            a_connection("api invokes worker", route="GET /items/{id}"),
            a_connection("api invokes other", route=["POST /items", "GET /items/{id}"]),
        ],
    )

    found = CatalogVocabulary(load_facts()).problems(design)

    assert {(problem.rule, problem.got) for problem in found} == {("routes-stay-apart", "GET /items/{id}")}


def test_only_this_api_may_run_the_function() -> None:
    permission = part(lowered(_direct()), "api/permission-worker")

    assert at(permission, "Action") == "lambda:InvokeFunction"
    source = at(permission, "SourceArn")
    assert isinstance(source, Join)
    assert any(points_to(piece, "api/api") for piece in source.parts)


def test_stage_is_throttled_and_writes_a_json_log() -> None:
    blueprint = lowered(_direct(throttle_rate_per_second=7), Environment.DEV)

    stage = part(blueprint, "api/stage")
    assert at(stage, "DefaultRouteSettings.ThrottlingRateLimit") == 7
    assert points_to(at(stage, "AccessLogSettings.DestinationArn"), "api/access-log")
    line = json.loads(str(at(stage, "AccessLogSettings.Format")))
    assert line["status"] == "$context.status"
    assert at(part(blueprint, "api/access-log"), "RetentionInDays") == 14


def test_browsers_of_other_origins_are_allowed_only_without_a_distribution() -> None:
    assert "CorsConfiguration" in part(lowered(_direct()), "api/api").properties

    behind = a_web_app(a_connection("visitors requests api"))
    assert "CorsConfiguration" not in part(lowered(behind), "api/api").properties


def test_user_pool_checks_every_route_that_is_not_public() -> None:
    design = a_design(
        [API, WORKER, a_component("health", "lambda_function"), a_component("users", "cognito_user_pool")],
        [
            a_connection("api invokes worker", route="ANY /items"),
            a_connection("api invokes health", route="GET /health", public=True),
            a_connection("api authenticates users"),
        ],
    )

    blueprint = lowered(design)

    assert at(part(blueprint, "api/route-any-items"), "AuthorizationType") == "JWT"
    assert points_to(at(part(blueprint, "api/route-any-items"), "AuthorizerId"), "api/authorizer")
    assert at(part(blueprint, "api/route-get-health"), "AuthorizationType") == "NONE"
    audience = at(part(blueprint, "api/authorizer"), "JwtConfiguration.Audience.0")
    assert points_to(audience, "users/client")


def test_alarms_watch_the_error_rate_and_the_slowest_twentieth() -> None:
    specs = alarm_specs(_direct(error_rate_alarm_percent=2, latency_alarm_ms=800), "api")

    assert (specs["5xx"].statistic, specs["5xx"].threshold) == ("Average", 0.02)
    assert (specs["latency"].statistic, specs["latency"].threshold) == ("p95", 800.0)


def test_answers_above_512_kb_count_as_several_requests() -> None:
    small = usages(_direct(), "api", calls=1000, api_answer_kb=512)
    large = usages(_direct(), "api", calls=1000, api_answer_kb=513)

    assert small["apigateway.http.request"].quantity == 1000
    assert large["apigateway.http.request"].quantity == 2000


def test_data_to_callers_is_paid_only_when_no_distribution_delivers_it() -> None:
    direct = usages(_direct(), "api", calls=1_048_576, api_answer_kb=10)

    assert direct["data_transfer.internet_out.gb"].quantity == 10
    assert "data_transfer.internet_out.gb" not in usages(a_web_app(), "api")


def test_log_lines_are_paid_when_written_and_while_kept() -> None:
    priced = usages(_direct(log_retention_days=60), "api", calls=2_621_440)

    assert priced["cloudwatch.logs.ingest_gb"].quantity == 1
    assert priced["cloudwatch.logs.storage_gb_month"].quantity == 2
