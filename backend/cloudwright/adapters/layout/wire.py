"""Our typed graph as ELK's JSON and back. Options are ELK's own names (https://eclipse.dev/elk/reference.html)."""

import json
from collections.abc import Iterator, Mapping

from pydantic import BaseModel, ConfigDict

from cloudwright.design.diagram.drawing import Point
from cloudwright.design.diagram.ports import ElkEdge, ElkGraph, ElkGroup, ElkNode
from cloudwright.kit.canonical import JsonValue

_KEEP_ORDER = "elk.layered.crossingMinimization.semiInteractive"
TITLE_BAND = 36  # a group's title stands here, above its content, where no edge runs
PADDING = 12
_COLUMN_PIXELS = 1_000  # more than a node is wide: what overlaps would share a layer

# Brandes-Koepf bends edges less than network simplex and takes less time. Each of the rounds of
# thoroughness starts the search for crossings anew; above five they were the same within 2 % on 48 graphs.
_ROOT_OPTIONS: Mapping[str, str] = {
    "elk.algorithm": "layered",
    "elk.hierarchyHandling": "INCLUDE_CHILDREN",
    "elk.edgeRouting": "ORTHOGONAL",
    "elk.json.shapeCoords": "ROOT",
    "elk.json.edgeCoords": "ROOT",
    "elk.randomSeed": "1",
    "elk.padding": "[top=12,left=12,bottom=12,right=12]",
    "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
    "elk.layered.nodePlacement.strategy": "BRANDES_KOEPF",
    "elk.layered.nodePlacement.favorStraightEdges": "true",
    "elk.layered.crossingMinimization.greedySwitchHierarchical.type": "TWO_SIDED",
    "elk.layered.thoroughness": "5",
    "elk.layered.edgeLabels.sideSelection": "ALWAYS_UP",
    "elk.spacing.nodeNode": "18",
    "elk.spacing.edgeNode": "16",
    "elk.spacing.edgeEdge": "14",
    "elk.spacing.componentComponent": "24",
    "elk.layered.spacing.nodeNodeBetweenLayers": "14",
    "elk.layered.spacing.edgeNodeBetweenLayers": "12",
    "elk.layered.spacing.edgeEdgeBetweenLayers": "10",
}
_SPACING: Mapping[str, str] = {key: value for key, value in _ROOT_OPTIONS.items() if "pacing" in key}
_GROUP_PADDING = f"[top={TITLE_BAND + 4},left={PADDING},bottom={PADDING},right={PADDING}]"


