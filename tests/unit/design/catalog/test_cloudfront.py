"""What a distribution becomes before a site and an API."""

from collections.abc import Mapping

import pytest

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
    statements,
    usages,
)
from cloudwright.design.blueprint.graph import Resource, Stack
from cloudwright.design.blueprint.values import Join, Ref, ResourceKey
from cloudwright.design.catalog.distribution.origins import (
    ALL_VIEWER_EXCEPT_HOST_HEADER,
    CACHING_DISABLED,
    CACHING_OPTIMIZED,
)
from cloudwright.design.emit.terraform.emitter import emit
from cloudwright.design.model.architecture import Architecture

CONFIG = "DistributionConfig"


def _distribution(architecture: Architecture) -> Resource:
    return part(lowered(architecture), "cdn/distribution")


def test_site_is_the_default_and_the_api_is_not_cached() -> None:
    distribution = _distribution(a_web_app())

    assert at(distribution, f"{CONFIG}.DefaultCacheBehavior.TargetOriginId") == "site"
    assert at(distribution, f"{CONFIG}.DefaultCacheBehavior.CachePolicyId") == CACHING_OPTIMIZED
    assert at(distribution, f"{CONFIG}.CacheBehaviors.0.PathPattern") == "/api/*"
    assert at(distribution, f"{CONFIG}.CacheBehaviors.0.CachePolicyId") == CACHING_DISABLED
    forwarded = at(distribution, f"{CONFIG}.CacheBehaviors.0.OriginRequestPolicyId")
    assert forwarded == ALL_VIEWER_EXCEPT_HOST_HEADER


def test_longer_paths_are_tried_first() -> None:
    design = a_web_app(
        a_component("reports", "http_api"), a_connection("cdn routes reports", path="/api/reports/*")
    )

    behaviors = at(_distribution(design), f"{CONFIG}.CacheBehaviors")

    assert isinstance(behaviors, list)
    patterns = [b["PathPattern"] for b in behaviors if isinstance(b, Mapping)]
    assert patterns == ["/api/reports/*", "/api/*"]


def test_only_this_distribution_may_read_the_bucket() -> None:
    blueprint = lowered(a_web_app())

    allowed = statements(part(blueprint, "site/policy"))["AllowCdn"]

    assert allowed.principal == {"Service": "cloudfront.amazonaws.com"}
    assert allowed.actions == ("s3:GetObject",)
    arn = allowed.conditions["StringEquals"]["AWS:SourceArn"]
    assert isinstance(arn, Join)
    assert points_to(arn.parts[-1], "cdn/distribution")
    origin = at(part(blueprint, "cdn/distribution"), f"{CONFIG}.Origins.1.OriginAccessControlId")
    assert points_to(origin, "cdn/origin-access")


def test_path_routing_leaves_the_answers_of_the_api_alone() -> None:
    distribution = _distribution(a_web_app())

    associated = at(distribution, f"{CONFIG}.DefaultCacheBehavior.FunctionAssociations.0.EventType")
    assert associated == "viewer-request"
    api = at(distribution, f"{CONFIG}.CacheBehaviors.0")
    assert isinstance(api, Mapping)
    assert "FunctionAssociations" not in api
    config = at(distribution, CONFIG)
    assert isinstance(config, Mapping)
    assert "CustomErrorResponses" not in config


def test_site_that_is_no_app_has_no_path_routing() -> None:
    blueprint = lowered(a_web_app(single_page_app=False))

    assert "AWS::CloudFront::Function" not in {r.type for r in blueprint.resources}


def test_every_answer_carries_security_headers() -> None:
    blueprint = lowered(a_web_app())

    for place in ("DefaultCacheBehavior", "CacheBehaviors.0"):
        policy = at(part(blueprint, "cdn/distribution"), f"{CONFIG}.{place}.ResponseHeadersPolicyId")
        assert points_to(policy, "cdn/headers")
    headers = at(
        part(blueprint, "cdn/headers"), "ResponseHeadersPolicyConfig.SecurityHeadersConfig.FrameOptions"
    )
    assert headers == {"FrameOption": "DENY", "Override": True}


def test_distribution_without_a_certificate_keeps_its_own_name() -> None:
    assert at(_distribution(a_web_app()), f"{CONFIG}.ViewerCertificate") == {
        "CloudFrontDefaultCertificate": True
    }


