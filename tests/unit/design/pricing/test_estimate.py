"""The estimate of whole designs."""

from decimal import Decimal

import pytest

from builders.computed import a_component, a_connection, a_golden, an_architecture
from cloudwright.design.catalog.kind import AssumptionSpec
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.architecture import Architecture, Environment
from cloudwright.design.model.brief import Assumption, Brief
from cloudwright.design.pricing.assumptions import effective
from cloudwright.design.pricing.estimate import Estimate
from cloudwright.design.pricing.price import estimate
from cloudwright.design.pricing.sensitivity import bounds
from cloudwright.kit.money import Money

GOLDEN = ("web-app", "web-app-guarded", "image-pipeline")


def _requests(value: int) -> Assumption:
    return Assumption(
        id="requests_per_month", label="Requests", value=Decimal(value), unit="requests/month", basis="stated"
    )


def _estimate(
    architecture: Architecture, brief: Brief | None = None, environment: Environment = Environment.PROD
) -> Estimate:
    known = effective(brief or Brief(), architecture, facts=load_facts())
    return estimate(architecture, environment, assumptions=known, facts=load_facts())


def _golden(name: str, region: str = "us-east-1") -> Estimate:
    document = a_golden(name)
    return _estimate(document.architecture.model_copy(update={"region": region}), document.brief)


@pytest.mark.parametrize("name", GOLDEN)
def test_total_is_the_sum_of_the_lines_and_of_fixed_and_usage(name: str) -> None:
    priced = _golden(name)
    assert priced.total == sum((line.amount for line in priced.lines), Money.zero())
    assert priced.total == priced.fixed + priced.usage
    assert priced.list_total == priced.total + sum((line.allowance for line in priced.lines), Money.zero())


@pytest.mark.parametrize("name", GOLDEN)
def test_total_lies_within_its_range(name: str) -> None:
    priced = _golden(name)
    assert priced.low.amount < priced.total.amount < priced.high.amount
    assert len(priced.drivers) == 3


@pytest.mark.parametrize("name", GOLDEN)
def test_every_line_shows_formula_unit_price_and_source(name: str) -> None:
    for line in _golden(name).lines:
        assert line.formula
        assert line.unit_price.startswith(("USD ", "per "))
        assert line.source
        assert line.as_of or line.status == "recalled-unverified"


@pytest.mark.parametrize("name", GOLDEN)
def test_elements_add_up_to_the_total(name: str) -> None:
    priced = _golden(name)
    elements = {line.element_id for line in priced.lines}
    assert sum((priced.of(element) for element in elements), Money.zero()) == priced.total


def test_drivers_are_those_with_the_widest_swing_first() -> None:
    swings = [abs(d.high_total.amount - d.low_total.amount) for d in _golden("image-pipeline").drivers]
    assert swings == sorted(swings, reverse=True)


@pytest.mark.parametrize("driver", range(3))
def test_driver_totals_are_what_the_whole_estimate_says_at_that_value(driver: int) -> None:
    document = a_golden("image-pipeline")
    moved = _estimate(document.architecture, document.brief).drivers[driver]
    changed = document.architecture.model_copy(
        update={"assumptions": {moved.assumption_id: moved.high_value}}
    )
    assert _estimate(changed, document.brief).total == moved.high_total


def test_region_without_figures_is_incomplete_and_names_what_is_missing() -> None:
    priced = _golden("web-app", "ap-southeast-1")
    assert not priced.complete
    assert "no figure for ap-southeast-1" in {missing.reason for missing in priced.unpriced}
    assert all(missing.what for missing in priced.unpriced)


def test_region_with_figures_is_complete() -> None:
    assert _golden("web-app").complete


def test_existing_component_is_left_out_and_said_so() -> None:
    table = a_component("items", "dynamodb_table")
    existing = an_architecture(table.model_copy(update={"existing": True}))
    priced = _estimate(existing)
    assert priced.lines == ()
    assert any("items" in note for note in priced.notes)
    assert _estimate(an_architecture(table)).lines


def test_design_value_takes_the_place_of_the_one_in_the_brief() -> None:
    document = a_golden("web-app")
    busy = document.architecture.model_copy(
        update={"assumptions": {"requests_per_month": Decimal(90_000_000)}}
    )
    assert _estimate(busy, document.brief).total.amount > 10 * _golden("web-app").total.amount
    found = next(
        a for a in effective(document.brief, busy, facts=load_facts()) if a.id == "requests_per_month"
    )
    assert (found.value, found.basis) == (Decimal(90_000_000), "stated")


def test_number_nobody_stated_takes_the_default_of_its_kind() -> None:
    drawn = a_golden("web-app").architecture
    known = {a.id: a for a in effective(Brief(assumptions=(_requests(5),)), drawn, facts=load_facts())}
    assert known["requests_per_month"].value == 5
    assert known["function_duration_ms"].basis == "default"


def test_every_actor_with_its_own_assumption_is_an_entry() -> None:
    drawn = an_architecture(
        a_component("staff", "external_actor", calls_assumption="staff_calls"),
        a_component("api", "http_api"),
        a_component("handler", "lambda_function"),
        connections=(a_connection("staff requests api"), a_connection("api invokes handler")),
    )
    calls = Assumption(id="staff_calls", label="Staff", value=Decimal(7), unit="requests/month")
    priced = _estimate(drawn, Brief(assumptions=(calls,)))
    assert next(ln for ln in priced.lines if ln.dimension_id == "apigateway.http.request").quantity == 7


def test_low_and_high_move_with_a_stated_value() -> None:
    spec = AssumptionSpec("size", "Size", Decimal(10), "KB", Decimal(5), Decimal(40))
    assert bounds(spec, Decimal(10)) == (Decimal(5), Decimal(40))
    assert bounds(spec, Decimal(100)) == (Decimal(50), Decimal(400))


def test_percentage_never_rises_above_one_hundred() -> None:
    spec = AssumptionSpec("hits", "Hits", Decimal(50), "percent", Decimal(25), Decimal(80))
    assert bounds(spec, Decimal(90))[1] == 100


def test_estimate_dates_its_figures_from_oldest_to_newest() -> None:
    assert _golden("web-app").as_of.startswith("2024-")
    assert " to " in _golden("web-app").as_of
