"""Slips of the keyboard are read as what was meant and quoted as typed; other words are left alone."""

import pytest

from cloudwright.design.intake.read import read
from cloudwright.design.intake.spelling import read_through, respelled
from cloudwright.design.model.brief import Brief


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("undo taht", "undo that"),
        ("the functoin needs memmory", "the function needs memory"),
        ("evry 5 min", "every 5 min"),
        ("lamda and 3000 usrs", "lambda and 3000 users"),
    ],
)
def test_a_slip_is_read_as_the_word_that_was_meant(typed: str, meant: str) -> None:
    assert respelled(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "three even forms, cold mail",
        "our Servr Ltd",
        "serves early ones",
        "orders of a user's account",
        "a.functoin.example",
    ],
)
def test_words_that_are_right_and_names_are_left_alone(text: str) -> None:
    assert respelled(text) == text


def test_every_character_knows_where_it_was_typed() -> None:
    known = read_through("evry lamda, 5 GB")
    start = known.text.index("lambda")

    assert known.typed[slice(*known.span(start, start + len("lambda")))] == "lamda"
    assert known.quoted("every", 0, len("every")) == "evry"


def test_a_requirement_quotes_the_slip_as_it_was_typed() -> None:
    brief = read("an api, 4500 machins, each sends its sales evry 15 min, lamda", Brief())

    assert {r.value: r.quote for r in brief.requirements if r.kind == "service"} == {
        "lambda_function": "lamda"
    }
    assert [r.value for r in brief.requirements if r.kind == "traffic"] == [13_140_000]
