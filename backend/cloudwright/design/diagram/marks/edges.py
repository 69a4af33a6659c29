"""An edge: ELK's own route with rounded bends, an arrowhead, and an opaque label chip."""

from cloudwright.design.diagram.drawing import Edge, Point
from cloudwright.design.diagram.marks.theme import Palette
from cloudwright.design.diagram.marks.xml import number, tag, text
from cloudwright.design.diagram.measures import (
    LABEL_LINE,
    LABEL_SIZE,
    SMALLEST_SIZE,
    STEP_DIAMETER,
    chip_height,
    chip_width,
    label_lines,
)

_RADIUS = 6.0
_HEAD_LENGTH = 9.0
_HEAD_HALF = 4.0


def route_mark(edge: Edge, palette: Palette) -> str:
    """Return line and arrowhead: solid for calls, dashed for messages, dotted and pale for mere relations."""
    colour = palette.relation if edge.relation else palette.line
    dashes = "2 4" if edge.relation else "6 4" if edge.asynchronous else None
    end, tail = edge.points[-1], _shortened(edge.points)
    line = tag(
        "path", d=_rounded(tail), fill="none", stroke=colour, stroke_width=1.5, stroke_dasharray=dashes
    )
    return line + tag("path", d=_head(tail[-1], end), fill=colour)


def label_mark(edge: Edge, palette: Palette) -> str:
    """Return the chip with the step number and the verb, opaque, since its own line runs beneath."""
    width, height = chip_width(edge.label, edge.step), chip_height(edge.label)
    x, y = edge.label_x, edge.label_y
    chip = tag("rect", x=x, y=y, width=width, height=height, rx=4, fill=palette.background)
    indent = 5.0
    number_mark = ""
    if edge.step is not None:
        radius = STEP_DIAMETER / 2
        number_mark = step_mark(edge.step, x + 3 + radius, y=y + height / 2, palette=palette)
        indent += STEP_DIAMETER + 2
    words = "".join(
        text(line, x + indent, y=y + 16.5 + LABEL_LINE * row, size=LABEL_SIZE, fill=palette.foreground)
        for row, line in enumerate(label_lines(edge.label))
    )
    return chip + number_mark + words


def step_mark(step: int, x: float, *, y: float, palette: Palette) -> str:
    """Return a numbered disc with its centre at (x, y)."""
    disc = tag("circle", cx=x, cy=y, r=STEP_DIAMETER / 2, fill=palette.primary)
    return disc + text(
        str(step), x, y=y + 5.3, size=SMALLEST_SIZE, fill=palette.on_primary, weight=600, anchor="middle"
    )


def _shortened(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Take the arrowhead's length off the last segment."""
    before, end = points[-2], points[-1]
    length = abs(end.x - before.x) + abs(end.y - before.y)
    if length <= _HEAD_LENGTH:
        return points
    share = (_HEAD_LENGTH - 1) / length
    short = Point(x=end.x - (end.x - before.x) * share, y=end.y - (end.y - before.y) * share)
    return (*points[:-1], short)


def _head(base: Point, tip: Point) -> str:
    dx, dy = _direction(base, tip)
    back_x, back_y = tip.x - dx * _HEAD_LENGTH, tip.y - dy * _HEAD_LENGTH
    left = f"{number(back_x - dy * _HEAD_HALF)} {number(back_y + dx * _HEAD_HALF)}"
    right = f"{number(back_x + dy * _HEAD_HALF)} {number(back_y - dx * _HEAD_HALF)}"
    return f"M{number(tip.x)} {number(tip.y)}L{left}L{right}z"


def _direction(start: Point, end: Point) -> tuple[float, float]:
    length = ((end.x - start.x) ** 2 + (end.y - start.y) ** 2) ** 0.5 or 1.0
    return (end.x - start.x) / length, (end.y - start.y) / length


def _rounded(points: tuple[Point, ...]) -> str:
    parts = [f"M{number(points[0].x)} {number(points[0].y)}"]
    for before, bend, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(_RADIUS, _length(before, bend) / 2, _length(bend, after) / 2)
        in_x, in_y = _direction(before, bend)
        out_x, out_y = _direction(bend, after)
        parts.append(f"L{number(bend.x - in_x * radius)} {number(bend.y - in_y * radius)}")
        after_x, after_y = bend.x + out_x * radius, bend.y + out_y * radius
        parts.append(f"Q{number(bend.x)} {number(bend.y)} {number(after_x)} {number(after_y)}")
    parts.append(f"L{number(points[-1].x)} {number(points[-1].y)}")
    return "".join(parts)


def _length(start: Point, end: Point) -> float:
    return abs(end.x - start.x) + abs(end.y - start.y)
