"""The packaged knowledge: enough of it, each with a source, and found by the words people use."""

import json
from typing import Any

import pytest

from cloudwright.agents.knowledge import answers
from cloudwright.agents.knowledge.entries import PILLARS, entries
from cloudwright.design.facts.load import load_facts


def titles(found: Any) -> list[str]:
    return [entry["title"] for entry in found["entries"]]


def test_every_pillar_has_entries_and_each_has_its_own_id() -> None:
    ids = [entry.id for entry in entries()]

    assert len(ids) >= 40
    assert len(ids) == len(set(ids))
    assert {entry.pillar for entry in entries()} == set(PILLARS)


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("what happens to messages that cannot be delivered", "Catch what cannot be delivered"),
        ("hot partition keys", "Spread partition keys"),
        ("how long are logs kept", "Limit how long logs are kept"),
        ("rotate kms keys", "Rotate keys you manage"),
    ],
)
def test_a_question_finds_its_entry(question: str, title: str) -> None:
    assert title in titles(answers.search_knowledge(question, load_facts()))[:3]


def test_a_question_about_nothing_finds_nothing() -> None:
    assert titles(answers.search_knowledge("zzz qqq", load_facts())) == []


@pytest.mark.parametrize(
    "question", ["how many photos can it take?", "what happens when a unicorn meets a partition of bananas?"]
)
def test_one_word_among_many_finds_nothing(question: str) -> None:
    assert titles(answers.search_knowledge(question, load_facts())) == []


def test_advice_is_found_by_pillar_and_by_question() -> None:
    assert len(titles(answers.well_architected("Security"))) >= 8
    assert "Filter requests at the edge" in titles(answers.well_architected("sec05"))


def test_limits_and_regions_are_dated_facts() -> None:
    limits: Any = answers.service_limits("lambda", load_facts())
    regions: Any = answers.region_availability("AWS::Lambda::Function", load_facts())

    assert limits["limits"][0]["as_of"]
    assert "eu-west-1" in regions["types"][0]["regions"]
    assert json.dumps(limits)
