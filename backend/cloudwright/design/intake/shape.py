"""Which reference architecture the requirements point to, and how strongly."""

from dataclasses import dataclass
from typing import Literal

from cloudwright.design.model.brief import Brief, RequirementKind

_EVIDENCE = {
    "image-pipeline": {"image-processing": 3, "file-upload": 2, "event-fan-out": 1},
    "web-app": {"static-site": 2, "json-api": 2, "key-value-store": 1, "sign-in": 1, "custom-domain": 1},
}
_STRONG = 2


@dataclass(frozen=True, slots=True)
class Shape:
    pattern: str
    confidence: Literal["strong", "weak", "none"]


def shape(brief: Brief) -> Shape:
    """Return the pattern with the most evidence; weak below two points, none without any."""
    asked = {r.id for r in brief.of_kind(RequirementKind.FUNCTION)}
    scores = {
        pattern: sum(points for capability, points in evidence.items() if capability in asked)
        for pattern, evidence in _EVIDENCE.items()
    }
    best = max(scores, key=lambda pattern: scores[pattern])
    if scores[best] == 0:
        return Shape("", "none")
    return Shape(best, "strong" if scores[best] >= _STRONG else "weak")
