"""Load balancers: who may reach them, where requests go, what they cost."""

import re
from decimal import Decimal

import pytest
from pydantic import JsonValue

from builders.edge_designs import at, part
from builders.golden import golden
from builders.hosted import changed, connecting, hits, lowered, of_type, quantity, usages, without
from cloudwright.design.blueprint.graph import Stack
from cloudwright.design.blueprint.values import Param, Ref, ResourceKey
from cloudwright.design.catalog.balancing.keys import NAME_CHARACTERS
from cloudwright.design.emit.cloudformation import emitter as cloudformation
from cloudwright.design.emit.terraform import emitter as terraform
from cloudwright.design.facts.load import load_facts
from cloudwright.design.lowering.lower import lower
from cloudwright.design.model.architecture import Environment
from cloudwright.design.model.edits import UpdateComponent
from cloudwright.design.model.errors import EditRejected
from cloudwright.design.model.verbs import Verb

LISTENER = "AWS::ElasticLoadBalancingV2::Listener"
RULE = "AWS::ElasticLoadBalancingV2::ListenerRule"
TARGETS = "AWS::ElasticLoadBalancingV2::TargetGroup"


def test_a_load_balancer_behind_a_distribution_lets_only_cloudfront_in() -> None:
    blueprint = lowered("fargate-web")

    ways_in = of_type(blueprint, "balancer", "AWS::EC2::SecurityGroupIngress")
    assert [(w.properties.get("SourcePrefixListId"), w.properties["FromPort"]) for w in ways_in] == [
        ("pl-4fa04526", 443)
    ]
    assert [r.properties["Port"] for r in of_type(blueprint, "balancer", LISTENER)] == [443]


def test_the_prefix_list_is_that_of_the_region() -> None:
    design = golden("fargate-web", region="us-east-1")
    blueprint = lower(design, Environment.PROD, load_facts())

    way_in = part(blueprint, "balancer/from-cloudfront")
    assert way_in.properties["SourcePrefixListId"] == "pl-3b927c52"


def test_a_public_load_balancer_takes_https_from_anywhere_and_redirects_http() -> None:
    blueprint = lowered("ec2-web")

    ways_in = of_type(blueprint, "entrance", "AWS::EC2::SecurityGroupIngress")
    assert {(w.properties["CidrIp"], w.properties["FromPort"]) for w in ways_in} == {
        ("0.0.0.0/0", 80),
        ("0.0.0.0/0", 443),
    }
    redirect = part(blueprint, "entrance/redirect")
    assert redirect.properties["Port"] == 80
    assert "HTTP_301" in str(redirect.properties["DefaultActions"])


def test_the_listener_speaks_the_tls_policy_that_aws_recommends() -> None:
    listener = part(lowered("ec2-web"), "entrance/listener")

    assert listener.properties["SslPolicy"] == load_facts().default_runtime("elb.tls_policy")
    assert listener.properties["Certificates"] == [
        {"CertificateArn": Ref(ResourceKey("site-certificate", "certificate"))}
    ]


def test_without_a_certificate_development_speaks_http_and_production_asks_for_one() -> None:
    edits = (without("site-certificate", Verb.CERTIFIES, "entrance"),)

    dev = part(lowered("ec2-web", *edits, environment=Environment.DEV), "entrance/listener")
    prod = lowered("ec2-web", *edits)

    assert (dev.properties["Protocol"], dev.properties["Port"]) == ("HTTP", 80)
    listener = part(prod, "entrance/listener")
    assert listener.properties["Certificates"] == [{"CertificateArn": Param("EntranceCertificateArn")}]
    assert "EntranceCertificateArn" in {parameter.name for parameter in prod.parameters}


def test_an_internal_load_balancer_is_reached_by_the_code_that_calls_it_only() -> None:
    blueprint = lowered("ec2-web")

    ways_in = of_type(blueprint, "internal", "AWS::EC2::SecurityGroupIngress")
    assert [w.key.part for w in ways_in] == ["from-site"]
    assert part(blueprint, "internal/balancer").properties["Scheme"] == "internal"
    assert "INTERNAL_URL=" in str(part(blueprint, "site/template").properties)


