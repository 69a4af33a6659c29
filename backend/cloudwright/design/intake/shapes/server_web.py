"""Three tiers on servers."""

from cloudwright.design.intake.question_texts import TRAFFIC
from cloudwright.design.intake.shape_spec import ShapeSpec

SHAPE = ShapeSpec(
    pattern="server-web",
    evidence={"servers": 6, "relational-database": 4, "cache": 1, "json-api": 1, "custom-domain": 1},
    questions=(TRAFFIC,),
)
