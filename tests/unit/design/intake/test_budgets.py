"""Budgets, read in the currency in which they are said."""

from decimal import Decimal

import pytest

from cloudwright.design.intake.read import completed, read
from cloudwright.design.model.brief import Brief, Requirement
from cloudwright.design.model.brief_edits import RemoveRequirement, StateAssumption, apply_to_brief

SAID = (
    ("an API under €200 a month", "EUR", "200", "Costs at most €200 a month"),
    ("£150/month for a website", "GBP", "150", "Costs at most £150 a month"),
    ("CHF 90 monthly", "CHF", "90", "Costs at most CHF 90 a month"),
    ("a website for 200 euros", "EUR", "200", "Costs at most €200 a month"),
    ("it must stay under ¥20,000", "JPY", "20000", "Costs at most ¥20,000 a month"),
    ("A$300 per month", "AUD", "300", "Costs at most A$300 a month"),
    ("under $50 CAD", "CAD", "50", "Costs at most CA$50 a month"),
    ("120 Canadian dollars a month", "CAD", "120", "Costs at most CA$120 a month"),
    ("200 €/month", "EUR", "200", "Costs at most €200 a month"),
    ("it costs 1.200,50 € a month", "EUR", "1200.5", "Costs at most €1,200.50 a month"),
    ("€2.400 a year", "EUR", "200", "Costs at most €200 a month"),
    ("budget of 200 pounds", "GBP", "200", "Costs at most £200 a month"),
    ("at most 900 PLN", "PLN", "900", "Costs at most PLN 900 a month"),
    ("PLN 900 a month", "PLN", "900", "Costs at most PLN 900 a month"),
    ("US$ 40 a month", "USD", "40", "Costs at most USD 40.00 a month"),
    ("an API, budgt 100 dolars a mnth", "USD", "100", "Costs at most USD 100.00 a month"),
    ("an API in Ireland, 80 usd", "USD", "80", "Costs at most USD 80.00 a month"),
    ("from 50 to 100 dollars is fine", "USD", "100", "Costs at most USD 100.00 a month"),
    ("$1.5k monthly", "USD", "1500", "Costs at most USD 1,500.00 a month"),
)
NO_BUDGET = (
    "an API for ALL 5 services",
    "max 30 CAD files",
    "parcels of up to 5 pounds",
    "€3 per user",
    "under 50 kr",
    "we won 3 prizes a month",
    "a shop where a shirt is 20 EUR and a hat 10 EUR",
    "tickets at $20 or $30",
)


def _budget(brief: Brief) -> Requirement:
    found = brief.requirement("budget")
    assert found is not None
    return found


@pytest.mark.parametrize("said", SAID, ids=lambda said: said[0])
def test_budget_keeps_the_currency_it_was_said_in(said: tuple[str, str, str, str]) -> None:
    text, currency, amount, statement = said
    found = _budget(read(text, Brief()))

    assert found.unit == f"{currency}/month"
    assert Decimal(str(found.value)) == Decimal(amount)
    assert found.statement == statement


@pytest.mark.parametrize("text", NO_BUDGET)
def test_amount_that_is_about_something_else_is_no_budget(text: str) -> None:
    assert read(text, Brief()).requirement("budget") is None


def test_foreign_budget_brings_its_dated_rate_as_an_assumption() -> None:
    brief = read("an API under €200 a month", Brief())

    rate = brief.assumption("usd_per_eur")
    assert rate is not None
    assert (rate.label, rate.unit, rate.basis) == ("US dollars for one euro", "USD/EUR", "default")
    assert Decimal("0.5") < rate.value < 2
    assert "2026-06" in rate.reason


def test_budget_in_dollars_brings_no_rate() -> None:
    assert not [a for a in read("under $200 a month", Brief()).assumptions if a.id.startswith("usd_per_")]


def test_rate_that_somebody_stated_stays_when_the_brief_is_read_again() -> None:
    brief = read("an API under €200 a month", Brief())
    stated = apply_to_brief(brief, (StateAssumption(id="usd_per_eur", value=Decimal("1.05")),))

    again = read("with sign-in", completed(stated)).assumption("usd_per_eur")

    assert again is not None
    assert (again.value, again.basis, again.label) == (Decimal("1.05"), "stated", "US dollars for one euro")


def test_same_amount_in_another_currency_is_another_budget() -> None:
    brief = read("make it $200 a month", read("an API under €200 a month", Brief()))

    assert _budget(brief).unit == "USD/month"
    assert brief.assumption("usd_per_eur") is None


def test_rate_leaves_with_its_budget() -> None:
    brief = read("an API under €200 a month", Brief())

    without = completed(apply_to_brief(brief, (RemoveRequirement(id="budget"),)))

    assert without.assumption("usd_per_eur") is None


def test_currency_without_a_known_rate_is_kept_without_one() -> None:
    brief = read("an API for PLN 900 a month", Brief())

    assert _budget(brief).statement == "Costs at most PLN 900 a month"
    assert brief.unused == ()
    assert not [a for a in brief.assumptions if a.id.startswith("usd_per_")]
