"""A site of files, without anything that runs."""

from cloudwright.design.intake.question_texts import DOMAIN, TRAFFIC
from cloudwright.design.intake.shape_spec import ShapeSpec

SHAPE = ShapeSpec(
    pattern="static-site",
    evidence={"static-site": 3, "custom-domain": 1},
    questions=(TRAFFIC, DOMAIN),
)
