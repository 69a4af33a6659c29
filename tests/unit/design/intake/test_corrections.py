"""A message that only corrects a number is the message before, said right."""

import pytest

from cloudwright.design.intake.changes.corrections import corrected, correction


@pytest.mark.parametrize(
    ("text", "before", "meant"),
    [
        ("rather after 45", "archive them after 20 days", "archive them after 45 days"),
        ("oops, 7 not 70", "about 70 orders per hour", "about 7 orders per hour"),
        ("make that 3 GB", "give the worker 2 GB and 60 seconds", "give the worker 3 GB and 60 seconds"),
        ("no, $90", "keep it under $120", "keep it under $90"),
        ("actually 40k", "we have 4k users", "we have 40k users"),
        ("250 instead", "limit it to 500 calls a second", "limit it to 250 calls a second"),
        ("hmm, it's 36 hours, sorry", "retention of 24 hours please", "retention of 36 hours please"),
    ],
)
def test_the_number_before_is_replaced(text: str, before: str, meant: str) -> None:
    assert corrected(text, before) == meant


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("500", "limit it"),  # nothing says that it corrects
        ("make it 5", "at least 2 and at most 9 servers"),  # which of the two?
        ("no, 7 not 6", "about 70 orders per hour"),
        ("actually add a firewall", "keep logs 30 days"),
        ("add 3 readers", "keep logs 30 days"),
        ("rather after " + "6" * 400, "archive after 20 days"),
    ],
)
def test_anything_else_stands_for_itself(text: str, before: str) -> None:
    assert corrected(text, before) is None


@pytest.mark.parametrize(
    ("text", "quote", "meant"),
    [
        ("actually make it 70k a day", "9k calls a day", "70k calls a day"),
        ("sorry, 45.000. One zero too many", "450.000 visits per month", "45.000 visits per month"),
        ("per hour, not per minute", "8 scans a minute", "8 scans per hour"),
        ("I meant per week", "40 reports a day", "40 reports per week"),
        ("it's 75 CHF, not USD", "75 USD", "75 CHF"),
        ("the scans are 12 MB, not 2", "2 MB each", "12 MB each"),
        ("I said 500, I meant 700", "500 people", "700 people"),
        ("not 4 but 14 orders a minute", "4 orders a minute", "14 orders a minute"),
        ("SOC 2, not HIPAA", "HIPAA", "SOC 2"),
    ],
)
def test_what_was_stated_long_ago_is_corrected_in_its_own_words(text: str, quote: str, meant: str) -> None:
    found = correction(text, "add a dashboard", ["a team of 3", quote])

    assert found is not None
    assert (found.text, found.quote) == (meant, quote)
