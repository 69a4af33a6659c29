"""Zones, names and certificates: what is created, in which stack, and what is asked for."""

from builders.edge_designs import (
    a_component,
    a_connection,
    a_web_app,
    an_existing,
    at,
    lowered,
    part,
    points_to,
    usages,
)
from cloudwright.design.blueprint.graph import Stack
from cloudwright.design.blueprint.values import Param
from cloudwright.design.model.architecture import Architecture, Component, Connection, Environment

CONNECTED = (
    a_connection("zone contains name"),
    a_connection("zone contains cert"),
    a_connection("name resolves cdn"),
    a_connection("cert certifies cdn"),
)


def _named(*components: Component, extra: tuple[Connection, ...] = ()) -> Architecture:
    given = {component.id: component for component in components}
    standard = {
        "zone": a_component("zone", "route53_zone", domain_name="example.org"),
        "name": a_component("name", "route53_record", domain_name="shop.example.org"),
        "cert": a_component("cert", "acm_certificate"),
    }
    return a_web_app(*{**standard, **given}.values(), *CONNECTED, *extra)


def test_name_is_an_alias_of_the_distribution_over_ipv4_and_ipv6() -> None:
    blueprint = lowered(_named())

    for record_type in ("A", "AAAA"):
        record = part(blueprint, f"name/{record_type.lower()}")
        assert at(record, "Type") == record_type
        assert at(record, "Name") == "shop.example.org"
        assert points_to(at(record, "AliasTarget.DNSName"), "cdn/distribution")


def test_certificate_and_zone_are_where_cloudfront_looks_for_them() -> None:
    abroad = lowered(_named())
    assert part(abroad, "cert/certificate").stack is Stack.GLOBAL
    assert part(abroad, "zone/zone").stack is Stack.GLOBAL
    assert part(abroad, "cdn/distribution").stack is Stack.MAIN


def test_certificate_takes_the_name_that_leads_to_its_distribution() -> None:
    certificate = part(lowered(_named()), "cert/certificate")

    assert at(certificate, "DomainName") == "shop.example.org"
    assert points_to(at(certificate, "DomainValidationOptions.0.HostedZoneId"), "zone/zone")


def test_certificate_for_another_name_also_covers_the_one_in_use() -> None:
    stated = a_component("cert", "acm_certificate", domain_name="example.org")

    certificate = part(lowered(_named(stated)), "cert/certificate")

    assert at(certificate, "DomainName") == "example.org"
    assert at(certificate, "SubjectAlternativeNames") == ["shop.example.org"]


def test_wildcard_certificate_needs_no_further_name() -> None:
    stated = a_component("cert", "acm_certificate", domain_name="*.example.org")

    assert "SubjectAlternativeNames" not in part(lowered(_named(stated)), "cert/certificate").properties


def test_other_environments_have_names_of_their_own_in_the_same_zone() -> None:
    wild = a_component("cert", "acm_certificate", domain_name="*.example.org")

    development = lowered(_named(wild), environment=Environment.DEV)

    assert at(part(development, "name/a"), "Name") == "shop.dev.example.org"
    assert at(part(development, "cert/certificate"), "DomainName") == "*.dev.example.org"
    assert at(part(development, "zone/zone"), "Name") == "dev.example.org"


def test_a_name_whose_zone_is_not_stated_gets_a_name_below_it() -> None:
    unstated = a_component("zone", "route53_zone")

    development = lowered(_named(unstated), environment=Environment.DEV)

    assert at(part(development, "name/a"), "Name") == "dev.shop.example.org"


def test_existing_zone_is_asked_for_and_not_created() -> None:
    existing = an_existing("zone", "route53_zone")

    blueprint = lowered(_named(existing))

    assert "AWS::Route53::HostedZone" not in {r.type for r in blueprint.resources}
    assert isinstance(at(part(blueprint, "name/a"), "HostedZoneId"), Param)
    assert usages(_named(existing), "zone") == {}


def test_name_that_nobody_stated_is_asked_for_once() -> None:
    unnamed = (a_component("zone", "route53_zone"), a_component("name", "route53_record"))

    blueprint = lowered(_named(*unnamed))

    assert at(part(blueprint, "name/a"), "Name") == Param("DomainName")
    assert [p.name for p in blueprint.parameters] == ["DomainName"]


def test_new_zone_costs_the_same_at_any_load() -> None:
    zone = usages(_named(), "zone", calls=10_000_000)["route53.hosted_zone_month"]

    assert zone.quantity == 1
    assert zone.fixed