def test_a_certificate_of_a_load_balancer_stands_in_its_own_region() -> None:
    blueprint = lowered("fargate-web")

    assert part(blueprint, "origin-certificate/certificate").stack is Stack.MAIN
    assert part(blueprint, "shop-certificate/certificate").stack is Stack.GLOBAL


def test_one_certificate_does_not_serve_two_regions() -> None:
    edits = (
        without("origin-certificate", Verb.CERTIFIES, "balancer"),
        connecting("shop-certificate", Verb.CERTIFIES, "balancer"),
    )

    with pytest.raises(EditRejected) as raised:
        changed("fargate-web", *edits)
    assert "one-region-per-certificate" in {problem.rule for problem in raised.value.problems}


def test_the_distribution_calls_the_load_balancer_by_the_name_that_its_certificate_covers() -> None:
    cdn = part(lowered("fargate-web"), "cdn/distribution")

    origins = at(cdn, "DistributionConfig.Origins")
    assert isinstance(origins, list)
    origin = next(o for o in origins if o["Id"] == "balancer")
    assert origin["DomainName"] == "origin.example.com"
    assert origin["CustomOriginConfig"]["OriginProtocolPolicy"] == "https-only"


def test_a_name_for_a_load_balancer_is_an_alias_that_asks_for_its_health() -> None:
    blueprint = lowered("fargate-web")

    record = part(blueprint, "origin-name/a")
    assert record.properties["AliasTarget"] == {
        "DNSName": Ref(ResourceKey("balancer", "balancer"), "DNSName"),
        "HostedZoneId": Ref(ResourceKey("balancer", "balancer"), "CanonicalHostedZoneID"),
        "EvaluateTargetHealth": True,
    }
    assert ResourceKey("origin-name", "aaaa") not in blueprint.by_key


def test_the_longest_path_is_tried_first_and_everything_else_goes_to_the_default() -> None:
    more = (
        without("balancer", Verb.ROUTES, "admin"),
        connecting("balancer", Verb.ROUTES, "admin", path="/a/*"),
        connecting("balancer", Verb.ROUTES, "packer", path="/a/longer/path/*"),
    )
    blueprint = lowered("fargate-web", *more)

    priorities = {r.key.part: r.properties["Priority"] for r in of_type(blueprint, "balancer", RULE)}
    assert priorities == {"route-packer": 10, "route-admin": 20, "route-shop": 30}


def test_a_load_balancer_that_people_call_sends_everything_else_to_the_default() -> None:
    default = part(lowered("ec2-web"), "entrance/listener").properties["DefaultActions"]

    group = Ref(ResourceKey("entrance", "targets-site"))
    assert default == [{"Type": "forward", "TargetGroupArn": group}]
    assert of_type(lowered("ec2-web"), "entrance", RULE) == []


@pytest.mark.parametrize("environment", Environment)
def test_behind_a_distribution_only_requests_with_its_secret_word_are_answered(
    environment: Environment,
) -> None:
    blueprint = lowered("fargate-web", environment=environment)
    word = Param("BalancerOriginSecret")

    default = part(blueprint, "balancer/listener").properties["DefaultActions"]
    rules = of_type(blueprint, "balancer", RULE)
    origins = at(part(blueprint, "cdn/distribution"), "DistributionConfig.Origins")

    assert "'StatusCode': '403'" in str(default)
    assert [rule.key.part for rule in rules] == ["route-admin", "route-shop"]
    for rule in rules:
        conditions = rule.properties["Conditions"]
        assert isinstance(conditions, list)
        assert {"HttpHeaderName": "x-origin-verify", "Values": [word]} in [
            c.get("HttpHeaderConfig") for c in conditions
        ]
    assert isinstance(origins, list)
    headers = [o.get("OriginCustomHeaders") for o in origins if o["Id"] == "balancer"]
    assert headers == [[{"HeaderName": "x-origin-verify", "HeaderValue": word}]]
    assert [p.secret for p in blueprint.parameters if p.name == word.name] == [True]


