"""An image pipeline: uploads, and workers that make other versions of them."""

from cloudwright.design.intake.question_texts import ANNOUNCE, FILE_SIZE, TRAFFIC, UPLOADERS_SIGN_IN
from cloudwright.design.intake.shape_spec import ShapeSpec

SHAPE = ShapeSpec(
    pattern="image-pipeline",
    evidence={"image-processing": 3, "file-upload": 2, "event-fan-out": 1},
    questions=(TRAFFIC, FILE_SIZE, UPLOADERS_SIGN_IN, ANNOUNCE),
)
