"""A layout without an engine: everything in one row, edges straight. For tests of what comes after layout."""

from cloudwright.design.diagram.drawing import Point
from cloudwright.design.diagram.ports import ElkGraph, ElkGroup, ElkNode

_GAP = 40.0
_BAND = 34.0


class RowLayout:
    async def lay_out(self, graph: ElkGraph) -> ElkGraph:
        return in_a_row(graph)


def in_a_row(graph: ElkGraph) -> ElkGraph:
    x = _GAP
    nodes: list[ElkNode] = []
    for node in graph.nodes:
        nodes.append(node.model_copy(update={"x": x, "y": _GAP}))
        x += node.width + _GAP
    groups: list[ElkGroup] = []
    for group in graph.groups:
        placed = _group(group, x, y=_GAP)
        groups.append(placed)
        x += placed.width + _GAP
    centres = {node.id: Point(x=node.x + node.width / 2, y=node.y) for node in _all(nodes, groups)}
    edges = tuple(
        edge.model_copy(
            update={
                "points": (centres[edge.source], centres[edge.target]),
                "label_x": (centres[edge.source].x + centres[edge.target].x) / 2,
                "label_y": 10.0,
            }
        )
        for edge in graph.edges
    )
    update = {"nodes": tuple(nodes), "groups": tuple(groups), "edges": edges, "width": x, "height": 400.0}
    return graph.model_copy(update=update)


def _group(group: ElkGroup, x: float, *, y: float) -> ElkGroup:
    inner = x + _GAP
    nodes: list[ElkNode] = []
    for node in group.nodes:
        nodes.append(node.model_copy(update={"x": inner, "y": y + _BAND}))
        inner += node.width + _GAP
    groups: list[ElkGroup] = []
    for child in group.groups:
        placed = _group(child, inner, y=y + _BAND)
        groups.append(placed)
        inner += placed.width + _GAP
    update = {
        "nodes": tuple(nodes),
        "groups": tuple(groups),
        "x": x,
        "y": y,
        "width": inner - x,
        "height": 300.0,
    }
    return group.model_copy(update=update)


def _all(nodes: list[ElkNode], groups: list[ElkGroup]) -> list[ElkNode]:
    found = list(nodes)
    for group in groups:
        found += _all(list(group.nodes), list(group.groups))
    return found