def test_the_secret_word_stands_in_no_file_and_is_asked_for_in_both_formats() -> None:
    blueprint = lowered("fargate-web")

    (template,) = [
        f.text for f in cloudformation.emit(blueprint) if "AWS::CloudFront::Distribution" in f.text
    ]
    files = {f.path.rpartition("/")[2]: f.text for f in terraform.emit(blueprint)}

    assert re.search(r"BalancerOriginSecret:\n(    .*\n)*    NoEcho: true", template)
    assert re.search(r'variable "balancer_origin_secret" \{(\n  .*)*sensitive *= true', files["variables.tf"])
    assert "balancer_origin_secret" not in files["terraform.tfvars"]
    assert "var.balancer_origin_secret" in files["load_balancing.tf"]


def test_five_paths_leave_no_room_for_the_secret_word() -> None:
    paths: list[JsonValue] = ["/a/*", "/b/*", "/c/*", "/d/*", "/e/*"]
    edits = (
        without("balancer", Verb.ROUTES, "admin"),
        connecting("balancer", Verb.ROUTES, "admin", path=paths),
    )

    with pytest.raises(EditRejected) as raised:
        lowered("fargate-web", *edits)
    assert {problem.rule for problem in raised.value.problems} == {"values-per-rule"}


def test_a_load_balancer_behind_a_distribution_that_people_call_too_is_found() -> None:
    assert hits("CW-ELB-008", "fargate-web") == []
    (hit,) = hits("CW-ELB-008", "fargate-web", connecting("visitors", Verb.REQUESTS, "balancer"))
    assert "gets around" in hit.message


def test_a_second_target_for_everything_else_is_refused() -> None:
    with pytest.raises(EditRejected) as raised:
        changed("fargate-web", connecting("balancer", Verb.ROUTES, "packer"))
    assert "one-default-route" in {problem.rule for problem in raised.value.problems}


def test_a_load_balancer_with_nothing_for_a_path_answers_404() -> None:
    blueprint = lowered("ec2-web", without("entrance", Verb.ROUTES, "site"))

    listener = part(blueprint, "entrance/listener")
    assert "'StatusCode': '404'" in str(listener.properties["DefaultActions"])


def test_a_function_allows_the_group_that_names_it_before_the_group_does() -> None:
    blueprint = lowered("fargate-web")

    group = part(blueprint, "balancer/targets-admin")
    permission = part(blueprint, "admin/permission-balancer")
    assert group.depends_on == (permission.key,)
    assert permission.properties["Principal"] == "elasticloadbalancing.amazonaws.com"
    assert f":targetgroup/{group.properties['Name']}/*" in str(permission.properties["SourceArn"])


@pytest.mark.parametrize("name", ["fargate-web", "ec2-web"])
def test_names_keep_to_what_elastic_load_balancing_allows(name: str) -> None:
    assert load_facts().limit_number("ELB", "name_max") == NAME_CHARACTERS
    blueprint = lowered(name)

    for resource in blueprint.resources:
        if resource.type in (TARGETS, "AWS::ElasticLoadBalancingV2::LoadBalancer"):
            assert len(str(resource.properties["Name"])) <= NAME_CHARACTERS


def test_access_logs_go_to_a_bucket_that_only_the_log_delivery_writes() -> None:
    blueprint = lowered("fargate-web")

    policy = str(part(blueprint, "balancer/logs-policy").properties["PolicyDocument"])
    assert "logdelivery.elasticloadbalancing.amazonaws.com" in policy
    assert "DenyInsecureTransport" in policy
    assert ResourceKey("balancer", "logs-policy") in part(blueprint, "balancer/balancer").depends_on
    assert not of_type(lowered("fargate-web", environment=Environment.DEV), "balancer", "AWS::S3::Bucket")


