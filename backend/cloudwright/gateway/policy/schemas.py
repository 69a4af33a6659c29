"""What policies take and give out."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from cloudwright.gateway.policy.lexing import MOST_CHARACTERS
from cloudwright.gateway.policy.values import Asked, Problem


class _Schema(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Place(StrEnum):
    """The live text decides; the shadow text is asked beside it, and what it says is only recorded."""

    LIVE = "live"
    SHADOW = "shadow"


@dataclass(frozen=True, slots=True)
class Version:
    number: int
    text: str
    note: str
    author_id: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Pointers:
    """Which versions hold; None is the default text, or no shadow. `revision` grows with each change."""

    live: int | None = None
    shadow: int | None = None
    latest: int = 0
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Recent:
    """A request of the past, as rules see it."""

    id: str
    at: datetime
    asked: Asked


class PolicyText(_Schema):
    text: str = Field(max_length=MOST_CHARACTERS, description="Rules in Cedar.")


class NewPolicy(PolicyText):
    """A text to save, and which version its author had before them."""

    note: str = Field(default="", max_length=200, description="What it changes, and why.")
    expected_version: int | None = Field(
        description="The version that holds in this place as the author knows it; null where none was saved."
    )


class Restoring(_Schema):
    """An older text that is to hold again."""

    place: Place
    note: str = Field(default="", max_length=200)
    expected_version: int | None = Field(
        description="The version that holds in this place as the caller knows it; null where none was saved."
    )


class PolicyProblem(_Schema):
    """What is wrong with a text, where, and what to write instead."""

    line: int
    column: int
    message: str
    hint: str

    @classmethod
    def of(cls, problem: Problem) -> "PolicyProblem":
        return cls(line=problem.line, column=problem.column, message=problem.message, hint=problem.hint)


class PolicyRule(_Schema):
    """A rule of a text by its id, or its line."""

    name: str
    line: int
    permits: bool
    note: str


class PolicyCheck(_Schema):
    """Whether a text may be saved."""

    valid: bool
    problems: tuple[PolicyProblem, ...]
    rules: tuple[PolicyRule, ...]


class PolicyVersionLine(_Schema):
    """A version in a list."""

    number: int
    note: str
    author: str = Field(description="The name of who saved it.")
    created_at: datetime


class PolicyVersion(PolicyVersionLine):
    """A version with its text."""

    text: str


class PolicyVersionPage(_Schema):
    items: tuple[PolicyVersionLine, ...]
    next_cursor: int | None = Field(description="Give it as `before` to get older ones.")


class PolicyWord(_Schema):
    """A circumstance or an annotation that rules may use."""

    word: str
    meaning: str


class GatewayPolicies(_Schema):
    """What holds, and the words to write rules with."""

    live: PolicyVersion | None = Field(description="Null where nothing was saved: the default text holds.")
    shadow: PolicyVersion | None = Field(description="Null where no text is asked beside the live one.")
    default_text: str
    schema_text: str
    circumstances: tuple[PolicyWord, ...]
    annotations: tuple[PolicyWord, ...]
