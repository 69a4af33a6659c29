"""A network: its boundary box with what a card would say in the title band. It is one mark with one name."""

from collections.abc import Iterator

from cloudwright.design.diagram.drawing import Group, Node
from cloudwright.design.diagram.marks.groups import group_box, group_icon
from cloudwright.design.diagram.marks.nodes import (
    PILL_HEIGHT,
    badge,
    badge_width,
    element_mark,
    hatching,
    pill,
    pill_width,
)
from cloudwright.design.diagram.marks.theme import Palette
from cloudwright.design.diagram.marks.xml import tag, text
from cloudwright.design.diagram.measures import GROUP_ICON, GROUP_TITLE_SIZE
from cloudwright.design.diagram.typeface import Weight, text_width

_GAP = 10.0
_INDENT = GROUP_ICON + 8


def heading_width(node: Node) -> float:
    """Return the width of the icon, the title, the service, the cost and the badge of open findings."""
    widths = (_title_width(node), _caption_width(node), pill_width(node), badge_width(node))
    return round(_INDENT + sum(width + _GAP for width in widths if width), 1)


def frame_mark(group: Group, node: Node, *, palette: Palette) -> str:
    """Return border and heading, marked with the component; hatched behind the heading when it exists."""
    return element_mark(node, "".join(_parts(group, node, palette=palette)))


def _parts(group: Group, node: Node, *, palette: Palette) -> Iterator[str]:
    yield group_box(group, palette, dashes="6 4" if node.existing else None)
    width = heading_width(node)
    yield tag("rect", x=group.x + 1, y=group.y + 1, width=width, height=GROUP_ICON, fill=palette.background)
    if node.existing:
        yield hatching(
            (group.x + GROUP_ICON, group.y + 1),
            width=width - GROUP_ICON,
            height=GROUP_ICON,
            palette=palette,
        )
    yield group_icon(group)
    yield from _heading(group, node, palette=palette)


def _heading(group: Group, node: Node, *, palette: Palette) -> Iterator[str]:
    x, baseline, top = group.x + _INDENT, group.y + 19.5, group.y + (GROUP_ICON - PILL_HEIGHT) / 2 + 1
    yield text(node.title, x, y=baseline, size=GROUP_TITLE_SIZE, fill=palette.foreground, weight=600)
    x += _title_width(node) + _GAP
    yield text(node.caption, x, y=baseline, size=GROUP_TITLE_SIZE, fill=palette.muted_foreground)
    x += _caption_width(node) + _GAP
    if node.monthly_cost is not None:
        yield pill(node, x, y=top, palette=palette)
        x += pill_width(node) + _GAP
    if node.findings:
        yield badge(node, x, y=top, palette=palette)


def _title_width(node: Node) -> float:
    return text_width(node.title, GROUP_TITLE_SIZE, weight=Weight.SEMIBOLD)


def _caption_width(node: Node) -> float:
    return text_width(node.caption, GROUP_TITLE_SIZE)
