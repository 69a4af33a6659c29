"""Messages over open connections."""

from cloudwright.design.intake.question_texts import TRAFFIC
from cloudwright.design.intake.shape_spec import ShapeSpec

SHAPE = ShapeSpec(
    pattern="chat", evidence={"live-messages": 6, "kept-messages": 1, "sign-in": 1}, questions=(TRAFFIC,)
)
