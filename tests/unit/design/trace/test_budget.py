"""A budget in another currency, held against a cost in dollars."""

from decimal import Decimal

from builders.computed import TODAY, a_golden
from cloudwright.design.evaluation.evaluate import evaluate
from cloudwright.design.evaluation.evaluation import Evaluation
from cloudwright.design.facts.load import load_facts
from cloudwright.design.model.architecture import Environment
from cloudwright.design.model.brief import Assumption, Brief, Requirement, RequirementKind
from cloudwright.design.model.budget import stated_budget
from cloudwright.design.trace.requirement import Status, Traced


def _budget(amount: float, unit: str) -> Requirement:
    return Requirement(id="budget", kind=RequirementKind.BUDGET, statement="As said", value=amount, unit=unit)


def _evaluated(amount: float, unit: str, *, rates: dict[str, str] | None = None) -> Evaluation:
    document = a_golden("web-app")  # USD 3.06 a month in eu-west-1, 8.97 at the high end
    design = document.architecture.model_copy(
        update={"assumptions": {name: Decimal(rate) for name, rate in (rates or {}).items()}}
    )
    brief = document.brief.model_copy(update={"requirements": (_budget(amount, unit),)})
    return evaluate(design, brief, environment=Environment.PROD, facts=load_facts(), as_of=TODAY)


def _traced(amount: float, unit: str, *, rates: dict[str, str] | None = None) -> Traced:
    return _evaluated(amount, unit, rates=rates).requirements[0]


def test_comparison_stands_beside_the_conversion_and_its_label() -> None:
    found = _traced(200, "EUR/month")

    assert found.status is Status.MET
    assert "is within €200." in found.evidence
    assert found.evidence.endswith("€200 is USD 230.40 at 1.152 US dollars for one euro.")


def test_rate_set_for_the_design_decides() -> None:
    """USD 3.06 is above EUR 10 when a euro is worth thirty cents."""
    found = _traced(10, "EUR/month", rates={"usd_per_eur": "0.30"})

    assert found.status is Status.UNMET
    assert "above €10" in found.evidence
    assert "€10 is USD 3.00 at 0.30" in found.evidence


def test_budget_that_the_high_end_keeps_only_at_today_s_rate_is_partly_met() -> None:
    """EUR 8 is USD 9.22 at 1.152, above the high end of USD 8.97; at 1.036 it is USD 8.29, below it."""
    found = _traced(8, "EUR/month")

    assert found.status is Status.PARTLY
    assert "At 1.036, its lowest in two years, it is USD 8.29, less than the high end." in found.evidence
    assert _traced(8, "EUR/month", rates={"usd_per_eur": "1.152"}).status is Status.MET


def test_currency_without_a_rate_is_named_as_not_compared() -> None:
    found = _traced(900, "PLN/month")

    assert found.status is Status.NOT_ASSESSABLE
    assert "PLN 900 is kept as it was said, not compared" in found.evidence
    assert "usd_per_pln" in found.evidence


def test_rate_that_somebody_gives_makes_any_currency_comparable() -> None:
    found = _traced(900, "PLN/month", rates={"usd_per_pln": "0.27"})

    assert found.status is Status.MET
    assert found.evidence.endswith("PLN 900 is USD 243.00 at 0.27 US dollars for one PLN.")


def test_rate_is_among_the_assumptions_of_the_estimate_and_moves_no_price() -> None:
    euros, dollars = _evaluated(200, "EUR/month"), _evaluated(200, "USD/month")

    assert "usd_per_eur" in {a.id for a in euros.estimate.assumptions}
    assert "usd_per_eur" not in {a.id for a in dollars.estimate.assumptions}
    assert euros.estimate.total == dollars.estimate.total


def test_strictest_of_several_budgets_is_the_one_that_is_watched() -> None:
    design = a_golden("web-app").architecture
    requirements = (
        _budget(200, "EUR/month"),
        _budget(210, "USD/month").model_copy(update={"id": "budget-2"}),
        _budget(5, "PLN/month").model_copy(update={"id": "budget-3"}),
    )

    found = stated_budget(Brief(requirements=requirements), design, facts=load_facts())

    assert found is not None
    assert str(found.said) == "USD 210.00"


def test_stated_rate_of_the_brief_comes_before_the_dated_one() -> None:
    rate = Assumption(id="usd_per_eur", label="Mine", value=Decimal("1.05"), unit="USD/EUR", basis="stated")
    brief = Brief(requirements=(_budget(200, "EUR/month"),), assumptions=(rate,))

    found = stated_budget(brief, a_golden("web-app").architecture, facts=load_facts())

    assert found is not None
    assert str(found.usd) == "USD 210.00"
    assert found.words == "€200 (USD 210.00 at 1.05)"


def test_every_rate_lies_in_its_range_and_says_where_it_comes_from() -> None:
    for rate in load_facts().rates.values():
        assert 0 < rate.low <= rate.usd <= rate.high
        assert rate.provenance.source
        assert rate.provenance.as_of
