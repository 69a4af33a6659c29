"""The corpus keeps to its format, speaks the catalogue's language, and is spread widely and evenly."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import pytest
from pydantic import ValidationError

from builders.corpus import (
    HALVES,
    Change,
    Conversation,
    Fact,
    Opening,
    Part,
    Turn,
    TurnType,
    conversations,
    openings,
    parse_conversations,
    parse_openings,
)
from cloudwright.design.catalog.registry import kinds
from cloudwright.design.model.architecture import Environment
from cloudwright.design.model.brief import RequirementKind
from cloudwright.design.options.listing import listing

CLOSEST_SHAPE = "none"
UNITS = {
    RequirementKind.TRAFFIC: r"requests/month",
    RequirementKind.USERS: r"people/month",
    RequirementKind.LATENCY: r"ms",
    RequirementKind.AVAILABILITY: r"percent",
    RequirementKind.RTO: r"minutes",
    RequirementKind.RPO: r"minutes",
    RequirementKind.BUDGET: r"[A-Z]{3}/month",
    RequirementKind.DATA_SIZE: r"GB",
    RequirementKind.PAYLOAD: r"KB|MB",
}
WORDS = {
    RequirementKind.REGION: r"[a-z]{2}-[a-z]+-\d",
    RequirementKind.RESIDENCY: r"[A-Z][A-Za-z ]+",
    RequirementKind.COMPLIANCE: r"GDPR|HIPAA|PCI DSS|SOC 2",
    RequirementKind.SERVICE: r"[A-Z][A-Za-z0-9 ]+",
    RequirementKind.EXCLUSION: r"[A-Za-z][A-Za-z0-9 -]+",
    RequirementKind.DOMAIN: r"([a-z0-9-]+\.)+(example|example\.org)",
}
# How often a tag must be met over all first messages.
HARD = {
    "terse": 10,
    "long": 4,
    "typo": 5,
    "lower-case": 10,
    "bullets": 6,
    "email": 4,
    "locale-numbers": 10,
    "arithmetic": 20,
    "duty-hours": 6,
    "peak": 6,
    "negation": 12,
    "residency": 8,
    "rto-words": 4,
    "existing": 4,
    "identity-provider": 2,
    "integration": 3,
    "vague": 2,
    "off-path": 6,
    "other-cloud": 2,
    "two-systems": 4,
    "contradiction": 6,
    "hostile": 6,
}


def every_opening() -> tuple[Opening, ...]:
    return tuple(each for part in Part for each in openings(part))


def every_conversation() -> tuple[Conversation, ...]:
    return tuple(each for part in Part for each in conversations(part))


def every_turn() -> tuple[Turn, ...]:
    return tuple(turn for each in every_conversation() for turn in each.turns)


def facts_by_place() -> Iterator[tuple[str, Fact]]:
    for opening in every_opening():
        yield from ((opening.id, fact) for fact in (*opening.facts, *opening.may))
    for conversation in every_conversation():
        for turn in conversation.turns:
            yield from ((conversation.id, fact) for fact in (*turn.expect.facts, *turn.expect.may))


def named_kinds() -> Iterator[tuple[str, str]]:
    for opening in every_opening():
        yield from ((opening.id, kind) for kind in (*opening.services, *opening.never))
    for conversation in every_conversation():
        for turn in conversation.turns:
            expect = turn.expect
            named = (
                *expect.services,
                *expect.added,
                *expect.removed,
                *(each.kind for each in expect.changed),
            )
            yield from ((conversation.id, kind) for kind in named)


def in_convention(fact: Fact) -> bool:
    """Whether value and unit are of the type and spelling that the corpus promises for the kind."""
    if fact.kind is RequirementKind.TEAM:
        return (fact.unit == "people") == isinstance(fact.value, int)
    if isinstance(fact.value, str):
        return fact.unit == "" and re.fullmatch(WORDS.get(fact.kind, r"\b\B"), fact.value) is not None
    return fact.value >= 0 and re.fullmatch(UNITS.get(fact.kind, r"\b\B"), fact.unit) is not None


def refused_by_its_kind(kind: str, changes: Sequence[Change]) -> str:
    """Return why the kind cannot have these values at once, or an empty text."""
    entry = kinds()[kind]
    values = {each.property: each.value for each in changes}
    if not values.keys() <= entry.properties.model_fields.keys():
        return "no such property"
    try:
        entry.properties.model_validate({**entry.defaults(Environment.PROD), **values})
    except ValidationError as error:
        return str(error)
    return ""


def test_each_half_has_sixty_openings_and_twenty_conversations_dealt_in_turns() -> None:
    found = {half: ([o.id for o in openings(half)], [c.id for c in conversations(half)]) for half in HALVES}

    assert found == {
        half: (
            [f"o-{number:03}" for number in range(first, 121, 2)],
            [f"c-{number:02}" for number in range(first, 41, 2)],
        )
        for half, first in ((Part.FROZEN, 1), (Part.TUNING, 2))
    }


def test_practice_is_numbered_on_from_the_halves() -> None:
    assert [o.id for o in openings(Part.PRACTICE)] == [f"o-{number:03}" for number in range(121, 191)]
    assert [c.id for c in conversations(Part.PRACTICE)] == [f"c-{number:02}" for number in range(41, 111)]


def test_no_two_openings_are_the_same_text() -> None:
    texts = [each.text for each in every_opening()] + [each.turns[0].say for each in every_conversation()]

    assert [text for text, times in Counter(texts).items() if times > 1] == []


def test_every_fact_keeps_to_the_units_and_spellings_of_its_kind() -> None:
    assert [(place, fact) for place, fact in facts_by_place() if not in_convention(fact)] == []


def test_every_kind_of_component_is_in_the_catalogue() -> None:
    assert [(place, kind) for place, kind in named_kinds() if kind not in kinds()] == []


def test_every_pattern_is_in_the_catalogue() -> None:
    known = {each.id for each in listing().patterns} | {CLOSEST_SHAPE}

    assert [(each.id, each.pattern) for each in every_opening() if not set(each.pattern) <= known] == []


def test_what_one_turn_changes_can_have_its_values_together() -> None:
    refused = [
        (turn.say, kind, reason)
        for turn in every_turn()
        for kind in {change.kind for change in turn.expect.changed}
        if (reason := refused_by_its_kind(kind, [c for c in turn.expect.changed if c.kind == kind]))
    ]

    assert refused == []


def test_nothing_is_both_expected_and_a_mistake() -> None:
    for each in every_opening():
        assert not set(each.services) & set(each.never), each.id
        assert not set(each.facts) & set(each.may), each.id


def test_a_calculated_value_shows_its_arithmetic() -> None:
    silent = [
        each.id
        for each in every_opening()
        if "arithmetic" in each.tags and not re.search(r"\d[\d,./ a-z]* x \d|/ 12|\d = ", each.note)
    ]

    assert silent == []


def test_the_contradictions_are_those_that_are_tagged() -> None:
    assert [e.id for e in every_opening() if e.contradiction != ("contradiction" in e.tags)] == []


@pytest.mark.parametrize("part", Part)
def test_each_part_meets_every_pattern_and_kind_of_fact_several_times(part: Part) -> None:
    patterns = Counter(pattern for each in openings(part) for pattern in each.pattern)
    stated = Counter(fact.kind for each in openings(part) for fact in each.facts)

    assert {each.id: 0 for each in listing().patterns if patterns[each.id] < 4} == {}
    assert patterns[CLOSEST_SHAPE] >= 6
    assert {kind: stated[kind] for kind in (*UNITS, *WORDS, RequirementKind.TEAM) if stated[kind] < 2} == {}


@pytest.mark.parametrize(("tag", "least"), HARD.items())
def test_what_makes_text_hard_is_met_often_and_in_every_part(tag: str, least: int) -> None:
    met = {part: sum(tag in each.tags for each in openings(part)) for part in Part}

    assert sum(met.values()) >= least
    assert all(met.values()), met


def test_openings_run_from_two_words_to_three_hundred() -> None:
    lengths = sorted(len(each.text.split()) for each in every_opening())

    assert lengths[0] <= 2
    assert lengths[-3] >= 300


def test_conversations_have_three_to_six_turns_and_open_once() -> None:
    for each in every_conversation():
        assert 3 <= len(each.turns) <= 6, each.id
        opens = [TurnType.OPENING in turn.type for turn in each.turns]
        assert opens == [True] + [False] * (len(opens) - 1), each.id


def test_every_type_of_turn_is_met_often_and_in_every_part() -> None:
    for kind in TurnType:
        met = [sum(kind in turn.type for each in conversations(part) for turn in each.turns) for part in Part]
        assert sum(met) >= 12, kind
        assert min(met) >= 4, kind


def test_a_turn_that_changes_nothing_expects_no_change() -> None:
    for turn in every_turn():
        expect = turn.expect
        assert not (expect.unchanged and (expect.added or expect.removed or expect.changed)), turn.say


def test_a_return_leads_to_an_earlier_turn() -> None:
    returns = [
        (each.id, number, turn.expect.same_as)
        for each in every_conversation()
        for number, turn in enumerate(each.turns, start=1)
        if turn.expect.same_as is not None
    ]

    assert len(returns) >= 12
    assert [found for found in returns if not 1 <= found[2] < found[1] - 1] == []


def test_a_turn_that_only_asks_leaves_the_design_alone() -> None:
    asking = {TurnType.QUESTION, TurnType.OFF_TOPIC}

    assert [t.say for t in every_turn() if set(t.type) <= asking and not t.expect.unchanged] == []


def test_answers_are_expected_in_lower_case() -> None:
    expected = [
        word
        for turn in every_turn()
        for word in (*(w for any_of in turn.expect.answer for w in any_of), *turn.expect.never_says)
    ]

    assert expected
    assert [word for word in expected if word != word.lower()] == []


def test_every_turn_after_the_first_expects_something() -> None:
    assert [turn.say for turn in every_turn() if turn.expect == type(turn.expect)()] == []


@pytest.mark.parametrize(
    "wrong",
    [
        "- {id: o-1, text: shop, facts: [], services: [], never: [], pattern: web-app, colour: red}",
        "- {id: o-1, text: a, facts: [{kind: rain, value: 1}], services: [], never: [], pattern: web-app}",
        "- {id: o-1, text: shop, services: [], never: [], pattern: web-app}",
    ],
)
def test_an_opening_out_of_format_is_refused(wrong: str) -> None:
    with pytest.raises(ValidationError):
        parse_openings(wrong)


def test_a_conversation_with_an_unknown_type_of_turn_is_refused() -> None:
    with pytest.raises(ValidationError):
        parse_conversations("- {id: c-1, turns: [{say: hello, type: greeting, expect: {}}]}")
