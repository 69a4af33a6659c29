"""What a requirement is traced to."""

from decimal import Decimal

import pytest
from pydantic import JsonValue

from builders.computed import TODAY, a_component, a_connection, a_golden, an_architecture
from cloudwright.design.catalog import registry
from cloudwright.design.evaluation.evaluate import evaluate
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.architecture import Architecture, Environment
from cloudwright.design.model.brief import Assumption, Brief, Requirement, RequirementKind
from cloudwright.design.model.verbs import Verb
from cloudwright.design.trace.capabilities import CAPABILITIES
from cloudwright.design.trace.requirement import Status, Traced

WEB, GUARDED, IMAGES = "web-app", "web-app-guarded", "image-pipeline"


def _traced(
    design: str | Architecture, kind: str, value: JsonValue, *, unit: str = "", requests: int = 1_000_000
) -> Traced:
    drawn = design
    assumptions: tuple[Assumption, ...] = ()
    if isinstance(drawn, str):
        document = a_golden(drawn)
        drawn, assumptions = document.architecture, document.brief.assumptions if document.brief else ()
    stated = Assumption(
        id="requests_per_month", label="Requests", value=Decimal(requests), unit="requests/month"
    )
    requirement = Requirement(
        id="asked", kind=RequirementKind(kind), statement="As asked", value=value, unit=unit, quote="as asked"
    )
    brief = Brief(
        requirements=(requirement,),
        assumptions=(*(a for a in assumptions if a.id != stated.id), stated),
    )
    evaluated = evaluate(drawn, brief, environment=Environment.PROD, facts=load_facts(), as_of=TODAY)
    return evaluated.requirements[0]


MET = [
    (WEB, "function", "static_site"),
    (WEB, "function", "json_api"),
    (WEB, "function", "key_value_store"),
    (GUARDED, "function", "sign_in"),
    (GUARDED, "function", "custom_domain"),
    (GUARDED, "function", "web_firewall"),
    (GUARDED, "function", "encryption_customer_key"),
    (IMAGES, "function", "file_upload"),
    (IMAGES, "function", "image_processing"),
    (IMAGES, "function", "async_processing"),
    (IMAGES, "function", "scheduled_job"),
    (IMAGES, "function", "notifications"),
    (WEB, "service", "Lambda"),
    (WEB, "service", "Amazon DynamoDB"),
    (WEB, "exclusion", "SQS"),
    (GUARDED, "domain", "app.example.com"),
    (WEB, "region", "eu-west-1"),
    (IMAGES, "residency", "Ireland"),
    (WEB, "traffic", 1_000_000),
    (WEB, "availability", "99.5"),
    (WEB, "rpo", 60),
    ("relational", "rpo", 60),
    ("private-data", "rpo", 1440),
    (IMAGES, "payload", 20),
    (IMAGES, "data_size", 50),
]
UNMET = [
    (WEB, "function", "sign_in"),
    (WEB, "function", "event_fan_out"),
    (IMAGES, "function", "static_site"),
    (WEB, "service", "SQS"),
    (WEB, "exclusion", "DynamoDB"),
    (WEB, "domain", "app.example.com"),
    (WEB, "region", "us-east-1"),
    (WEB, "residency", "Germany"),
    (WEB, "availability", "99.99"),
    (WEB, "budget", 1),
    (WEB, "payload", 20),
    (WEB, "latency", 50),
    ("private-data", "rpo", 60),
]
PARTLY = [
    (WEB, "residency", "EU"),
    (WEB, "traffic", 5_000_000),
    (WEB, "rpo", 1),
    (GUARDED, "domain", "other.example.org"),
]
OPEN = [
    (WEB, "latency", 300),
    (WEB, "rto", 60),
    (WEB, "compliance", "HIPAA"),
    (WEB, "team", "two people"),
    (WEB, "function", "telepathy"),
    (WEB, "budget", "cheap"),
    (WEB, "residency", "Atlantis"),
]


@pytest.mark.parametrize(("design", "kind", "value"), MET)
def test_requirement_is_met(design: str, kind: str, value: JsonValue) -> None:
    assert _traced(design, kind, value).status is Status.MET


