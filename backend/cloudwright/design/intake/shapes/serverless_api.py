"""An API without a site: functions and a table."""

from cloudwright.design.intake.question_texts import SIGN_IN, TRAFFIC
from cloudwright.design.intake.shape_spec import ShapeSpec

SHAPE = ShapeSpec(
    pattern="serverless-api",
    evidence={"json-api": 4, "metered-api": 3},
    questions=(TRAFFIC, SIGN_IN),
)
