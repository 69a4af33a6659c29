"""An option is chosen by its place, its letter or its name."""

import pytest

from cloudwright.design.intake.changes.choices import chosen_option

NAMES = ("Lean serverless", "Guarded serverless", "Buffered writes")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("let's go with the third one", 2),
        ("I prefer the first", 0),
        ("take the last option, please", 2),
        ("option B", 1),
        ("C", 2),
        ("we pick Guarded serverless", 1),
        ("I like the buffered one", 2),
        ("no, back to the first", 0),
        ("stick with the simplest", 0),
    ],
)
def test_an_option_is_chosen(text: str, place: int) -> None:
    assert chosen_option(text, NAMES) == place


@pytest.mark.parametrize(
    "text",
    [
        "use the second queue for failures",
        "is the second one cheaper?",
        "go with the fourth one",  # there are three
        "I like the serverless one",  # two are
        "take backups",
        "add a firewall to the first bucket",
    ],
)
def test_what_chooses_none_is_left_alone(text: str) -> None:
    assert chosen_option(text, NAMES) is None


def test_nothing_is_chosen_where_nothing_is_offered() -> None:
    assert chosen_option("the first one, I take it", ()) is None