class _Lenient(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class _Shape(_Lenient):
    id: str = ""
    x: float = 0
    y: float = 0
    width: float = 0
    height: float = 0


class _Box(_Shape):
    children: tuple["_Box", ...] = ()


class _Section(_Lenient):
    startPoint: Point  # noqa: N815 (ELK's spelling)
    endPoint: Point  # noqa: N815 (ELK's spelling)
    bendPoints: tuple[Point, ...] = ()  # noqa: N815 (ELK's spelling)


class _Route(_Lenient):
    id: str
    sections: tuple[_Section, ...] = ()
    labels: tuple[_Shape, ...] = ()


class _Graph(_Box):
    edges: tuple[_Route, ...] = ()


class _Reply(_Lenient):
    graph: _Graph | None = None
    error: str = ""


class ReplyUnreadable(ValueError):
    """ELK refused the graph or answered something else than a graph; the text is its own."""


def request(graph: ElkGraph) -> str:
    """Return the graph as one line of ELK JSON."""
    options = {**_ROOT_OPTIONS, "elk.direction": str(graph.direction), **_folding(graph)}
    return json.dumps(
        {
            "id": "root",
            "layoutOptions": options,
            "children": [*map(_node, graph.nodes), *map(_group, graph.groups)],
            "edges": [_edge(edge) for edge in graph.edges],
        },
        separators=(",", ":"),
    )


def _folding(container: ElkGraph | ElkGroup) -> dict[str, str]:
    """Return what makes ELK keep to the columns of what the container holds, where it has any.

    Partitions would say it better, but ELK looks at those of the outermost graph only.
    """
    columns = (*(node.column for node in container.nodes), *(group.column for group in container.groups))
    given = any(column is not None for column in columns)
    kept = ("elk.layered.cycleBreaking.strategy", "elk.layered.layering.strategy")
    return {**dict.fromkeys(kept, "INTERACTIVE"), _KEEP_ORDER: "true"} if given else {}


def _wished(item: ElkNode | ElkGroup) -> dict[str, JsonValue]:
    return {} if item.column is None else {"x": item.column * _COLUMN_PIXELS, "y": 0}


def _row(item: ElkNode | ElkGroup) -> dict[str, JsonValue]:
    """ELK takes the order from the second coordinate of a wished place, in both directions."""
    return {} if item.row is None else {"elk.position": f"(0,{item.row})"}


def _node(node: ElkNode) -> dict[str, JsonValue]:
    size: dict[str, JsonValue] = {"id": node.id, "width": node.width, "height": node.height}
    return {**size, **_wished(node), "layoutOptions": _row(node)}


def _group(group: ElkGroup) -> dict[str, JsonValue]:
    minimum = group.title_width + 2 * PADDING
    options: dict[str, JsonValue] = {
        **_SPACING,
        **_folding(group),
        **_row(group),
        "elk.padding": _GROUP_PADDING,
        "elk.nodeSize.constraints": "MINIMUM_SIZE",
        "elk.nodeSize.minimum": f"({minimum},{TITLE_BAND + 2 * PADDING})",
    }
    children = [*map(_node, group.nodes), *map(_group, group.groups)]
    if group.ordered:
        options[_KEEP_ORDER] = "true"
        children = [_in_order(child, rank) for rank, child in enumerate(children)]
    return {"id": group.id, **_wished(group), "layoutOptions": options, "children": list[JsonValue](children)}


def _in_order(child: dict[str, JsonValue], rank: int) -> dict[str, JsonValue]:
    options = child.get("layoutOptions")
    known = options if isinstance(options, dict) else {}
    return {**child, "layoutOptions": {**known, "elk.position": f"(0,{rank})"}}


def _edge(edge: ElkEdge) -> JsonValue:
    label: JsonValue = {
        "text": edge.id,
        "width": edge.label_width,
        "height": edge.label_height,
        "layoutOptions": {"elk.edgeLabels.inline": "true", "elk.edgeLabels.placement": "CENTER"},
    }
    return {
        "id": edge.id,
        "sources": [edge.source],
        "targets": [edge.target],
        "labels": [label] if edge.label_width else [],
        "layoutOptions": {"elk.layered.priority.straightness": str(edge.weight)},
    }


def placed(graph: ElkGraph, reply: str) -> ElkGraph:
    """Return `graph` with the places of the reply; raises ReplyUnreadable when it holds none."""
    parsed = _Reply.model_validate_json(reply)
    if parsed.graph is None:
        raise ReplyUnreadable(parsed.error or "the layout engine answered nothing")
    boxes = {box.id: box for box in _walk(parsed.graph)}
    routes = {route.id: route for route in parsed.graph.edges}
    return graph.model_copy(
        update={
            "nodes": tuple(_placed_node(node, boxes) for node in graph.nodes),
            "groups": tuple(_placed_group(group, boxes) for group in graph.groups),
            "edges": tuple(_placed_edge(edge, routes) for edge in graph.edges),
            "width": parsed.graph.width,
            "height": parsed.graph.height,
        }
    )


def _walk(box: _Box) -> Iterator[_Box]:
    for child in box.children:
        yield child
        yield from _walk(child)


def _placed_node(node: ElkNode, boxes: Mapping[str, _Box]) -> ElkNode:
    box = boxes[node.id]
    return node.model_copy(update={"x": box.x, "y": box.y})


def _placed_group(group: ElkGroup, boxes: Mapping[str, _Box]) -> ElkGroup:
    box = boxes[group.id]
    return group.model_copy(
        update={
            "nodes": tuple(_placed_node(node, boxes) for node in group.nodes),
            "groups": tuple(_placed_group(child, boxes) for child in group.groups),
            "x": box.x,
            "y": box.y,
            "width": box.width,
            "height": box.height,
        }
    )


def _placed_edge(edge: ElkEdge, routes: Mapping[str, _Route]) -> ElkEdge:
    route = routes[edge.id]
    if not route.sections:
        raise ReplyUnreadable(f"the layout engine gave no route for '{edge.id}'")
    section = route.sections[0]
    label = route.labels[0] if route.labels else _Shape()
    return edge.model_copy(
        update={
            "points": (section.startPoint, *section.bendPoints, section.endPoint),
            "label_x": label.x,
            "label_y": label.y,
        }
    )
