"""Buses of one's own: who may publish, which rules listen, and what an archive costs."""

import pytest

from builders.edge_designs import (
    a_component,
    a_connection,
    a_design,
    alarm_specs,
    an_existing,
    at,
    lowered,
    part,
    points_to,
    role_statements,
    usages,
    variables,
)
from cloudwright.design.catalog.vocabulary import CatalogVocabulary
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.architecture import Architecture, Component, Connection

_BASE = (
    a_component("shop", "external_actor"),
    a_component("api", "http_api"),
    a_component("intake", "lambda_function"),
    a_component("mailer", "lambda_function"),
    a_component("orders", "eventbridge_bus", archive_days=30),
    a_component("placed", "eventbridge_rule", detail_types=["OrderPlaced"]),
)
_WIRED = (
    a_connection("shop requests api"),
    a_connection("api invokes intake"),
    a_connection("intake publishes orders"),
    a_connection("placed consumes orders"),
    a_connection("placed invokes mailer"),
)


def a_shop(*extra: Component | Connection, region: str = "us-east-1") -> Architecture:
    return a_design(
        (*_BASE, *(e for e in extra if isinstance(e, Component))),
        (*_WIRED, *(e for e in extra if isinstance(e, Connection))),
        region=region,
    )


def rules_broken(design: Architecture) -> set[str]:
    return {problem.rule for problem in CatalogVocabulary(load_facts()).problems(design)}


def test_code_publishes_under_its_own_source_to_this_bus_only() -> None:
    blueprint = lowered(a_shop())

    statement = role_statements(blueprint, "intake")["PublishToOrders"]

    assert statement.actions == ("events:PutEvents",)
    assert points_to(statement.resources[0], "orders/bus")
    assert statement.conditions == {"StringEquals": {"events:source": "shop-prod"}}
    assert points_to(variables(blueprint, "intake")["ORDERS_BUS_NAME"], "orders/bus")
    assert variables(blueprint, "intake")["ORDERS_EVENT_SOURCE"] == "shop-prod"


def test_a_rule_that_consumes_a_bus_listens_there_and_others_stay_on_the_default_bus() -> None:
    blueprint = lowered(a_shop(a_component("elsewhere", "eventbridge_rule")))

    assert points_to(at(part(blueprint, "placed/rule"), "EventBusName"), "orders/bus")
    assert "EventBusName" not in part(blueprint, "elsewhere/rule").properties


def test_an_archive_keeps_events_of_the_bus_for_the_days_asked() -> None:
    archive = part(lowered(a_shop()), "orders/archive")

    assert points_to(at(archive, "SourceArn"), "orders/bus")
    assert at(archive, "RetentionDays") == 30


def test_the_alarm_of_a_rule_on_a_bus_names_both() -> None:
    found = alarm_specs(a_shop(), "placed")["failed-invocations"].dimensions

    assert points_to(found["EventBusName"], "orders/bus")
    assert found["RuleName"] == "shop-prod-placed"


def test_events_are_paid_at_the_bus_in_units_of_64_kb_and_not_again_at_the_rule() -> None:
    design = a_shop()

    at_bus = usages(design, "orders", entry="shop", calls=1_000_000, event_kb=65)

    assert at_bus["eventbridge.custom_event"].quantity == 2_000_000  # two units of 64 KB each
    assert usages(design, "placed", entry="shop") == {}


def test_an_archive_is_paid_by_gigabyte_written_and_kept() -> None:
    found = usages(a_shop(), "orders", entry="shop", calls=1_048_576, event_kb=2)

    assert found["eventbridge.archive.processing_gb"].quantity == 2  # 1,048,576 x 2 KB
    assert found["eventbridge.archive.storage_gb_month"].quantity == 2  # 2 GB x 30 days / 30


@pytest.mark.parametrize(
    ("extra", "rule"),
    [
        ((a_component("more", "eventbridge_bus"), a_connection("placed consumes more")), "one-bus-per-rule"),
        ((a_connection("intake publishes placed"),), "one-bus-per-rule"),
        ((a_component("files", "s3_bucket"), a_connection("files notifies placed")), "one-bus-per-rule"),
    ],
    ids=["a second bus", "code on the default bus", "a bucket on the default bus"],
)
def test_a_rule_hears_one_bus_only(extra: tuple[Component | Connection, ...], rule: str) -> None:
    assert rules_broken(a_shop(*extra)) == {rule}


def test_a_schedule_cannot_run_on_a_bus_of_ones_own() -> None:
    clock = a_component("clock", "eventbridge_rule", schedule="rate(1 day)")

    assert rules_broken(a_shop(clock, a_connection("clock consumes orders"))) == {"schedule-on-default-bus"}


def test_a_rule_that_hears_code_and_buckets_takes_both() -> None:
    design = a_shop(
        a_component("files", "s3_bucket"),
        a_component("news", "eventbridge_rule"),
        a_connection("files notifies news"),
        a_connection("intake publishes news"),
    )

    pattern = at(part(lowered(design), "news/rule"), "EventPattern.$or")

    assert isinstance(pattern, list)
    assert len(pattern) == 2


def test_a_bus_that_exists_already_is_asked_for_and_not_created() -> None:
    ours = [c if c.id != "orders" else an_existing("orders", "eventbridge_bus") for c in _BASE]

    blueprint = lowered(a_design(ours, _WIRED))

    assert "AWS::Events::EventBus" not in {r.type for r in blueprint.resources}
    assert {"ExistingOrdersBusArn", "ExistingOrdersBusId"} <= {p.name for p in blueprint.parameters}
