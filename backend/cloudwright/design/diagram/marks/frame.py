"""The sheet's foot: the numbered steps in columns, and below them the title block across the sheet."""

from dataclasses import dataclass

from cloudwright.design.diagram.drawing import Drawing, Step, View
from cloudwright.design.diagram.marks.edges import step_mark
from cloudwright.design.diagram.marks.theme import Palette, Theme
from cloudwright.design.diagram.marks.xml import tag, text
from cloudwright.design.diagram.measures import SMALLEST_SIZE, STEP_DIAMETER
from cloudwright.design.diagram.typeface import Weight, clipped, wrapped

MARGIN = 12.0
MINIMUM_WIDTH = 720.0
_ROW = 50.0
_TITLE_SIZE = 17.0
_LEAST_TITLE = 300.0
_STEP_SIZE = SMALLEST_SIZE
_LINE = 20.0
_COLUMN = 380.0
_VIEWS = {View.FLOW: "Flow view", View.NETWORK: "Network view"}


@dataclass(frozen=True, slots=True)
class Foot:
    """SVG text drawn with its top at 0, and its height."""

    body: str
    height: float


def sheet_size(drawing: Drawing) -> tuple[float, float]:
    """Return width and height of the sheet: the picture with its foot and margins."""
    width = max(drawing.width, MINIMUM_WIDTH)
    return width, drawing.height + foot(drawing, width, palette=Theme.LIGHT.palette).height + MARGIN


def foot(drawing: Drawing, width: float, *, palette: Palette) -> Foot:
    """Return legend and title block for a sheet of the given width."""
    body, top = (
        ("", 0.0) if not drawing.steps else _legend(drawing.steps, width - 2 * MARGIN, palette=palette)
    )
    top += 6 if body else 0
    block, height = _title_block(drawing, width - 2 * MARGIN, top=top, palette=palette)
    return Foot(body + block, top + height)


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
            lines = wrapped(step.sentence, column_width - 50, size=_STEP_SIZE, lines=4)
            for offset, line in enumerate(lines):
                baseline = y + 16.3 + offset * _LINE
                parts.append(text(line, x + 30, y=baseline, size=_STEP_SIZE, fill=palette.foreground))
            y += max(1, len(lines)) * _LINE + 6
        tallest = max(tallest, y)
    return "".join(parts), tallest


def _title_block(drawing: Drawing, width: float, *, top: float, palette: Palette) -> tuple[str, float]:
    """Return the strip at the bottom, and its height: the title beside the facts, or above them."""
    block = drawing.title_block
    cells = (
        ("Revision", block.revision, 150.0),
        ("Region", block.region, 136.0),
        ("Environment", block.environment, 112.0),
        ("Cost a month", block.monthly_cost, 124.0),
        ("Date", block.date, 110.0),
    )
    facts = sum(cell[2] for cell in cells)
    beside = width >= facts + _LEAST_TITLE
    height = _ROW if beside else 2 * _ROW
    title_width = width - facts if beside else width
    frame = tag(
        "rect", x=MARGIN, y=top, width=width, height=height, rx=6, fill=palette.muted, stroke=palette.border
    )
    words = _title(drawing, title_width, top=top, palette=palette)
    left, row = (MARGIN + title_width, top) if beside else (MARGIN, top + _ROW)
    stretch = 1.0 if beside else width / facts
    for name, value, share in cells:
        words += _cell(name, value, left, top=row, width=share * stretch, palette=palette)
        left += share * stretch
    return frame + words, height


def _title(drawing: Drawing, width: float, *, top: float, palette: Palette) -> str:
    title = clipped(drawing.title_block.title, width - 24, size=_TITLE_SIZE, weight=Weight.SEMIBOLD)
    view = f"{_VIEWS[drawing.view]}, drawn by Cloudwright"
    x = MARGIN + 12
    return text(title, x, y=top + 20, size=_TITLE_SIZE, fill=palette.foreground, weight=600) + text(
        view, x, y=top + 40, size=SMALLEST_SIZE, fill=palette.muted_foreground
    )


def _cell(name: str, value: str, left: float, *, top: float, width: float, palette: Palette) -> str:
    """Return one fact under its name, with a line to the left of it."""
    shown = clipped(value, width - 20, size=SMALLEST_SIZE, weight=Weight.SEMIBOLD)
    rule = tag("path", d=f"M{left:.1f} {top:.1f}v{_ROW:.0f}", stroke=palette.border)
    x = left + 10
    return (
        rule
        + text(name, x, y=top + 20, size=SMALLEST_SIZE, fill=palette.muted_foreground)
        + text(shown, x, y=top + 40, size=SMALLEST_SIZE, fill=palette.foreground, weight=600)
    )
