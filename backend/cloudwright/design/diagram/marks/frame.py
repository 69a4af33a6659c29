"""The sheet's foot: numbered steps left, the title block right (below on a narrow sheet)."""

from dataclasses import dataclass

from cloudwright.design.diagram.drawing import Drawing, Step, View
from cloudwright.design.diagram.marks.edges import step_mark
from cloudwright.design.diagram.marks.theme import Palette
from cloudwright.design.diagram.marks.xml import tag, text
from cloudwright.design.diagram.measures import STEP_DIAMETER
from cloudwright.design.diagram.typeface import Weight, clipped, wrapped

MARGIN = 24.0
MINIMUM_WIDTH = 720.0
_BLOCK_WIDTH = 384.0
_ROW = 40.0
_TITLE_ROW = 46.0
_STEP_SIZE = 12.0
_LINE = 17.0
_COLUMN = 320.0
_VIEWS = {View.FLOW: "Flow view", View.NETWORK: "Network view"}


@dataclass(frozen=True, slots=True)
class Foot:
    """SVG text drawn with its top at 0, and its height."""

    body: str
    height: float


def foot(drawing: Drawing, width: float, *, palette: Palette) -> Foot:
    """Return legend and title block for a sheet of the given width."""
    block_height = _TITLE_ROW + 2 * _ROW
    beside = width - 2 * MARGIN - _BLOCK_WIDTH - MARGIN
    block_left = width - MARGIN - _BLOCK_WIDTH
    if not drawing.steps:
        return Foot(_title_block(drawing, block_left, top=0, palette=palette), block_height)
    if beside >= _COLUMN:
        body, height = _legend(drawing.steps, beside, palette=palette)
        return Foot(
            body + _title_block(drawing, block_left, top=max(0.0, height - block_height), palette=palette),
            max(height, block_height),
        )
    body, height = _legend(drawing.steps, width - 2 * MARGIN, palette=palette)
    below = height + 20
    return Foot(body + _title_block(drawing, block_left, top=below, palette=palette), below + block_height)


def _legend(steps: tuple[Step, ...], width: float, *, palette: Palette) -> tuple[str, float]:
    """Return the numbered sentences in columns, filled downwards, and the height they take."""
    columns = max(1, int(width // _COLUMN))
    column_width = width / columns
    rows = -(-len(steps) // columns)
    parts: list[str] = []
    tallest = 0.0
    for index in range(columns):
        y = 0.0
        for step in steps[index * rows : (index + 1) * rows]:
            x = MARGIN + index * column_width
            parts.append(
                step_mark(step.number, x + STEP_DIAMETER / 2, y=y + STEP_DIAMETER / 2, palette=palette)
            )
            lines = wrapped(step.sentence, column_width - 48, size=_STEP_SIZE, lines=4)
            for offset, line in enumerate(lines):
                baseline = y + 13.2 + offset * _LINE
                parts.append(text(line, x + 28, y=baseline, size=_STEP_SIZE, fill=palette.foreground))
            y += max(1, len(lines)) * _LINE + 9
        tallest = max(tallest, y)
    return "".join(parts), tallest


def _title_block(drawing: Drawing, left: float, *, top: float, palette: Palette) -> str:
    block = drawing.title_block
    height = _TITLE_ROW + 2 * _ROW
    frame = tag(
        "rect",
        x=left,
        y=top,
        width=_BLOCK_WIDTH,
        height=height,
        rx=6,
        fill=palette.muted,
        stroke=palette.border,
    )
    title = clipped(block.title, _BLOCK_WIDTH - 110, size=14, weight=Weight.SEMIBOLD)
    heading = text(title, left + 12, y=top + 28, size=14, fill=palette.foreground, weight=600)
    view = text(
        _VIEWS[drawing.view],
        left + _BLOCK_WIDTH - 12,
        y=top + 28,
        size=11,
        fill=palette.muted_foreground,
        anchor="end",
    )
    third = _BLOCK_WIDTH / 3
    cells = (
        ("Revision", block.revision, 0, 0),
        ("Region", block.region, 1, 0),
        ("Environment", block.environment, 2, 0),
        ("Cost a month", block.monthly_cost, 0, 1),
        ("Date", block.date, 1, 1),
        ("Drawn by", "Cloudwright", 2, 1),
    )
    words = "".join(
        _cell(name, value, left + third * column, top=top + _TITLE_ROW + _ROW * row, palette=palette)
        for name, value, column, row in cells
    )
    return frame + heading + view + _rules(left, top=top, palette=palette) + words


def _rules(left: float, *, top: float, palette: Palette) -> str:
    """Draw the lines between the cells of the title block."""
    third = _BLOCK_WIDTH / 3
    across = "".join(
        tag("path", d=f"M{left:.1f} {y:.1f}h{_BLOCK_WIDTH:.0f}", stroke=palette.border)
        for y in (top + _TITLE_ROW, top + _TITLE_ROW + _ROW)
    )
    down = "".join(
        tag("path", d=f"M{left + third * n:.1f} {top + _TITLE_ROW:.1f}v{2 * _ROW:.0f}", stroke=palette.border)
        for n in (1, 2)
    )
    return across + down


def _cell(name: str, value: str, left: float, *, top: float, palette: Palette) -> str:
    shown = clipped(value, _BLOCK_WIDTH / 3 - 20, size=12, weight=Weight.SEMIBOLD)
    return text(name, left + 12, y=top + 15, size=10, fill=palette.muted_foreground) + text(
        shown, left + 12, y=top + 31, size=12, fill=palette.foreground, weight=600
    )
