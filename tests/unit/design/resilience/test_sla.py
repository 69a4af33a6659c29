"""The SLA floor of designs."""

from decimal import ROUND_DOWN, Decimal

import pytest
from pydantic import JsonValue

from builders.computed import a_component, a_connection, a_golden, an_architecture
from builders.golden import golden
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.architecture import Architecture
from cloudwright.design.resilience.floor import SlaFloor
from cloudwright.design.resilience.sla import floor


def _floor(architecture: Architecture) -> SlaFloor:
    return floor(architecture, load_facts())


def _changed(pattern: str, element_id: str, **properties: JsonValue) -> SlaFloor:
    """Return the floor of a pattern in which one element has other properties."""
    design = golden(pattern)
    components = tuple(
        c.model_copy(update={"properties": {**c.properties, **properties}}) if c.id == element_id else c
        for c in design.components
    )
    return _floor(design.model_copy(update={"components": components}))


def _elements(found: SlaFloor) -> set[str]:
    return {term.element_id for term in found.terms}


def test_floor_is_the_product_of_the_terms_rounded_down() -> None:
    found = _floor(a_golden("web-app").architecture)
    product = Decimal(100)
    for term in found.terms:
        product *= Decimal(term.percent) / 100
    assert found.percent == str(product.quantize(Decimal("0.001"), rounding=ROUND_DOWN)) == "99.690"


def test_work_behind_a_queue_does_not_lower_the_floor_and_is_named() -> None:
    found = _floor(a_golden("image-pipeline").architecture)
    assert _elements(found) == {"api", "users", "upload-signer", "originals"}
    for element in ("thumbnail-worker", "images", "cleanup"):
        assert element in found.note


def test_alarms_and_topics_of_alarms_are_on_no_path() -> None:
    found = _floor(a_golden("web-app").architecture)
    assert _elements(found) == {"cdn", "site", "api", "api-handler", "items"}
    assert "alerts" not in found.note


def test_firewall_name_key_and_user_pool_are_waited_for() -> None:
    found = _floor(a_golden("web-app-guarded").architecture)
    assert {"firewall", "name", "data-key", "users"} <= _elements(found) | set(found.without_commitment)


def test_commitment_for_a_whole_service_counts_once() -> None:
    drawn = an_architecture(
        a_component("people", "external_actor"),
        a_component("api", "http_api"),
        *(a_component(f"fn{n}", "lambda_function") for n in range(3)),
        connections=(
            a_connection("people requests api"),
            *(a_connection(f"api invokes fn{n}", route=f"GET /{n}") for n in range(3)),
        ),
    )
    assert _floor(drawn).percent == "99.900"


def test_queue_that_takes_the_message_is_waited_for_but_not_its_consumer() -> None:
    drawn = an_architecture(
        a_component("people", "external_actor"),
        a_component("api", "http_api"),
        a_component("handler", "lambda_function"),
        a_component("jobs", "sqs_queue"),
        a_component("worker", "lambda_function"),
        connections=(
            a_connection("people requests api"),
            a_connection("api invokes handler"),
            a_connection("handler publishes jobs"),
            a_connection("worker consumes jobs"),
        ),
    )
    found = _floor(drawn)
    assert "jobs" in _elements(found)
    assert "worker" in found.note


def test_design_that_nobody_calls_has_no_floor() -> None:
    found = _floor(an_architecture(a_component("items", "dynamodb_table")))
    assert found.percent is None
    assert "Nobody outside" in found.note


def test_every_term_names_its_source_and_date() -> None:
    for term in _floor(a_golden("web-app-guarded").architecture).terms:
        assert term.source
        assert term.as_of
        assert term.status in ("sourced", "recalled-unverified")


def test_a_database_behind_a_proxy_is_waited_for() -> None:
    found = _floor(a_golden("private-data").architecture)
    assert {"order-connections", "orders", "prices"} <= _elements(found)
    assert "invoices" not in _elements(found)


def test_a_database_in_one_zone_has_the_commitment_of_one_zone() -> None:
    design = a_golden("relational").architecture
    alone = tuple(
        c.model_copy(update={"properties": {"multi_az": False}}) if c.id == "bookings" else c
        for c in design.components
    )

    two = next(t for t in _floor(design).terms if t.element_id == "bookings")
    one = next(
        t for t in _floor(design.model_copy(update={"components": alone})).terms if t.element_id == "bookings"
    )
    assert (two.percent, one.percent) == ("99.95", "99.5")


# By hand, from aws-slas.csv. Both have WAF 99.95, a load balancer 99.99, a cache in two zones 99.99,
# Route 53 100, and a NAT gateway in each of two zones, 1 - 0.001 x 0.001.
# Containers: Fargate 99.99, Aurora in two zones 99.99: 0.9995 x 0.9999^4 x 0.999999 = 0.99909926.
# Servers: EC2 99.99, RDS Multi-AZ 99.95: 0.9995^2 x 0.9999^3 x 0.999999 = 0.99869960.
@pytest.mark.parametrize(("pattern", "percent"), [("container-web", "99.909"), ("server-web", "99.869")])
def test_the_floor_of_the_three_tiers_is_what_the_agreements_say_by_hand(pattern: str, percent: str) -> None:
    found = _floor(golden(pattern))

    assert (found.percent, found.without_commitment) == (percent, ())


@pytest.mark.parametrize(
    ("pattern", "element_id", "properties", "percent"),
    [
        ("container-web", "way-out", {"one_per_zone": False}, "99.9"),
        ("container-web", "database", {"readers": 0}, "99.9"),
        ("container-web", "cache", {"replicas": 0}, "99.5"),
        ("server-web", "database", {"multi_az": False}, "99.5"),
        ("server-web", "servers", {"minimum_instances": 1}, "99.5"),
    ],
)
def test_what_stands_alone_has_the_commitment_of_one_and_lowers_the_floor(
    pattern: str, element_id: str, *, properties: dict[str, JsonValue], percent: str
) -> None:
    whole, found = _floor(golden(pattern)), _changed(pattern, element_id, **properties)

    assert {t.element_id: t.percent for t in found.terms}[element_id] == percent
    assert Decimal(str(found.percent)) < Decimal(str(whole.percent))


def test_gateways_of_three_zones_count_as_three_of_which_one_is_enough() -> None:
    found = _changed("container-web", "network", availability_zones=3)

    gateway = next(t for t in found.terms if t.element_id == "way-out")
    assert (gateway.percent, gateway.condition) == ("99.9999999", "gateway, one in each of 3 zones")


def test_a_single_task_has_no_published_commitment() -> None:
    found = _changed("container-web", "app", minimum_tasks=1)

    assert found.without_commitment == ("app",)


def test_a_gateway_that_nobody_calls_through_is_not_waited_for() -> None:
    assert "way-out" not in _elements(_floor(golden("private-function")))


def test_an_image_is_there_before_a_caller_is() -> None:
    assert "images-of-code" not in _elements(_floor(golden("fargate-web")))