def test_certificate_brings_the_name_and_tls_1_2() -> None:
    blueprint = lowered(
        a_web_app(
            a_component("cert", "acm_certificate"),
            a_component("name", "route53_record", domain_name="shop.example.org"),
            a_connection("cert certifies cdn"),
            a_connection("name resolves cdn"),
        )
    )

    viewer = at(part(blueprint, "cdn/distribution"), f"{CONFIG}.ViewerCertificate")
    assert isinstance(viewer, Mapping)
    assert viewer["MinimumProtocolVersion"] == "TLSv1.2_2021"
    assert points_to(viewer["AcmCertificateArn"], "cert/certificate")
    assert at(part(blueprint, "cdn/distribution"), f"{CONFIG}.Aliases") == ["shop.example.org"]


def test_firewall_stands_before_the_distribution() -> None:
    design = a_web_app(a_component("wall", "waf_web_acl"), a_connection("wall protects cdn"))

    assert points_to(at(_distribution(design), f"{CONFIG}.WebACLId"), "wall/web-acl")


def test_distribution_that_forwards_to_nothing_is_not_created_yet() -> None:
    design = a_design(
        [a_component("cdn", "cloudfront_distribution"), a_component("name", "route53_record")],
        [a_connection("name resolves cdn")],
        region="us-east-1",
    )

    assert lowered(design).resources == ()
    assert alarm_specs(design, "cdn") == {}


def test_bucket_of_a_key_lets_cloudfront_decrypt_without_a_cycle() -> None:
    blueprint = lowered(a_web_app(a_component("secret", "kms_key"), a_connection("secret encrypts site")))

    allowed = statements(part(blueprint, "secret/key"), "KeyPolicy")["AllowCloudfrontForSite"]

    assert allowed.actions == ("kms:Decrypt",)
    arn = allowed.conditions["ArnLike"]["AWS:SourceArn"]
    assert isinstance(arn, Join)
    assert not [piece for piece in arn.parts if isinstance(piece, Ref)]


@pytest.mark.parametrize("region", ["us-east-1", "eu-west-1"])
def test_error_alarm_is_made_where_cloudfront_publishes_its_metrics(region: str) -> None:
    alarm = alarm_specs(a_web_app(region=region), "cdn")["5xx"]

    assert alarm.stack is Stack.GLOBAL_ALARMS
    assert alarm.dimensions["Region"] == "Global"


def test_data_out_is_split_into_files_and_api_answers() -> None:
    design = a_web_app()

    priced = usages(design, "cdn", calls=1_048_576, page_kb=40, api_answer_kb=40)

    assert priced["cloudfront.eu_il.https_request"].quantity == 1_048_576
    assert priced["cloudfront.eu_il.egress_gb"].formula.startswith("262,144 API answers x 40 KB")
    assert priced["cloudfront.eu_il.egress_gb"].quantity == 10
    assert priced["cloudfront.function_invocation"].quantity == 786_432


def test_requests_from_where_no_price_is_known_are_named_and_not_free() -> None:
    priced = usages(a_web_app(viewer_geography="japan"), "cdn", calls=1000)

    unpriced = priced["CloudFront HTTPS requests from japan"]
    assert unpriced.dimension_id is None
    assert unpriced.quantity == 1000


def test_access_logs_go_to_a_bucket_that_takes_access_control_lists() -> None:
    blueprint = lowered(a_web_app(access_logs=True))

    config = part(blueprint, "cdn/distribution").properties[CONFIG]
    assert isinstance(config, Mapping)
    assert config["Logging"] == {
        "Bucket": Ref(ResourceKey("cdn", "logs"), "RegionalDomainName"),
        "Prefix": "cdn/",
        "IncludeCookies": False,
    }
    rules = at(part(blueprint, "cdn/logs"), "OwnershipControls.Rules")
    assert rules == [{"ObjectOwnership": "BucketOwnerPreferred"}]


def test_terraform_waits_for_the_log_bucket_before_it_makes_the_distribution() -> None:
    texts = [file.text for file in emit(lowered(a_web_app(access_logs=True)))]

    assert any("depends_on = [aws_s3_bucket_ownership_controls.cdn]" in text for text in texts)
