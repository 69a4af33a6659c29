"""Quantities follow from the load and the assumptions, and say how."""

from decimal import Decimal

import pytest

from builders.golden import NAMES, golden
from cloudwright.design.catalog import registry
from cloudwright.design.catalog.entries import entries
from cloudwright.design.catalog.formulas import number
from cloudwright.design.catalog.kind import PricingContext, Usage
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.architecture import Architecture, Environment
from cloudwright.design.model.load import monthly_load

_UPLOADS = {"uploads_per_month": Decimal(100_000), "requests_per_month": Decimal(1_000_000)}


def usages(
    design: Architecture, element_id: str, *, assumptions: dict[str, Decimal] | None = None
) -> list[Usage]:
    known = {**_UPLOADS, **(assumptions or {})}
    elements = registry.elements(design, Environment.PROD)
    context = PricingContext(
        architecture=design,
        environment=Environment.PROD,
        elements=elements,
        load=monthly_load(design, entries(elements.values(), known)),
        assumptions=known,
    )
    element = elements[element_id]
    return list(registry.kind(element.component.kind).price(context, element))


def quantity(found: list[Usage], dimension_id: str) -> Decimal:
    return sum((u.quantity for u in found if u.dimension_id == dimension_id), Decimal(0))


# Designs whose every dimension has a figure of Ireland's own; what the others lack there is said as unpriced.
_PRICED_IN_IRELAND = ("image-pipeline", "web-app", "web-app-guarded")
# No price list was found that has it for either Region.
_NOWHERE = {"rds.proxy.acu_hour"}
_PRICED = [
    *((name, "us-east-1") for name in NAMES),
    *((name, "eu-west-1") for name in _PRICED_IN_IRELAND),
]


@pytest.mark.parametrize(("name", "region"), _PRICED)
def test_every_dimension_of_the_golden_designs_has_a_price(name: str, region: str) -> None:
    design = golden(name)

    missing = {
        u.dimension_id
        for component in design.components
        for u in usages(design, component.id)
        if u.dimension_id and load_facts().price(u.region or region, u.dimension_id) is None
    }

    assert missing <= _NOWHERE


def test_a_functions_time_is_runs_times_seconds_times_memory() -> None:
    found = usages(golden("image-pipeline"), "thumbnail-worker")

    assert quantity(found, "lambda.gb_second.arm64") == 100_000 * Decimal("1.5") * 1
    assert "100,000 runs x 1.5 s x 1 GB" in {u.formula for u in found}


def test_an_assumption_of_one_function_wins_over_the_general_one() -> None:
    design = golden("web-app")

    general = usages(design, "api-handler", assumptions={"function_duration_ms": Decimal(200)})
    own = usages(design, "api-handler", assumptions={"function_duration_ms_api_handler": Decimal(400)})

    assert quantity(own, "lambda.gb_second.arm64") == 2 * quantity(general, "lambda.gb_second.arm64")


def test_a_queue_pays_for_sending_taking_and_waiting() -> None:
    found = usages(golden("image-pipeline"), "thumbnail-jobs")

    waiting = 5 * 180 * 730
    assert quantity(found, "sqs.standard.request") == 100_000 + 200_000 + waiting
    assert [u.quantity for u in found if u.fixed] == [waiting]


def test_writing_to_a_table_with_an_index_writes_twice() -> None:
    found = usages(golden("web-app-guarded"), "items")

    assert quantity(found, "dynamodb.on_demand.write_request_unit") == 2 * 100_000
    assert quantity(found, "dynamodb.on_demand.read_request_unit") == 400_000 / Decimal(2)


def test_a_nightly_function_runs_as_often_as_its_schedule() -> None:
    found = usages(golden("image-pipeline"), "cleanup")

    assert round(quantity(found, "lambda.request"), 2) == Decimal("30.42")


def test_a_schedule_that_is_off_starts_nothing() -> None:
    design = golden("image-pipeline")
    off = [
        c.model_copy(update={"properties": {**c.properties, "enabled": False}}) if c.id == "nightly" else c
        for c in design.components
    ]

    found = usages(design.model_copy(update={"components": tuple(off)}), "cleanup")

    assert quantity(found, "lambda.request") == 0


def test_alarms_are_counted_as_they_are_made() -> None:
    found = usages(golden("web-app", region="us-east-1"), "operations")

    assert quantity(found, "cloudwatch.alarm.standard_month") == 10


def test_a_topic_with_a_twin_abroad_pays_for_two_keys() -> None:
    abroad = usages(golden("web-app-guarded"), "alerts")
    home = usages(golden("web-app-guarded", region="us-east-1"), "alerts")

    assert [u.region for u in abroad if u.dimension_id == "kms.key_month"] == [None, "us-east-1"]
    assert quantity(home, "kms.key_month") == 1


@pytest.mark.parametrize(
    ("value", "text"),
    [("1250000", "1,250,000"), ("0.25", "0.25"), ("30.416667", "30.42"), ("0", "0"), ("0.0000001", "0")],
)
def test_numbers_are_written_to_be_read(value: str, text: str) -> None:
    assert number(Decimal(value)) == text
