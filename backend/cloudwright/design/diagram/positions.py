"""A scene and its laid-out graph become a drawing."""

from collections.abc import Iterator, Mapping

from cloudwright.design.diagram.drawing import Drawing, Edge, Group, Node, Point
from cloudwright.design.diagram.ports import ElkEdge, ElkGraph, ElkGroup, ElkNode
from cloudwright.design.diagram.scene import Scene

_SLANT = 1.5


def drawing(scene: Scene, laid_out: ElkGraph) -> Drawing:
    """Return the drawing: places to a tenth of a pixel. Raises KeyError on a foreign graph."""
    groups = {group.id.removeprefix("group:"): group for group in _groups(laid_out.groups)}
    nodes = {node.id: node for node in _nodes(laid_out)}
    edges = {edge.id: edge for edge in laid_out.edges}
    return Drawing(
        view=scene.view,
        width=round(laid_out.width, 1),
        height=round(laid_out.height, 1),
        groups=tuple(_placed_group(group, groups[group.id]) for group in scene.groups),
        nodes=tuple(
            _framing_node(node, groups[node.group])
            if node.frames and node.group is not None
            else _placed_node(node, nodes[node.id])
            for node in scene.nodes
        ),
        edges=tuple(_placed_edge(edge, edges[edge.id]) for edge in scene.edges),
        steps=scene.steps,
        title_block=scene.title_block,
    )


def _groups(groups: tuple[ElkGroup, ...]) -> Iterator[ElkGroup]:
    for group in groups:
        yield group
        yield from _groups(group.groups)


def _nodes(graph: ElkGraph) -> Iterator[ElkNode]:
    yield from graph.nodes
    for group in _groups(graph.groups):
        yield from group.nodes


def _placed_group(group: Group, box: ElkGroup) -> Group:
    return group.model_copy(update=_place(box))


def _framing_node(node: Node, box: ElkGroup) -> Node:
    return node.model_copy(update=_place(box))


def _place(box: ElkGroup) -> Mapping[str, float]:
    place = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    return {name: round(value, 1) for name, value in place.items()}


def _placed_node(node: Node, box: ElkNode) -> Node:
    return node.model_copy(update={"x": round(box.x, 1), "y": round(box.y, 1)})


def _placed_edge(edge: Edge, route: ElkEdge) -> Edge:
    return edge.model_copy(
        update={
            "points": _straightened(route.points),
            "label_x": round(route.label_x, 1),
            "label_y": round(route.label_y, 1),
        }
    )


def _straightened(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Round, and take out the slant of a pixel that ELK leaves where a route crosses a boundary."""
    straight: list[Point] = []
    for point in points:
        x, y = round(point.x, 1), round(point.y, 1)
        if straight:
            before = straight[-1]
            dx, dy = abs(x - before.x), abs(y - before.y)
            x, y = (before.x if 0 < dx < _SLANT <= dy else x), (before.y if 0 < dy < _SLANT <= dx else y)
        straight.append(Point(x=x, y=y))
    return tuple(straight)
