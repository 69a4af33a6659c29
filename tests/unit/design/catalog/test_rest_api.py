"""What a REST API becomes: paths, methods, a deployment, a stage, partners and a firewall."""

import pytest
from pydantic import JsonValue

from builders.edge_designs import (
    a_component,
    a_connection,
    a_design,
    alarm_specs,
    at,
    lowered,
    part,
    points_to,
    usages,
)
from cloudwright.design.blueprint.graph import Blueprint, Stack
from cloudwright.design.catalog.vocabulary import CatalogVocabulary
from cloudwright.design.emit.terraform.emitter import emit
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.architecture import Architecture, Component, Connection

PEOPLE = a_component("visitors", "external_actor")
ORDERS = a_component("orders", "lambda_function")
STATUS = a_component("status", "lambda_function")
ORDERING = a_connection("api invokes orders", route=["GET /orders/{id}", "POST /orders"])


def _api(*extra: Component | Connection, **api: JsonValue) -> Architecture:
    return a_design(
        [
            PEOPLE,
            a_component("api", "rest_api", **api),
            ORDERS,
            *(e for e in extra if isinstance(e, Component)),
        ],
        [
            a_connection("visitors requests api"),
            ORDERING,
            *(e for e in extra if isinstance(e, Connection)),
        ],
    )


def _deployment(blueprint: Blueprint) -> str:
    return next(r.logical_id for r in blueprint.resources if r.type == "AWS::ApiGateway::Deployment")


def _problems(architecture: Architecture) -> list[str]:
    return [problem.rule for problem in CatalogVocabulary(load_facts()).problems(architecture)]


def test_each_segment_of_a_path_is_made_once_below_its_parent() -> None:
    blueprint = lowered(_api())

    paths = [r for r in blueprint.resources if r.type == "AWS::ApiGateway::Resource"]

    assert [r.properties["PathPart"] for r in paths] == ["orders", "{id}"]
    assert points_to(at(paths[0], "ParentId"), "api/api")
    assert points_to(at(paths[1], "ParentId"), "api/path-orders")


def test_a_method_runs_its_function_and_waits_29_seconds() -> None:
    method = part(lowered(_api()), "api/method-post-orders")

    assert at(method, "HttpMethod") == "POST"
    assert at(method, "Integration.Type") == "AWS_PROXY"
    assert at(method, "Integration.TimeoutInMillis") == 29_000


def test_other_methods_make_another_deployment_and_other_limits_do_not() -> None:
    wider = _api(STATUS, a_connection("api invokes status", route="GET /status"))

    assert _deployment(lowered(_api())) == _deployment(lowered(_api(throttle_burst=7)))
    assert _deployment(lowered(_api())) != _deployment(lowered(wider))


def test_terraform_deploys_again_whenever_a_method_or_its_integration_changes() -> None:
    text = next(f.text for f in emit(lowered(_api())) if "aws_api_gateway_deployment" in f.text)
    triggers = text.partition("triggers = {")[2].partition("}")[0]

    assert "aws_api_gateway_method.api_method_post_orders" in triggers
    assert "aws_api_gateway_integration.api_method_post_orders" in triggers


def test_the_stage_is_traced_throttled_and_logged() -> None:
    stage = part(lowered(_api(throttle_rate_per_second=7)), "api/stage")

    assert at(stage, "TracingEnabled") is True
    assert at(stage, "MethodSettings.0.ThrottlingRateLimit") == 7
    assert points_to(at(stage, "AccessLogSetting.DestinationArn"), "api/access-log")


def test_partners_get_a_key_each_and_a_quota_and_public_routes_ask_for_none() -> None:
    design = _api(
        STATUS,
        a_connection("api invokes status", route="GET /status", public=True),
        partners=["acme", "globex"],
        partner_quota_per_day=500,
    )

    blueprint = lowered(design)

    assert at(part(blueprint, "api/method-post-orders"), "ApiKeyRequired") is True
    assert "ApiKeyRequired" not in part(blueprint, "api/method-get-status").properties
    assert at(part(blueprint, "api/partners"), "Quota.Limit") == 500
    assert at(part(blueprint, "api/key-globex"), "Name") == "shop-prod-api-globex"
    assert points_to(at(part(blueprint, "api/plan-of-acme"), "KeyId"), "api/key-acme")


def test_a_user_pool_checks_every_route_that_is_not_public() -> None:
    design = _api(
        STATUS,
        a_component("users", "cognito_user_pool"),
        a_connection("api invokes status", route="GET /status", public=True),
        a_connection("api authenticates users"),
    )

    blueprint = lowered(design)

    assert at(part(blueprint, "api/method-post-orders"), "AuthorizationType") == "COGNITO_USER_POOLS"
    assert at(part(blueprint, "api/method-get-status"), "AuthorizationType") == "NONE"
    assert points_to(at(part(blueprint, "api/authorizer"), "ProviderARNs.0"), "users/pool")


