"""Work at set times."""

from cloudwright.design.intake.shape_spec import ShapeSpec

SHAPE = ShapeSpec(pattern="scheduled-batch", evidence={"batch-processing": 5, "scheduled-job": 2})
