"""What can be measured on a drawing: boxes that meet, lines through boxes, and sizes on paper."""

from collections.abc import Iterator
from itertools import combinations, pairwise

from cloudwright.design.diagram.drawing import Drawing, Edge, Node
from cloudwright.design.diagram.measures import SMALLEST_SIZE, chip_height, chip_width
from cloudwright.design.diagram.printing import printed_scale

Box = tuple[float, float, float, float]  # left, top, right, bottom


def box(node: Node) -> Box:
    return node.x, node.y, node.x + node.width, node.y + node.height


def chip(edge: Edge) -> Box:
    """Return where the label of a line stands."""
    width, height = chip_width(edge.label, edge.step), chip_height(edge.label)
    return edge.label_x, edge.label_y, edge.label_x + width, edge.label_y + height


def overlaps(drawing: Drawing) -> Iterator[str]:
    """Yield every pair of cards or labels that cover each other."""
    boxes = {node.id: box(node) for node in drawing.cards}
    boxes |= {f"label of {edge.id}": chip(edge) for edge in drawing.edges if edge.label}
    for (first, a), (second, b) in combinations(boxes.items(), 2):
        if _meet(a, b):
            yield f"{first} over {second}"


def lines_through_cards(drawing: Drawing) -> Iterator[str]:
    """Yield every line that crosses a card at which it neither begins nor ends."""
    for edge in drawing.edges:
        for node in drawing.cards:
            if node.id not in {edge.source, edge.target} and _crossed(edge, box(node)):
                yield f"{edge.id} through {node.id}"


def lines_off_their_cards(drawing: Drawing) -> Iterator[str]:
    """Yield every line that does not begin and end on the border of its card."""
    nodes = {node.id: node for node in drawing.nodes}
    for edge in drawing.edges:
        for end, point in ((edge.source, edge.points[0]), (edge.target, edge.points[-1])):
            left, top, right, bottom = box(nodes[end])
            inside = left - 1 <= point.x <= right + 1 and top - 1 <= point.y <= bottom + 1
            if not inside:
                yield f"{edge.id} at {end}"


def smallest_points(drawing: Drawing) -> float:
    """Return the size in points of the smallest text when the sheet fills a page of A4."""
    return printed_scale(drawing) * SMALLEST_SIZE


def _crossed(edge: Edge, card: Box) -> bool:
    for a, b in pairwise(edge.points):
        line = (min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y))
        if _meet(line, card):
            return True
    return False


def _meet(a: Box, b: Box) -> bool:
    """Say whether two boxes share more than a border, to a pixel."""
    return a[0] + 1 < b[2] and b[0] + 1 < a[2] and a[1] + 1 < b[3] and b[1] + 1 < a[3]
