"""A drawing as a self-contained SVG file: icons embedded, no script, no reference to anything outside."""

from cloudwright.design.diagram.drawing import Drawing
from cloudwright.design.diagram.marks.edges import label_mark, route_mark
from cloudwright.design.diagram.marks.frame import MARGIN, MINIMUM_WIDTH, foot
from cloudwright.design.diagram.marks.frames import frame_mark
from cloudwright.design.diagram.marks.groups import group_box, group_title
from cloudwright.design.diagram.marks.nodes import node_mark
from cloudwright.design.diagram.marks.theme import Palette, Theme
from cloudwright.design.diagram.marks.xml import document, number, tag


def svg(drawing: Drawing, theme: Theme) -> str:
    """Return the whole sheet: the picture, the numbered steps and the title block."""
    palette = theme.palette
    width = max(drawing.width, MINIMUM_WIDTH)
    bottom = foot(drawing, width, palette=palette)
    height = drawing.height + bottom.height + MARGIN
    shift = (width - drawing.width) / 2
    body = "\n".join(
        (
            tag("rect", width=width, height=height, fill=palette.background),
            tag(
                "g", _picture(drawing, palette), transform=f"translate({number(shift)} 0)" if shift else None
            ),
            tag("g", bottom.body, transform=f"translate(0 {number(drawing.height)})"),
        )
    )
    return document(
        body, width=width, height=height, title=drawing.title_block.title, description=_spoken(drawing)
    )


def thumbnail(drawing: Drawing, theme: Theme) -> str:
    """Return the picture alone, without steps and title block, on a transparent ground."""
    return document(
        _picture(drawing, theme.palette),
        width=drawing.width,
        height=drawing.height,
        title=drawing.title_block.title,
        description=_spoken(drawing),
    )


def _picture(drawing: Drawing, palette: Palette) -> str:
    """Titles and chips come after the lines, so that no line runs through words."""
    frames = drawing.frames
    plain = [group for group in drawing.groups if group.id not in frames]
    parts = (
        *(group_box(group, palette) for group in plain),
        *(route_mark(edge, palette) for edge in drawing.edges),
        *(group_title(group, palette) for group in plain),
        *(frame_mark(g, frames[g.id], palette=palette) for g in drawing.groups if g.id in frames),
        *(label_mark(edge, palette) for edge in drawing.edges if edge.label),
        *(node_mark(node, palette) for node in drawing.cards),
    )
    return "\n".join(parts)


def _spoken(drawing: Drawing) -> str:
    """Say the drawing in words: its steps, or else its connections."""
    if drawing.steps:
        return " ".join(f"{step.number}. {step.sentence}" for step in drawing.steps)
    titles = {node.id: node.title for node in drawing.nodes}
    said = [f"{titles[edge.source]} {edge.label} {titles[edge.target]}." for edge in drawing.edges]
    return " ".join(said) or ", ".join(titles.values())
