"""What the designer can do next: say something, which ends its turn, or call one tool."""

from dataclasses import dataclass, field

from pydantic import JsonValue


@dataclass(frozen=True, slots=True)
class Say:
    text: str


@dataclass(frozen=True, slots=True)
class Call:
    tool: str
    arguments: dict[str, JsonValue] = field(default_factory=dict)


Move = Say | Call
