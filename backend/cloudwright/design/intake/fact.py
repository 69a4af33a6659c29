"""One thing read out of a text: the span it came from, and what it says."""

from dataclasses import dataclass

from cloudwright.design.model.architecture import Region
from cloudwright.design.model.brief import Assumption, Requirement


@dataclass(frozen=True, slots=True)
class Fact:
    """`start` and `end` are offsets into the text; `answers` are pairs of question and choice.

    `region` is a Region that is named; `area` are the Regions that a bound on the place leaves, best first.
    """

    start: int
    end: int
    requirements: tuple[Requirement, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    region: Region | None = None
    area: tuple[Region, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
