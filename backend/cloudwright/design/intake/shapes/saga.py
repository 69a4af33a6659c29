"""Steps that are undone together when one of them fails."""

from cloudwright.design.intake.question_texts import TRAFFIC
from cloudwright.design.intake.shape_spec import ShapeSpec

SHAPE = ShapeSpec(
    pattern="saga",
    evidence={"workflow": 6, "domain-events": 1},
    questions=(TRAFFIC,),
)
