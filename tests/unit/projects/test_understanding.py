"""Words that nothing was made of: explained they become requirements, dropped they are gone."""

import pytest

from cloudwright.design.model.brief import Brief
from cloudwright.design.model.brief_edits import DropPhrase, apply_to_brief
from cloudwright.design.model.errors import EditRejected
from cloudwright.projects.understanding import understood

SENTENCE = "A JSON API for 50,000 visits a month, and it should feel like velvet on our kiosk screens."
PHRASE = "feel like velvet on our kiosk screens"


def brief() -> Brief:
    return understood(SENTENCE, Brief()).brief


@pytest.mark.parametrize("quotes", ["“{}”", '"{}"'])
def test_words_that_are_explained_are_used_from_then_on(quotes: str) -> None:
    assert brief().unused == (PHRASE,)

    found = understood(f"{quotes.format(PHRASE)} means: it answers within 200 ms.", brief())

    assert [each.statement for each in found.new] == ["Answers within 200 ms"]
    assert found.brief.unused == ()
    assert found.unused == ()


def test_an_explanation_that_says_nothing_leaves_the_words_where_they_are() -> None:
    found = understood(f"“{PHRASE}” means: wonderful, of course.", brief())

    assert found.new == ()
    assert PHRASE in found.brief.unused


def test_words_that_do_not_matter_are_dropped_once() -> None:
    dropped = apply_to_brief(brief(), (DropPhrase(phrase=PHRASE),))

    assert dropped.unused == ()
    assert dropped.requirements == brief().requirements
    with pytest.raises(EditRejected, match="There is no"):
        apply_to_brief(dropped, (DropPhrase(phrase=PHRASE),))
