"""A message that tells how something stated was wrong is read as what was meant."""

import pytest

from cloudwright.design.intake.changes.restated import renumbered, restated


@pytest.mark.parametrize(
    ("said", "quote", "meant"),
    [
        ("9m was the sales deck. Our log says 900k", "9m calls/day", "900k calls/day"),
        ("140 had the guests in it, my fault. 95.", "~140 admissions per day", "~95 admissions per day"),
        (
            "8 bn was last year. This one will see 12.",
            "8 billion new ones a year",
            "12 billion new ones a year",
        ),
        ("I read the logs again, 4 a second and not 40", "40 on average", "4 a second on average"),
        ("1.5M was per quarter btw, not per month", "1.5M calls monthly", "1.5M calls per quarter"),
    ],
)
def test_what_is_named_as_wrong_gets_the_number_that_is_right(said: str, quote: str, meant: str) -> None:
    found = restated(said, ["3 devs", quote])

    assert found is not None
    assert (found.text, found.quote) == (meant, quote)


@pytest.mark.parametrize(
    ("said", "quote", "meant"),
    [
        ("Uh, 70. My keyboard repeats zeros", "700 trips a day", "70 trips a day"),
        ("Mistake. 18 000.", "rupees 8 000 a month", "rupees 18 000 a month"),
        ("one of the devs just quit, so it's 1", "2 devs", "1 devs"),
        ("sorry, every 5 min", "400 meters, every 15 min", "400 meters, every 5 min"),
    ],
)
def test_a_right_number_alone_takes_the_place_of_the_one_it_fits(said: str, quote: str, meant: str) -> None:
    found = renumbered(said, quote, [quote, "p95 under 300 ms"])

    assert found is not None
    assert found.text == meant


@pytest.mark.parametrize(
    "said", ["wait, is it 70?", "we have 70 pumps", "sorry, no number at all", "70 and 80, sorry"]
)
def test_what_corrects_nothing_is_no_correction(said: str) -> None:
    assert restated(said, ["700 trips a day"]) is None
    assert renumbered(said, "700 trips a day", ["700 trips a day"]) is None
