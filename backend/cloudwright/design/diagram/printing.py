"""How large a drawing is on paper: A4, lying, with margins of 5 mm."""

from cloudwright.design.diagram.drawing import Drawing
from cloudwright.design.diagram.marks.frame import sheet_size
from cloudwright.design.diagram.measures import SMALLEST_SIZE

_POINTS_PER_MM = 72 / 25.4
_WIDTH, _HEIGHT = (297 - 10) * _POINTS_PER_MM, (210 - 10) * _POINTS_PER_MM
_SMALLEST_POINTS = 8.0
READABLE = _SMALLEST_POINTS / SMALLEST_SIZE  # points on paper of one pixel


def printed_scale(drawing: Drawing) -> float:
    """Return how many points on paper one pixel of the sheet takes when the sheet fills the page."""
    width, height = sheet_size(drawing)
    return min(_WIDTH / width, _HEIGHT / height)
