"""Pricing again under other assumptions."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from builders.computed import a_golden
from cloudwright.design.catalog import registry
from cloudwright.design.catalog.kind import Element, Kind, PricingContext, Properties, Usage
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.architecture import Environment
from cloudwright.design.pricing.subject import Subject
from cloudwright.design.pricing.tariff import Tariff
from cloudwright.design.pricing.workload import Witness, Workload


def _counted(kind: Kind[Properties], calls: list[str]) -> Kind[Properties]:
    def price(context: PricingContext, element: Element[Properties]) -> Sequence[Usage]:
        calls.append(element.id)
        return kind.price(context, element)

    return replace(kind, price=price)


def _subject(kinds: Mapping[str, Kind[Properties]]) -> Subject:
    drawn = a_golden("image-pipeline").architecture
    return Subject(drawn, Environment.PROD, registry.elements(drawn, Environment.PROD), kinds)


def _workload(calls: list[str], values: Mapping[str, Decimal]) -> Workload:
    counted = {kind_id: _counted(kind, calls) for kind_id, kind in registry.kinds().items()}
    return Workload(_subject(counted), values, tariff=Tariff(load_facts(), "us-east-1"))


def test_only_elements_that_depend_on_an_assumption_are_priced_again() -> None:
    calls: list[str] = []
    workload = _workload(calls, {})
    calls.clear()
    workload.total({"table_storage_gb": Decimal(7)})
    assert calls == ["images"]


def test_more_calls_from_outside_price_everything_again() -> None:
    calls: list[str] = []
    workload = _workload(calls, {})
    first = list(calls)
    calls.clear()
    workload.total({"uploads_per_month": Decimal(7)})
    assert calls == first


@pytest.mark.parametrize("changed", ["table_storage_gb", "stored_gb", "uploads_per_month", "item_size_kb"])
def test_changed_total_is_the_one_a_fresh_start_gives(changed: str) -> None:
    tariff = Tariff(load_facts(), "us-east-1")
    base: Mapping[str, Decimal] = {"uploads_per_month": Decimal(100_000)}
    other = {**base, changed: Decimal(12_345)}
    subject = _subject(registry.kinds())
    moved = Workload(subject, base, tariff=tariff).total({changed: Decimal(12_345)})
    assert moved == Workload(subject, other, tariff=tariff).bill().usd


def test_nothing_is_missed_by_the_witness() -> None:
    witness = Witness({"a": Decimal(1), "b": Decimal(2)})
    assert witness.get("absent") is None
    assert "a" in witness
    assert witness.seen == {"absent", "a"}
    assert list(witness) == ["a", "b"]
    assert witness.seen == {"absent", "a", "b"}
