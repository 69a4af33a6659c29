"""More load moves what comes a month, and nothing else."""

from datetime import date
from decimal import Decimal

import pytest

from builders.golden import golden_document
from cloudwright.design.evaluation.evaluate import evaluate
from cloudwright.design.evaluation.load import requests_a_month, under_load, without_own_amounts
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.architecture import Environment
from cloudwright.design.model.brief_edits import StateAssumption, apply_to_brief
from cloudwright.design.pricing.assumptions import effective

FACTS = load_facts()


@pytest.mark.parametrize("name", ["web-app", "image-pipeline", "clickstream", "container-web"])
def test_the_bill_grows_with_the_load_and_is_the_same_at_once_the_load(name: str) -> None:
    totals = [total(name, times) for times in (Decimal("0.1"), Decimal(1), Decimal(10))]

    assert totals[1] == as_it_is(name)
    assert totals[0] <= totals[1] < totals[2]


def test_sizes_and_shares_stay() -> None:
    document = golden_document("image-pipeline")
    loaded = under_load(document.brief, document.architecture, Decimal(10), facts=FACTS)
    once = under_load(document.brief, document.architecture, Decimal(1), facts=FACTS)

    for before, after in zip(once.assumptions, loaded.assumptions, strict=True):
        grown = before.value * 10 if before.unit.endswith("/month") else before.value
        assert after.value == grown, before.id


def test_requests_a_month_are_those_the_design_is_priced_for() -> None:
    document = golden_document("web-app")

    assert requests_a_month(document.brief, document.architecture, facts=FACTS) == document.brief.assumed(
        "requests_per_month", Decimal(0)
    )


def total(name: str, times: Decimal) -> Decimal:
    document = golden_document(name)
    loaded = under_load(document.brief, document.architecture, times, facts=FACTS)
    evaluation = evaluate(
        without_own_amounts(document.architecture),
        loaded,
        environment=Environment.PROD,
        facts=FACTS,
        as_of=date(2026, 11, 1),
    )
    return evaluation.estimate.total.amount


def as_it_is(name: str) -> Decimal:
    document = golden_document(name)
    found = evaluate(
        document.architecture,
        document.brief,
        environment=Environment.PROD,
        facts=FACTS,
        as_of=date(2026, 11, 1),
    )
    return found.estimate.total.amount


def test_an_amount_that_was_stated_by_its_id_alone_has_its_unit_and_grows_with_the_load() -> None:
    document = golden_document("image-pipeline")
    design = document.architecture
    defaults = [each for each in effective(document.brief, design, facts=FACTS) if each.basis == "default"]
    monthly = next(each for each in defaults if each.unit.endswith("/month"))
    stated = apply_to_brief(document.brief, (StateAssumption(id=monthly.id, value=Decimal(7)),))

    loaded = under_load(stated, design, Decimal(10), facts=FACTS).assumption(monthly.id)

    assert loaded is not None
    assert (loaded.label, loaded.unit, loaded.value) == (monthly.label, monthly.unit, Decimal(70))
