"""One thing read out of a text: the span it came from, and what it says."""

from dataclasses import dataclass

from cloudwright.design.model.brief import Assumption, Requirement


@dataclass(frozen=True, slots=True)
class Fact:
    """`start` and `end` are offsets into the text; `question` and `choice` name an answer it gives."""

    start: int
    end: int
    requirements: tuple[Requirement, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    region: str | None = None
    answers: tuple[tuple[str, str], ...] = ()
