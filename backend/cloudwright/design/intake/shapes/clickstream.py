"""A stream of small events, counted and kept."""

from cloudwright.design.intake.question_texts import TRAFFIC
from cloudwright.design.intake.shape_spec import ShapeSpec

SHAPE = ShapeSpec(pattern="clickstream", evidence={"event-stream": 6, "live-counts": 2}, questions=(TRAFFIC,))
