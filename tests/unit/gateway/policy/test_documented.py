"""The page about rules says what the program does: its schema, its words, and every line of its tables."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from builders.policies import MONDAY_MORNING, a_call, a_person, an_application
from cloudwright.gateway.policy.lexing import MOST_CHARACTERS, MOST_DEPTH, MOST_RULES, MOST_WEIGHT
from cloudwright.gateway.policy.rules import PolicySet
from cloudwright.gateway.policy.values import Asked, Decision, actions_of
from cloudwright.gateway.policy.vocabulary import ANNOTATIONS, CONTEXT, DEFAULT, SCHEMA

PAGE = (Path(__file__).parents[4] / "docs" / "architecture" / "policies.md").read_text("utf-8")
SECTION = re.compile(
    r"```cedar\n(?P<text>.*?)```\n\n\| call \| decision \|\n\|---\|---\|\n(?P<rows>(?:\|[^\n]*\n)+)",
    re.DOTALL,
)
ROW = re.compile(r"\| `(?P<call>.*?)` \| (?P<decision>.*?) \|\n")


def rows() -> Iterator[tuple[str, str, str]]:
    for section in SECTION.finditer(PAGE):
        for row in ROW.finditer(section["rows"]):
            yield section["text"], row["call"], row["decision"]


def names(text: str) -> tuple[str, ...]:
    return tuple(text.split(",")) if text else ()


def call(text: str) -> Asked:
    """Read `tools=search,shell at=2026-11-22T12:00:00Z`; what is not said is as the page says."""
    said = dict(part.split("=", 1) for part in text.split())
    builder = a_person if said.pop("who", "") == "person" else an_application
    who: dict[str, Any] = {key: said.pop(key) for key in ("role",) if key in said}
    if "team" in said:
        who["teams"] = names(said.pop("team"))
    if "models" in said:
        who["models"] = (names(said.pop("models")),)
    at = said.pop("at", "")
    tools = names(said.pop("tools", ""))
    sets = {"data_classes": frozenset(names(said.pop("data_classes", "")))}
    numbers = {key: int(said.pop(key)) for key in ("input_estimate",) if key in said}
    return a_call(
        builder(**who),
        actions=actions_of(stream=False, tools=tools),
        tools=frozenset(tools),
        moment=datetime.fromisoformat(at) if at else MONDAY_MORNING,
        **sets,
        **numbers,
        **said,
    )


def sentence(decision: Decision) -> str:
    if not decision.allowed:
        if not decision.rules:
            return "refused, nothing permits it"
        return f"refused by {', '.join(decision.rules)}: {' '.join(decision.advice)}"
    limit, profiles = decision.obligations.max_tokens, decision.obligations.profiles
    obliged = [f"max_tokens {limit}"] * (limit is not None) + [f"profile {name}" for name in profiles]
    return "; ".join([f"allowed by {', '.join(decision.rules)}", *obliged])


@pytest.mark.parametrize(("text", "asked", "decision"), list(rows()))
def test_every_line_of_the_tables_is_what_is_decided(text: str, asked: str, decision: str) -> None:
    assert sentence(PolicySet.parse(text).decide(call(asked))) == decision


def test_there_are_five_examples_and_the_default() -> None:
    assert len(list(SECTION.finditer(PAGE))) == PAGE.count("```cedar\n") == 6
    assert len(list(rows())) == sum(section["rows"].count("\n") for section in SECTION.finditer(PAGE))


def test_schema_default_words_and_limits_are_those_of_the_program() -> None:
    assert f"```cedarschema\n{SCHEMA}```" in PAGE
    assert f"```cedar\n{DEFAULT}```" in PAGE
    words = re.findall(r"^\| `(\w+)` \| (.+) \|$", PAGE, re.MULTILINE)
    assert words == list(CONTEXT.items())
    annotations = re.findall(r"^\| `@(\w+)` \| (.+) \|$", PAGE, re.MULTILINE)
    assert annotations == list(ANNOTATIONS.items())
    assert f"{MOST_CHARACTERS:,} characters and {MOST_RULES} rules" in PAGE
    assert f"at most {MOST_WEIGHT} operators" in PAGE
    assert f"which {MOST_DEPTH} brackets" in PAGE