@pytest.mark.parametrize(("design", "kind", "value"), UNMET)
def test_requirement_is_unmet(design: str, kind: str, value: JsonValue) -> None:
    assert _traced(design, kind, value).status is Status.UNMET


@pytest.mark.parametrize(("design", "kind", "value"), PARTLY)
def test_requirement_is_partly_met(design: str, kind: str, value: JsonValue) -> None:
    assert _traced(design, kind, value).status is Status.PARTLY


@pytest.mark.parametrize(("design", "kind", "value"), OPEN)
def test_requirement_cannot_be_judged_from_a_drawing(design: str, kind: str, value: JsonValue) -> None:
    assert _traced(design, kind, value).status is Status.NOT_ASSESSABLE


def _complete(name: str = WEB) -> Architecture:
    return a_golden(name).architecture.model_copy(update={"region": "us-east-1"})


def test_budget_is_met_when_even_the_high_end_fits() -> None:
    found = _traced(_complete(), "budget", 1000)
    assert found.status is Status.MET
    assert "at the high end" in found.evidence


def test_budget_is_partly_met_when_only_the_high_end_does_not_fit() -> None:
    assert _traced(_complete(), "budget", "2.5").status is Status.PARTLY


def test_budget_with_missing_prices_needs_thirty_percent_to_spare() -> None:
    without_backups = a_golden(WEB).architecture.model_copy(update={"region": "eu-central-1"})
    found = _traced(without_backups, "budget", 1000)
    assert found.status is Status.MET
    assert "x 1.30" in found.evidence
    assert _traced(without_backups, "budget", "3.2").status is Status.PARTLY


def test_budget_cannot_be_judged_where_most_prices_are_missing() -> None:
    elsewhere = a_golden(WEB).architecture.model_copy(update={"region": "ap-southeast-1"})
    assert _traced(elsewhere, "budget", 1000).status is Status.NOT_ASSESSABLE


def test_unmet_budget_names_the_dearest_element() -> None:
    found = _traced(_complete(), "budget", 1)
    assert "the largest part is" in found.evidence


def test_traffic_above_a_quota_is_unmet_with_the_arithmetic() -> None:
    found = _traced(WEB, "traffic", 500_000_000, requests=500_000_000)
    assert found.status is Status.UNMET
    assert "2,628,000 s" in found.evidence
    assert found.element_ids


def test_availability_shows_its_product() -> None:
    assert "99.9 % (CloudFront) x 99.9 % (S3)" in _traced(WEB, "availability", "99.9").evidence


def test_evidence_of_a_function_names_the_connections_that_do_it() -> None:
    found = _traced(WEB, "function", "json_api")
    assert "api invokes api-handler" in found.evidence
    assert set(found.element_ids) == {"api", "api-handler"}


def test_components_that_name_the_requirement_are_listed() -> None:
    table = a_component("items", "dynamodb_table").model_copy(update={"because": ("asked",)})
    assert "items" in _traced(an_architecture(table), "team", "two people").element_ids


def test_half_of_what_a_custom_domain_needs_is_partly_met() -> None:
    drawn = an_architecture(
        a_component("people", "external_actor"),
        a_component("cdn", "cloudfront_distribution"),
        a_component("site", "s3_bucket"),
        a_component("name", "route53_record", domain_name="app.example.com"),
        a_component("zone", "route53_zone", domain_name="example.com"),
        connections=(
            a_connection("people requests cdn"),
            a_connection("cdn routes site", path="*"),
            a_connection("name resolves cdn"),
            a_connection("zone contains name"),
        ),
    )
    assert _traced(drawn, "function", "custom_domain").status is Status.PARTLY


@pytest.mark.parametrize("kind", RequirementKind)
def test_every_kind_of_requirement_has_a_check(kind: RequirementKind) -> None:
    assert _traced(WEB, kind, "anything").evidence


def test_capabilities_name_kinds_that_exist() -> None:
    known = registry.kinds()
    for capability in CAPABILITIES.values():
        for way in capability.ways:
            for link in way:
                assert set(link.sources) | set(link.targets) <= set(known)
                assert set(link.verbs) <= set(Verb)
