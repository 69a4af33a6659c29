"""What was counted can be imagined otherwise, whatever it was called."""

from decimal import Decimal

import pytest

from cloudwright.design.intake.asking.scaled import scaled_load, share_of_budget
from cloudwright.design.intake.changes.sketch import Pinned

FIRMS = Pinned(id="users", kind="users", value=1980, quote="220 firms with 9 people each")
FLEET = Pinned(id="traffic", kind="traffic", value=1, quote="4500 of them, each sends every 15 min")
MONEY = Pinned(id="budget", kind="budget", value=30.0, unit="EUR/month", quote="30 euros")


@pytest.mark.parametrize(
    ("said", "stated", "times"),
    [("and if it were 2,200 firms?", FIRMS, 10), ("what if there are 45000 machines one day", FLEET, 10)],
)
def test_another_number_of_what_was_counted_is_so_many_times_the_load(
    said: str, stated: Pinned, times: int
) -> None:
    found = scaled_load(said, (stated,))

    assert found is not None
    assert found.times == times


def test_a_bare_rate_that_is_asked_for_is_a_load() -> None:
    found = scaled_load("and at 300 a second?", ())

    assert found is not None
    assert found.requests_per_month == 788_400_000


@pytest.mark.parametrize(
    "said", ["we have 2,200 firms", "would a plain queue come cheaper?", "what if 12 pigs come?"]
)
def test_what_was_not_counted_or_is_stated_imagines_no_load(said: str) -> None:
    assert scaled_load(said, (FIRMS,)) is None


def test_a_part_of_the_budget_is_a_sum_in_its_currency() -> None:
    found = share_of_budget("say we may have only 10 of the 30?", (MONEY,))

    assert found is not None
    assert (found.amount, found.currency) == (Decimal(10), "EUR")
