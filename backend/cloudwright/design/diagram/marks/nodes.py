"""A node: a card with the AWS icon, title, service, cost and open findings."""

from collections.abc import Iterator

from cloudwright.design.diagram.drawing import Node
from cloudwright.design.diagram.marks.theme import Palette
from cloudwright.design.diagram.marks.xml import image, number, tag, text
from cloudwright.design.diagram.measures import (
    ICON,
    ICON_TOP,
    SERVICE_SIZE,
    SMALLEST_SIZE,
    TITLE_SIZE,
    compact_amount,
    finding_words,
    short_service,
)
from cloudwright.design.diagram.typeface import Weight, clipped, text_width, wrapped

_SIDE = 4
_HATCH = 9  # from one slanting line to the next
_INSET = 4.0
_LINE = 18.0
_TEXT_LINES = 3  # of title and service together, so that the pills have room
_PILL_SIZE = SMALLEST_SIZE
PILL_HEIGHT = 20
_SERIOUS = frozenset({"critical", "high"})


def node_mark(node: Node, palette: Palette) -> str:
    """Return the card at its place, marked with its components; its title says what the picture says."""
    return element_mark(node, "".join(_parts(node, palette)))


def element_mark(node: Node, content: str) -> str:
    """Return the content as what stands for the node's components."""
    return tag(
        "g",
        tag("title", _spoken(node)) + content,
        id=f"element-{node.id}",
        data_element=" ".join(node.members),
    )


def _spoken(node: Node) -> str:
    words = f"{node.title}, {node.caption}"
    if node.findings:
        words += f", {node.findings} open findings"
    return words.replace("&", "&amp;").replace("<", "&lt;")


def _parts(node: Node, palette: Palette) -> Iterator[str]:
    yield tag(
        "rect",
        x=node.x,
        y=node.y,
        width=node.width,
        height=node.height,
        rx=8,
        fill=palette.card,
        stroke=palette.border,
        stroke_dasharray="5 4" if node.existing else None,
    )
    if node.existing:
        yield hatching(
            (node.x + _INSET, node.y + _INSET),
            width=node.width - 2 * _INSET,
            height=node.height - 2 * _INSET,
            palette=palette,
        )
    left = node.x + (node.width - ICON) / 2
    if node.category == "external":
        yield tag(
            "rect",
            x=left - 3,
            y=node.y + ICON_TOP - 3,
            width=ICON + 6,
            height=ICON + 6,
            rx=6,
            fill=palette.tile,
        )
    yield image(node.icon, left, y=node.y + ICON_TOP, size=ICON)
    yield from _words(node, palette)
    top = node.y + node.height - 4 - PILL_HEIGHT
    if node.findings:
        yield badge(node, node.x + 6, y=top, palette=palette)
    if node.monthly_cost is not None:
        yield pill(node, node.x + node.width - 6 - pill_width(node), y=top, palette=palette)


def hatching(corner: tuple[float, float], *, width: float, height: float, palette: Palette) -> str:
    """Draw slanting lines over a box, given its top left corner, without a pattern and its id."""
    left, top = corner
    lines = []
    for start in range(_HATCH, int(width + height), _HATCH):
        from_x, to_x = max(0.0, start - height), min(width, float(start))
        lines.append(
            f"M{number(left + from_x)} {number(top + start - from_x)}"
            f"L{number(left + to_x)} {number(top + start - to_x)}"
        )
    return tag("path", d="".join(lines), fill="none", stroke=palette.hatching)


def _words(node: Node, palette: Palette) -> Iterator[str]:
    middle, room = node.x + node.width / 2, node.width - 2 * _SIDE
    rows = wrapped(node.title, room, size=TITLE_SIZE, lines=2, weight=Weight.SEMIBOLD)
    small = _caption(node, room, lines=_TEXT_LINES - len(rows))
    baseline = node.y + ICON_TOP + ICON + (17 if len(rows) + len(small) == _TEXT_LINES else 22)
    for row in rows:
        yield text(
            row, middle, y=baseline, size=TITLE_SIZE, fill=palette.foreground, weight=600, anchor="middle"
        )
        baseline += _LINE
    for row in small:
        yield text(row, middle, y=baseline, size=SERVICE_SIZE, fill=palette.muted_foreground, anchor="middle")
        baseline += _LINE


def _caption(node: Node, room: float, *, lines: int) -> tuple[str, ...]:
    """Return what stands below the title; in one line the whole, or shorter words that fit."""
    if lines == 1:
        ways = (node.caption, short_service(node.caption), node.caption.rpartition(", ")[2])
        fitting = (way for way in ways if text_width(way, SERVICE_SIZE) <= room)
        return (next(fitting, clipped(ways[1], room, size=SERVICE_SIZE)),)
    return wrapped(node.caption, room, size=SERVICE_SIZE, lines=lines)


def badge_width(node: Node) -> float:
    """Return the width of the badge of open findings; 0 without any."""
    words = finding_words(node.findings, node.worst) if node.findings else ""
    return text_width(words, _PILL_SIZE, weight=Weight.SEMIBOLD) + 22 if words else 0.0


def badge(node: Node, x: float, *, y: float, palette: Palette) -> str:
    """Open findings: a sign, the worst severity in a word, and how many more."""
    colour = palette.bad if node.worst in _SERIOUS else palette.warn
    words = finding_words(node.findings, node.worst)
    sign = tag(
        "path",
        d=f"M{x + 5:.1f} {y + 15:.1f}h10l-5 -9z",
        fill="none",
        stroke=colour,
        stroke_width=1.4,
        stroke_linejoin="round",
    )
    frame = tag(
        "rect", x=x, y=y, width=badge_width(node), height=PILL_HEIGHT, rx=4, fill=palette.card, stroke=colour
    )
    return frame + sign + text(words, x + 19, y=y + 15.2, size=_PILL_SIZE, fill=colour, weight=600)


def pill_width(node: Node) -> float:
    """Return the width of the monthly cost; 0 without any."""
    return 0.0 if node.monthly_cost is None else text_width(_amount(node), _PILL_SIZE) + 8


def pill(node: Node, x: float, *, y: float, palette: Palette) -> str:
    """Monthly cost."""
    width = pill_width(node)
    frame = tag("rect", x=x, y=y, width=width, height=PILL_HEIGHT, rx=4, fill=palette.muted)
    return frame + text(
        _amount(node), x + width / 2, y=y + 15.2, size=_PILL_SIZE, fill=palette.foreground, anchor="middle"
    )


def _amount(node: Node) -> str:
    return compact_amount(node.monthly_cost) if node.monthly_cost is not None else ""
