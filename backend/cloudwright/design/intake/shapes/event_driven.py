"""Services that tell each other what happened."""

from cloudwright.design.intake.question_texts import SIGN_IN, TRAFFIC
from cloudwright.design.intake.shape_spec import ShapeSpec

SHAPE = ShapeSpec(
    pattern="event-driven",
    evidence={"domain-events": 5, "event-fan-out": 1, "async-processing": 1, "json-api": 1},
    questions=(TRAFFIC, SIGN_IN),
)
