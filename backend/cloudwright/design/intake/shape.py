"""Which reference architecture the requirements point to, and how strongly."""

from dataclasses import dataclass
from typing import Literal

from cloudwright.design.intake.shape_registry import shapes
from cloudwright.design.model.brief import Brief, RequirementKind

_STRONG = 2


@dataclass(frozen=True, slots=True)
class Shape:
    pattern: str
    confidence: Literal["strong", "weak", "none"]


def shape(brief: Brief) -> Shape:
    """Return the pattern with the most evidence; weak below two points, none without any."""
    asked = {r.id for r in brief.of_kind(RequirementKind.FUNCTION)}
    scores = {
        spec.pattern: sum(points for capability, points in spec.evidence.items() if capability in asked)
        for spec in shapes().values()
    }
    best = max(scores, key=lambda pattern: scores[pattern])
    if scores[best] == 0:
        return Shape("", "none")
    return Shape(best, "strong" if scores[best] >= _STRONG else "weak")
