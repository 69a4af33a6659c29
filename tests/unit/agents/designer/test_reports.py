"""What is said of a design that a new requirement changed."""

import pytest

from cloudwright.agents.designer.reports import taken_in
from cloudwright.agents.designer.results import Amount, Design, OptionLine, Share, Stated, Understanding
from cloudwright.agents.designer.wording import against_budget

NEWS = Understanding(understood=(Stated(id="traffic", statement="5,000,000 requests a month"),))


def option(total: str, part: str) -> OptionLine:
    share = Share(title="User directory", monthly_cost=Amount(amount=part))
    return OptionLine(id="opt_1", name="Lean", monthly_cost=Amount(amount=total), costliest=share)


def said(before: str, after: OptionLine) -> str:
    design = Design(option_id="opt_1", monthly_cost=Amount(amount=before))
    return taken_in(NEWS, design, [after])


def test_the_part_behind_a_bill_that_doubled_is_named() -> None:
    assert "instead of USD 1.35, most of it User directory (USD 225.00)" in said(
        "1.35", option("229.56", "225.00")
    )


@pytest.mark.parametrize(
    ("before", "after"), [("20.00", option("39.99", "38.00")), ("10.00", option("40.00", "19.99"))]
)
def test_no_part_is_named_for_a_smaller_rise_or_a_bill_of_many_parts(before: str, after: OptionLine) -> None:
    assert "most of it" not in said(before, after)


LOAD = Stated(statement="1,314,000,000 requests a month", quote="500 requests per second")
BUDGET = Stated(statement="Costs at most USD 5.00 a month", quote="$5 a month")


def test_a_load_that_no_option_carries_within_the_budget_is_named_with_both_phrases() -> None:
    dear, dearer = (
        option(total, "1.00").model_copy(update={"unmet": (BUDGET.statement,)})
        for total in ("900.00", "1000.00")
    )
    found = against_budget(Understanding(understood=(LOAD, BUDGET)), [dearer, dear])

    assert "'500 requests per second' and '$5 a month' do not go together" in found
    assert "costs USD 900.00 a month" in found


def test_a_budget_that_one_option_keeps_contradicts_nothing() -> None:
    dear = option("900.00", "1.00").model_copy(update={"unmet": (BUDGET.statement,)})

    assert not against_budget(Understanding(understood=(LOAD, BUDGET)), [dear, option("4.00", "1.00")])
