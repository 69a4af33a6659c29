"""Another load is imagined, not stated: as a factor, or as requests a month."""

from decimal import Decimal

import pytest

from cloudwright.design.intake.changes.what_ifs import other_load


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("what if the traffic doubles?", "2"),
        ("suppose we get 12 times the orders", "12"),
        ("can it survive 50x load?", "50"),
        ("on the sale it's 8x", "8"),
        ("how would it cope with half the users?", "0.5"),
        ("imagine a hundred times the uploads", "100"),
        ("what happens if volume goes up 2.5-fold", "2.5"),
    ],
)
def test_a_factor_is_read(text: str, times: str) -> None:
    found = other_load(text)

    assert found is not None
    assert found.times == Decimal(times)


def test_an_amount_is_read_as_requests_a_month() -> None:
    found = other_load("what if we grow to 30 million requests a month?")

    assert found is not None
    assert found.requests_per_month == Decimal(30_000_000)


@pytest.mark.parametrize(
    "text",
    [
        "we have 3 million requests a month",  # stated
        "what if the budget doubles?",  # no load
        "what happens if the table is deleted?",
        "why is it twice as expensive?",
        "make it 10x " + "very " * 100,
    ],
)
def test_what_imagines_no_load_is_left_alone(text: str) -> None:
    assert other_load(text) is None
