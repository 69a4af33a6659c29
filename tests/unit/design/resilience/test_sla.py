"""The SLA floor of designs."""

from decimal import ROUND_DOWN, Decimal

from builders.computed import a_component, a_connection, a_golden, an_architecture
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.architecture import Architecture
from cloudwright.design.resilience.floor import SlaFloor
from cloudwright.design.resilience.sla import floor


def _floor(architecture: Architecture) -> SlaFloor:
    return floor(architecture, load_facts())


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
    assert _elements(found) == {"api", "upload-signer", "originals"}
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
