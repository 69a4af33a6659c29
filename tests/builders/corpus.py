"""The corpus: what people say to the designer, and what a good consultant makes of it.

Units: traffic in requests a month, people a month, milliseconds, percent, minutes, GB (10^9 bytes), payloads
in KB or MB, money in a currency a month. `tests/corpus/README.md` has the conventions behind the values.
"""

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BeforeValidator, ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass

from cloudwright.design.model.brief import RequirementKind

FOLDER = Path(__file__).parents[1] / "corpus"

_STRICT = ConfigDict(extra="forbid", coerce_numbers_to_str=False)


def _alone_or_many(value: object) -> object:
    """Read one word as a list of one."""
    return (value,) if isinstance(value, str) else value


def _any_of(value: object) -> object:
    """Read each entry of a list as its alternatives: a word alone, or a list of words."""
    return [_alone_or_many(each) for each in value] if isinstance(value, list) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_alone_or_many)]
Alternatives = Annotated[tuple[tuple[str, ...], ...], BeforeValidator(_any_of)]


class Part(StrEnum):
    """A part of the corpus: two halves of one deal, and what was written later to learn from."""

    FROZEN = "frozen"  # measured only
    TUNING = "tuning"  # may be looked at while the reader is improved
    PRACTICE = "practice"  # as tuning


HALVES = (Part.FROZEN, Part.TUNING)


class TurnType(StrEnum):
    OPENING = "opening"
    FACT = "fact"
    CORRECTION = "correction"
    EDIT = "edit"
    QUESTION = "question"
    OBJECTION = "objection"
    WHAT_IF = "what-if"
    UNDO = "undo"
    ACCEPT = "accept"
    OFF_TOPIC = "off-topic"


TurnTypes = Annotated[tuple[TurnType, ...], BeforeValidator(_alone_or_many)]


@dataclass(frozen=True, slots=True, config=_STRICT)
class Fact:
    """One requirement that the text states, in the corpus's own units."""

    kind: RequirementKind
    value: int | float | str
    unit: str = ""


@dataclass(frozen=True, slots=True, config=_STRICT)
class Opening:
    """A first message. `pattern` lists the acceptable patterns; `none` stands for "the closest shape is"."""

    id: str
    text: str
    facts: tuple[Fact, ...]
    services: tuple[str, ...]
    never: tuple[str, ...]
    pattern: Words
    may: tuple[Fact, ...] = ()
    contradiction: bool = False
    tags: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, config=_STRICT)
class Change:
    """A property that some component of the kind has after the turn."""

    kind: str
    property: str
    value: int | float | bool | str


@dataclass(frozen=True, slots=True, config=_STRICT)
class Expectation:
    """What holds after a turn.

    `answer` holds one of the words of each entry, in lower case; `same_as` is the number of the earlier turn
    (1 is the opening) after which the design had the same content.
    """

    services: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    may: tuple[Fact, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[Change, ...] = ()
    unchanged: bool = False
    same_as: int | None = None
    answer: Alternatives = ()
    never_says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, config=_STRICT)
class Turn:
    say: str
    type: TurnTypes
    expect: Expectation
    note: str = ""


@dataclass(frozen=True, slots=True, config=_STRICT)
class Conversation:
    id: str
    turns: tuple[Turn, ...]
    tags: tuple[str, ...] = ()


_OPENINGS = TypeAdapter(tuple[Opening, ...])
_CONVERSATIONS = TypeAdapter(tuple[Conversation, ...])


@cache
def openings(part: Part) -> tuple[Opening, ...]:
    """Return the first messages of one part; raises pydantic.ValidationError naming what is out of format."""
    return parse_openings(_text("openings", part))


@cache
def conversations(part: Part) -> tuple[Conversation, ...]:
    """Return the conversations of one part; raises pydantic.ValidationError naming what is out of format."""
    return parse_conversations(_text("conversations", part))


def parse_openings(text: str) -> tuple[Opening, ...]:
    return _OPENINGS.validate_python(yaml.safe_load(text))


def parse_conversations(text: str) -> tuple[Conversation, ...]:
    return _CONVERSATIONS.validate_python(yaml.safe_load(text))


def _text(folder: str, part: Part) -> str:
    return (FOLDER / folder / f"{part.value}.yaml").read_text(encoding="utf-8")
