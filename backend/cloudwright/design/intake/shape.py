"""Which reference architecture the requirements point to, and how strongly."""

from dataclasses import dataclass
from typing import Literal

from cloudwright.design.intake.shape_registry import shapes
from cloudwright.design.model.brief import Brief, RequirementKind
from cloudwright.design.trace.beyond import BEYOND

_STRONG = 2


@dataclass(frozen=True, slots=True)
class Shape:
    pattern: str
    confidence: Literal["strong", "weak", "none"]


def shape(brief: Brief) -> Shape:
    """Return the pattern with the most evidence; weak below two points, or with a thing asked for that no pattern holds.

    Beside such a thing two points are no evidence at all.
    """
    asked = {r.id for r in brief.of_kind(RequirementKind.FUNCTION)}
    scores = {
        spec.pattern: sum(points for capability, points in spec.evidence.items() if capability in asked)
        for spec in shapes().values()
    }
    best = max(scores, key=lambda pattern: scores[pattern])
    if scores[best] <= 0:
        return Shape("", "none")
    beyond = any(r.value in BEYOND for r in brief.of_kind(RequirementKind.FUNCTION))
    if beyond and scores[best] <= _STRONG:
        return Shape("", "none")
    return Shape(best, "strong" if scores[best] >= _STRONG and not beyond else "weak")
