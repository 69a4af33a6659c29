"""What a stream says is what the whole text would say, however it is cut."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.bars import FULL
from cloudwright.gateway.inspection.inspecting import inspect
from cloudwright.gateway.inspection.kinds import Action, Direction, Kind
from cloudwright.gateway.inspection.patterns import LONGEST, PATTERNS
from cloudwright.gateway.inspection.profiles import BALANCED, OBSERVE, OFF, Profile
from cloudwright.gateway.inspection.tails import Tail
from cloudwright.gateway.inspection.verdicts import Finding, Verdict
from cloudwright.gateway.wire.ask import Speaker, Text

FIXTURES = Path(__file__).parents[3] / "fixtures" / "inspection"
TEXTS: list[str] = json.loads((FIXTURES / "texts.json").read_text(encoding="utf-8"))
MOST_HELD = 128
BLOCKING = Profile(
    "blocking",
    answer={
        kind: Action.BLOCK if kind in {Kind.PAYMENT_CARD, Kind.JWT, Kind.SECRET} else Action.REDACT
        for kind in Kind
    },
)
MIXED = Profile(
    "mixed",
    answer={
        kind: (Action.OBSERVE, Action.REDACT, Action.BLOCK)[place % 3] for place, kind in enumerate(Kind)
    },
)
PROFILES = (BALANCED, OBSERVE, BLOCKING, MIXED)
Pieces = list[str]


def whole(text: str, profile: Profile) -> tuple[str, list[Finding]]:
    verdict = inspect([Text(("c",), text, Speaker.ASSISTANT)], profile, direction=Direction.ANSWER)
    return verdict.redactions.get(("c",), text), list(verdict.findings)


def streamed(pieces: Pieces, profile: Profile) -> tuple[str, Verdict, bool]:
    tail, said = Tail(profile), ""
    for piece in pieces:
        said += tail.feed("c", piece)
        assert all(scan.held <= MOST_HELD for scan in tail._scans.values())
    said += tail.end("c")
    return said, tail.verdict, tail.blocked


def agree(pieces: Pieces, profile: Profile) -> None:
    """Compare with the whole text, as far as it may be said."""
    said, found = whole("".join(pieces), profile)
    heard, verdict, blocked = streamed(pieces, profile)
    assert blocked == any(finding.action is Action.BLOCK for finding in found)
    if not blocked:
        assert heard == said
        assert list(verdict.findings) == found
        return
    assert said.startswith(heard)
    assert said[len(heard) :].startswith("[")


def cut(text: str, places: list[int]) -> Pieces:
    ends = [*sorted(places), len(text)]
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]


@pytest.mark.parametrize("text", TEXTS)
def test_one_cut_anywhere_changes_nothing(text: str) -> None:
    for place in range(len(text) + 1):
        for profile in PROFILES if FULL else PROFILES[place % len(PROFILES) :][:1]:
            agree([text[:place], text[place:]], profile)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
def test_texts_that_come_by_single_characters_are_no_different(profile: Profile) -> None:
    for text in TEXTS:
        agree(list(text), profile)


@settings(max_examples=2_000 if FULL else 30, deadline=None)
@given(st.data())
def test_texts_put_together_and_cut_anyhow_change_nothing(data: st.DataObject) -> None:
    parts = data.draw(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4))
    between = data.draw(st.sampled_from(["", " ", "\n", ".", "_", "-"]))
    start = data.draw(st.integers(0, 40))
    text = between.join(parts)[start:]
    places = data.draw(st.lists(st.integers(0, len(text)), max_size=30))
    agree(cut(text, places), data.draw(st.sampled_from(PROFILES)))


LETTERS = "0123456789 -.:@+/=_'\"()AKIAeyJabcdef\nskBEGIN<é４"


@settings(max_examples=3_000 if FULL else 40, deadline=None)
@given(st.text(alphabet=LETTERS, max_size=300), st.lists(st.integers(0, 300), max_size=20))
def test_noise_of_what_patterns_are_made_of_changes_nothing(text: str, places: list[int]) -> None:
    agree(cut(text, [min(place, len(text)) for place in places]), BALANCED)


def test_what_is_held_back_is_bounded_by_the_longest_opening() -> None:
    longest = [p.opening.longest for p in PATTERNS] + [p.run.close.longest for p in PATTERNS if p.run]
    assert max(longest) <= LONGEST
    assert LONGEST + 2 <= MOST_HELD


def test_ordinary_words_are_said_as_soon_as_they_end() -> None:
    tail = Tail(BALANCED)
    assert tail.feed("c", "The quick brown fox ") == "The quick brown fox "
    assert tail.feed("c", "jumps") == ""
    assert tail.feed("c", ", and") == "jumps, "


def test_channels_are_looked_at_apart() -> None:
    tail = Tail(BALANCED)
    pieces = (("a", "bob@exam"), ("b", "ann@exam"), ("a", "ple.com"), ("b", "ine it"))
    said = [tail.feed(channel, piece) for channel, piece in pieces]
    assert said == ["", "", "", "ann@examine "]
    assert tail.waiting == ("a", "b")
    assert (tail.end("a"), tail.end("b")) == ("[email]", "it")
    assert [finding.path for finding in tail.verdict.findings] == [("a",)]


def test_nothing_is_said_after_a_blocked_finding() -> None:
    tail = Tail(BLOCKING)
    pieces = (("a", "Card 4111 1111"), ("a", " 1111 1111 x"), ("b", "more"))
    said = [*(tail.feed(channel, piece) for channel, piece in pieces), tail.end("a")]
    assert said == ["Card ", "", "", ""]
    assert tail.blocked
    assert tail.verdict.blocked_by == (Kind.PAYMENT_CARD,)


def test_a_profile_that_looks_for_nothing_passes_every_piece_at_once() -> None:
    tail = Tail(OFF)
    assert tail.feed("a", "bob@example.com") == "bob@example.com"
    assert not tail.watches
