"""Three tiers in containers."""

from cloudwright.design.intake.question_texts import TRAFFIC
from cloudwright.design.intake.shape_spec import ShapeSpec

SHAPE = ShapeSpec(
    pattern="container-web",
    evidence={"containers": 6, "relational-database": 5, "cache": 1, "json-api": 1, "custom-domain": 1},
    questions=(TRAFFIC,),
)
