"""The flow as a small picture: cards close together, so that their titles can be read on a narrow sheet.

Each axis is mapped by one rising function, wide where cards stand and tight between them. Whatever stood
left of or above something else still does, so no cards overlap and no line comes to cross one.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cloudwright.design.diagram.drawing import Drawing, Edge, Node, Point
from cloudwright.design.diagram.marks.edges import route_mark
from cloudwright.design.diagram.marks.theme import Palette, Theme
from cloudwright.design.diagram.marks.xml import document, image, number, tag, text
from cloudwright.design.diagram.measures import (
    NODE_HEIGHT,
    NODE_WIDTH,
    chip_height,
    chip_width,
)
from cloudwright.design.diagram.typeface import Weight, wrapped

_CARD_WIDTH, _CARD_HEIGHT = 124.0, 92.0
_GAP_ACROSS, _GAP_DOWN = 54.0, 24.0
_KEPT_ACROSS, _KEPT_DOWN = 15.0, 8.0  # beside cards, where lines turn and arrowheads stand
_ICON, _TITLE_SIZE, _LINE = 34.0, 15.0, 17.0
_DISC, _DISC_SIZE = 10.5, 13.0


def flow_picture(drawing: Drawing) -> str:
    """Return the SVG of a drawing: cards with their titles, lines with the numbers of their steps."""
    palette = Theme.LIGHT.palette
    across, down = _across(drawing), _down(drawing)
    nodes = [_moved_node(node, across, down) for node in drawing.nodes]
    edges = [_moved_edge(edge, across, down) for edge in drawing.edges]
    body = "\n".join(
        (
            *(route_mark(edge, palette) for edge in edges),
            *(_card(node, palette) for node in nodes),
            *(_disc(edge, palette) for edge in edges),
        )
    )
    said = " ".join(f"{step.number}. {step.sentence}" for step in drawing.steps)
    return document(body, width=across.end, height=down.end, title="How it works", description=said)


@dataclass(frozen=True, slots=True)
class _Axis:
    """A rising function by its corners: where each lay, and where it lies now."""

    sources: tuple[float, ...]
    targets: tuple[float, ...]

    @property
    def end(self) -> float:
        return self.targets[-1]

    def at(self, value: float) -> float:
        place = min(max(bisect_right(self.sources, value) - 1, 0), len(self.sources) - 2)
        start, stop = self.sources[place], self.sources[place + 1]
        share = (min(max(value, start), stop) - start) / ((stop - start) or 1.0)
        return self.targets[place] + share * (self.targets[place + 1] - self.targets[place])


def _across(drawing: Drawing) -> _Axis:
    taken = _merged((n.x, n.x + n.width) for n in drawing.nodes)
    return _axis(taken, drawing.width, scale=_CARD_WIDTH / NODE_WIDTH, gap=_GAP_ACROSS, kept=_KEPT_ACROSS)


def _down(drawing: Drawing) -> _Axis:
    taken = _merged((n.y, n.y + n.height) for n in drawing.nodes)
    return _axis(taken, drawing.height, scale=_CARD_HEIGHT / NODE_HEIGHT, gap=_GAP_DOWN, kept=_KEPT_DOWN)


def _merged(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for start, stop in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(stop, found[-1][1]))
        else:
            found.append((start, stop))
    return found


def _axis(
    taken: Sequence[tuple[float, float]], size: float, *, scale: float, gap: float, kept: float
) -> _Axis:
    """Return the function that scales what is taken and shortens what is free to at most `gap`.

    It is shortened in its middle: `kept` at both ends stays as it was.
    """
    sources, targets = [0.0], [0.0]
    for start, stop in taken:
        free = start - sources[-1]
        room = 2.0 if len(sources) == 1 else min(gap, free)
        if len(sources) > 1 and free > gap:
            sources += [sources[-1] + kept, start - kept]
            targets += [targets[-1] + kept, targets[-1] + gap - kept]
            room = kept
        sources += [start, stop]
        targets += [targets[-1] + room, targets[-1] + room + (stop - start) * scale]
    sources.append(max(size, sources[-1] + 1))
    targets.append(targets[-1] + 2.0)
    return _Axis(tuple(sources), tuple(targets))


def _moved_node(node: Node, across: _Axis, down: _Axis) -> Node:
    left, top = across.at(node.x), down.at(node.y)
    size = {"width": across.at(node.x + node.width) - left, "height": down.at(node.y + node.height) - top}
    return node.model_copy(update={"x": left, "y": top, **size})


def _moved_edge(edge: Edge, across: _Axis, down: _Axis) -> Edge:
    points = tuple(Point(x=across.at(p.x), y=down.at(p.y)) for p in edge.points)
    middle_x = across.at(edge.label_x + chip_width(edge.label, edge.step) / 2)
    middle_y = down.at(edge.label_y + chip_height(edge.label) / 2)
    return edge.model_copy(update={"points": points, "label_x": middle_x, "label_y": middle_y})


def _card(node: Node, palette: Palette) -> str:
    return tag(
        "g", "".join(_parts(node, palette)), id=f"element-{node.id}", data_element=" ".join(node.members)
    )


def _parts(node: Node, palette: Palette) -> Iterator[str]:
    middle = node.x + node.width / 2
    yield tag(
        "rect",
        x=node.x,
        y=node.y,
        width=node.width,
        height=node.height,
        rx=7,
        fill=palette.card,
        stroke=palette.border,
        stroke_dasharray="5 4" if node.existing else None,
    )
    yield image(node.icon, middle - _ICON / 2, y=node.y + 8, size=_ICON)
    rows = wrapped(node.title, node.width - 8, size=_TITLE_SIZE, lines=2, weight=Weight.SEMIBOLD)
    first_line = node.y + 8 + _ICON + (27 if len(rows) == 1 else 18)
    for index, row in enumerate(rows):
        yield text(
            row,
            middle,
            y=first_line + index * _LINE,
            size=_TITLE_SIZE,
            fill=palette.foreground,
            weight=600,
            anchor="middle",
        )


def _disc(edge: Edge, palette: Palette) -> str:
    """Return the number of the step on its line, with a pale ring that keeps it apart from the line."""
    if edge.step is None:
        return ""
    x, y = edge.label_x, edge.label_y
    ring = f'stroke="{palette.background}" stroke-width="3"'
    disc = f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(_DISC)}" fill="{palette.primary}" {ring}/>'
    return disc + text(
        str(edge.step), x, y=y + 4.6, size=_DISC_SIZE, fill=palette.on_primary, weight=600, anchor="middle"
    )