def test_a_web_firewall_before_a_load_balancer_is_a_regional_one() -> None:
    blueprint = lowered("ec2-web")

    assert part(blueprint, "firewall/web-acl").properties["Scope"] == "REGIONAL"
    association = part(blueprint, "firewall/before-entrance")
    assert association.properties["ResourceArn"] == Ref(ResourceKey("entrance", "balancer"))


def test_a_network_load_balancer_has_one_target() -> None:
    with pytest.raises(EditRejected) as raised:
        changed("ec2-web", connecting("intake", Verb.ROUTES, "site"))
    assert "one-route-per-network-load-balancer" in {problem.rule for problem in raised.value.problems}


def test_a_network_load_balancer_passes_tcp_on_or_ends_tls_with_a_certificate() -> None:
    plain = part(lowered("ec2-web"), "intake/listener")
    edits = (connecting("site-certificate", Verb.CERTIFIES, "intake"),)
    tls = part(lowered("ec2-web", *edits), "intake/listener")

    assert (plain.properties["Protocol"], plain.properties["Port"]) == ("TCP", 8883)
    assert tls.properties["Protocol"] == "TLS"
    assert of_type(lowered("ec2-web", *edits), "intake", "AWS::S3::Bucket")
    assert not of_type(lowered("ec2-web"), "intake", "AWS::S3::Bucket")  # of TCP nothing is recorded
    assert "Certificates" in tls.properties


def test_properties_reach_the_load_balancer_and_its_targets() -> None:
    edits = (
        UpdateComponent(
            id="balancer", properties={"idle_timeout_seconds": 300, "deletion_protection": False}
        ),
        UpdateComponent(id="balancer", properties={"deregistration_delay_seconds": 5}),
    )
    blueprint = lowered("fargate-web", *edits)

    attributes = at(part(blueprint, "balancer/balancer"), "LoadBalancerAttributes")
    assert isinstance(attributes, list)
    assert {"Key": "idle_timeout.timeout_seconds", "Value": "300"} in attributes
    assert {"Key": "deletion_protection.enabled", "Value": "false"} in attributes
    delay = at(part(blueprint, "balancer/targets-shop"), "TargetGroupAttributes")
    assert delay == [{"Key": "deregistration_delay.timeout_seconds", "Value": "5"}]


def test_most_of_a_capacity_unit_is_what_is_paid() -> None:
    found = usages("fargate-web", "balancer", requests_per_month=525_600_000, api_answer_kb=98)

    # Half of the requests: 100 a second x (98 + 2) KB x 3,600 s = 34.33 GB an hour, more units than
    # 10 new connections a second / 25 or 600 open ones / 3,000.
    expected = Decimal(100) * 3600 * 100 / (1024 * 1024) * 730
    assert round(quantity(found, "alb.lcu_hour"), 3) == round(expected, 3)
    formula = next(u.formula for u in found if u.dimension_id == "alb.lcu_hour")
    assert "10 new connections/s / 25 = 0.4, 600 active connections / 3,000 = 0.2, 34.33 GB/h" in formula
    assert quantity(found, "vpc.public_ipv4.hour") == 2 * 730
    assert quantity(found, "alb.hour") == 730


def test_a_function_that_calls_a_load_balancer_finds_its_address() -> None:
    edits = (connecting("admin", Verb.INVOKES, "balancer"),)
    source = next(c.source for c in lowered("fargate-web", *edits).code if c.element_id == "admin")

    compile(source, "index.py", "exec")
    assert 'with urlopen(os.environ["BALANCER_URL"], timeout=5)' in source
    assert "from urllib.request import urlopen" in source


def test_the_port_that_a_network_load_balancer_is_for_is_no_finding() -> None:
    found = hits("CW-NET-005", "ec2-web")

    assert part(lowered("ec2-web"), "intake/from-addresses-8883").properties["CidrIp"] == "0.0.0.0/0"
    assert found == []
