"""A design beside a smaller budget: what could go, what that saves, and what is lost."""

from decimal import Decimal

import pytest

from builders.golden import golden, golden_document
from builders.sketches import sketch_of
from cloudwright.design.catalog.vocabulary import CatalogVocabulary
from cloudwright.design.evaluation.economies import economies
from cloudwright.design.evaluation.spending import Spending, at_budget
from cloudwright.design.facts.load import load_facts
from cloudwright.design.intake.changes.understand import Wish, understand
from cloudwright.design.model.apply import apply
from cloudwright.design.model.architecture import Environment
from cloudwright.design.pricing.assumptions import effective
from cloudwright.design.pricing.price import estimate
from cloudwright.kit.money import Money

FACTS = load_facts()
DESIGNS = (
    "container-web",
    "server-web",
    "web-app-guarded",
    "image-pipeline",
    "clickstream",
    "relational",
    "private-data",
)


def beside(name: str, dollars: str) -> Spending:
    document = golden_document(name)
    return at_budget(document.architecture, document.brief, Money(amount=Decimal(dollars)), facts=FACTS)


def test_a_design_under_the_limit_fits_and_needs_nothing() -> None:
    spending = beside("web-app", "60")

    assert spending.fits
    assert spending.needed == ()
    assert spending.after == spending.now


def test_the_largest_savings_come_first_and_reach_the_limit() -> None:
    spending = beside("container-web", "400")

    amounts = [each.saves.amount for each in spending.savings]
    assert amounts == sorted(amounts, reverse=True)
    assert not spending.fits
    assert spending.reached
    assert spending.after.amount <= 400 < spending.now.amount


def test_a_limit_below_everything_is_not_reached_and_says_what_is_left() -> None:
    spending = beside("container-web", "20")

    assert not spending.reached
    assert spending.share is None
    assert spending.after.amount > 20


def test_less_load_fits_where_the_bill_follows_it() -> None:
    spending = beside("clickstream", "50")

    assert spending.share is not None
    assert 0 < spending.share < 1


def test_each_element_is_given_up_once() -> None:
    elements = [each.element_id for each in beside("server-web", "20").needed]

    assert len(elements) == len(set(elements))


@pytest.mark.parametrize("name", DESIGNS)
def test_every_order_is_understood_as_the_edits_that_were_priced(name: str) -> None:
    architecture = golden(name)
    for each in economies(architecture):
        understood = understand(each.order, sketch_of(architecture))
        assert understood.wish is Wish.CHANGE, each.order
        assert understood.proposed is not None
        assert understood.proposed.edits == each.edits


def test_what_is_needed_together_costs_what_is_said_after_it() -> None:
    document = golden_document("server-web")
    spending = beside("server-web", "300")
    edits = tuple(edit for each in spending.needed for edit in each.edits)

    after = apply(document.architecture, edits, CatalogVocabulary(FACTS))
    assumptions = effective(document.brief, after, facts=FACTS)

    assert estimate(after, Environment.PROD, assumptions=assumptions, facts=FACTS).total == spending.after