def test_required_fields_are_checked_where_there_is_a_body() -> None:
    design = a_design(
        [a_component("api", "rest_api"), ORDERS],
        [a_connection("api invokes orders", route=["GET /orders", "POST /orders"], required_fields=["sku"])],
    )

    blueprint = lowered(design)

    assert at(part(blueprint, "api/body-post-orders"), "Schema.required") == ["sku"]
    assert points_to(at(part(blueprint, "api/method-post-orders"), "RequestValidatorId"), "api/validator")
    assert "RequestModels" not in part(blueprint, "api/method-get-orders").properties


def test_a_cached_answer_belongs_to_who_asked_for_it() -> None:
    design = _api(
        a_component("users", "cognito_user_pool"),
        a_connection("api authenticates users"),
        cache_size_gb="0.5",
        partners=["acme"],
    )

    method = part(lowered(design), "api/method-get-orders-by-id")

    assert at(method, "Integration.CacheKeyParameters") == [
        "method.request.path.id",
        "method.request.header.Authorization",
        "method.request.header.x-api-key",
    ]
    assert at(part(lowered(design), "api/stage"), "MethodSettings.0.CacheDataEncrypted") is True


@pytest.mark.parametrize(
    "route",
    ["GET /orders/{id}", "GET /orders/{name}/lines", "POST /orders"],
    ids=["same", "variable", "body"],
)
def test_routes_that_api_gateway_would_refuse_are_refused_here(route: str) -> None:
    clashing = _api(STATUS, a_connection("api invokes status", route=route))

    assert set(_problems(clashing)) == {"routes-stay-apart"}


def test_routes_beside_each_other_are_accepted() -> None:
    assert _problems(_api(STATUS, a_connection("api invokes status", route="DELETE /orders/{id}"))) == []


def test_an_api_without_routes_has_no_stage_that_could_not_be_deployed() -> None:
    design = a_design(
        [a_component("api", "rest_api"), a_component("firewall", "waf_web_acl")],
        [a_connection("firewall protects api")],
    )

    assert [r.type for r in lowered(design).of("api")] == ["AWS::ApiGateway::RestApi"]


def test_a_firewall_before_an_api_stands_in_its_region() -> None:
    design = _api(a_component("firewall", "waf_web_acl"), a_connection("firewall protects api"))

    blueprint = lowered(design)

    acl = part(blueprint, "firewall/web-acl")
    assert (at(acl, "Scope"), acl.stack) == ("REGIONAL", Stack.MAIN)
    assert points_to(at(part(blueprint, "firewall/before-api"), "WebACLArn"), "firewall/web-acl")
    assert alarm_specs(design, "firewall")["blocked"].dimensions["Region"] == "eu-west-1"
    assert usages(design, "firewall")["waf.web_acl_month"].region is None


def test_one_firewall_cannot_stand_in_a_region_and_at_the_edge() -> None:
    design = _api(
        a_component("firewall", "waf_web_acl"),
        a_component("cdn", "cloudfront_distribution"),
        a_connection("firewall protects api"),
        a_connection("firewall protects cdn"),
    )

    assert set(_problems(design)) == {"one-scope-per-web-acl"}


def test_a_distribution_reaches_the_stage_by_its_path() -> None:
    design = _api(
        a_component("cdn", "cloudfront_distribution"), a_connection("cdn routes api", path="/partners/*")
    )

    distribution = part(lowered(design), "cdn/distribution")

    assert at(distribution, "DistributionConfig.Origins.0.OriginPath") == "/live"


def test_a_cache_is_paid_by_the_hour_and_calls_by_the_million() -> None:
    priced = usages(_api(cache_size_gb="0.5"), "api", calls=3_000_000)

    assert priced["apigateway.rest.request"].quantity == 3_000_000
    assert priced["apigateway.rest.cache.0_5gb.hour"].quantity == 730
    assert "apigateway.rest.cache.0_5gb.hour" not in usages(_api(), "api")


def test_alarms_find_the_api_by_its_name_and_stage() -> None:
    specs = alarm_specs(_api(error_rate_alarm_percent=2), "api")

    assert dict(specs["5xx"].dimensions) == {"ApiName": "shop-prod-api", "Stage": "live"}
    assert (specs["5xx"].statistic, specs["5xx"].threshold) == ("Average", 0.02)
