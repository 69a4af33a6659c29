"""A site of files, without anything that runs."""

from cloudwright.design.intake.question_texts import DOMAIN, TRAFFIC
from cloudwright.design.intake.shape_spec import ShapeSpec

SHAPE = ShapeSpec(
    pattern="static-site",
    evidence={"static-site": 3, "files-only": 2, "custom-domain": 1, "relational-database": -2},
    questions=(TRAFFIC, DOMAIN),
)
