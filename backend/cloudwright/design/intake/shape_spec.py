"""What points to a reference architecture, and what is asked when it is chosen."""

from collections.abc import Mapping
from dataclasses import dataclass

from cloudwright.design.model.brief import Question


@dataclass(frozen=True, slots=True)
class ShapeSpec:
    """`evidence` gives points for each capability that the brief asks for, by the requirement's id."""

    pattern: str
    evidence: Mapping[str, int]
    questions: tuple[Question, ...] = ()
