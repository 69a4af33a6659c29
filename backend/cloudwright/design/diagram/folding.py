"""A long drawing is folded: what would stand beyond the edge of the sheet turns back below, as a path winds.

The label of a line is a node of its own here: ELK has no columns for its own labels.
"""

from collections.abc import Iterable, Mapping, Sequence

from cloudwright.design.diagram.ports import ElkEdge, ElkGraph, ElkGroup, ElkNode

_Pairs = Sequence[tuple[str, str]]


def depth(graph: ElkGraph) -> int:
    """Return how many columns the graph takes when nothing is folded, those inside of groups included."""
    pairs = _pairs(graph)
    return _width(_ranks(_ids(graph), pairs[""]), _widths(graph, pairs))


def folded(graph: ElkGraph, columns: int) -> ElkGraph:
    """Return the graph with a place in a column for what stands in a container of more than `columns`."""
    return _Fold(graph, columns).graph()


def joined(graph: ElkGraph, laid_out: ElkGraph) -> ElkGraph:
    """Return the graph with the places of its folded twin, labels on their lines again."""
    edges = {edge.id: edge for edge in laid_out.edges}
    labels = {node.id: node for node in _all_nodes(laid_out)}
    return laid_out.model_copy(
        update={
            **_without_labels(laid_out),
            "edges": tuple(_joined(edge, edges, labels) for edge in graph.edges),
        }
    )


def _joined(edge: ElkEdge, edges: Mapping[str, ElkEdge], nodes: Mapping[str, ElkNode]) -> ElkEdge:
    if not edge.label_width:
        return edges[edge.id]
    label = nodes[_label_id(edge)]
    before, after = edges[_half_id(edge, 0)], edges[_half_id(edge, 1)]
    return edge.model_copy(
        update={"points": (*before.points, *after.points), "label_x": label.x, "label_y": label.y}
    )


def _without_labels(container: ElkGraph | ElkGroup) -> dict[str, object]:
    return {
        "nodes": tuple(node for node in container.nodes if not node.id.startswith(_LABEL)),
        "groups": tuple(group.model_copy(update=_without_labels(group)) for group in container.groups),
    }


def _all_nodes(container: ElkGraph | ElkGroup) -> tuple[ElkNode, ...]:
    inner = (node for group in container.groups for node in _all_nodes(group))
    return (*container.nodes, *inner)


_LABEL = "label:"


def _label_id(edge: ElkEdge) -> str:
    return f"{_LABEL}{edge.id}"


def _half_id(edge: ElkEdge, half: int) -> str:
    return f"half:{half}:{edge.id}"


class _Fold:
    """One graph on its way to a folded one."""

    def __init__(self, graph: ElkGraph, columns: int) -> None:
        self._graph = graph
        self._columns = columns
        self._paths = _paths(graph)
        self._pairs = _pairs(graph)

    def graph(self) -> ElkGraph:
        halves = tuple(half for edge in self._graph.edges for half in self._halves(edge))
        return self._graph.model_copy(update={**self._content(self._graph, ""), "edges": halves})

    def _halves(self, edge: ElkEdge) -> tuple[ElkEdge, ...]:
        if not edge.label_width:
            return (edge,)
        bare = {"label_width": 0.0, "label_height": 0.0}
        ends = ({"target": _label_id(edge)}, {"source": _label_id(edge)})
        return tuple(
            edge.model_copy(update={**bare, **end, "id": _half_id(edge, half)})
            for half, end in enumerate(ends)
        )

    def _content(self, container: ElkGraph | ElkGroup, container_id: str) -> dict[str, object]:
        ranks = _ranks(_ids(container), self._pairs[container_id])
        across = _across(ranks, _widths(container, self._pairs), columns=self._columns)
        columns = {item: 2 * _winding(rank, across) for item, rank in ranks.items()} if across else {}
        rows = _first_of_rows(ranks, across) if across else {}
        labels = [self._label(edge, columns) for edge in self._meeting_in(container_id)]
        nodes = (
            node.model_copy(update={"column": columns.get(node.id), "row": rows.get(node.id)})
            for node in container.nodes
        )
        groups = (
            group.model_copy(
                update={
                    "column": columns.get(group.id),
                    "row": rows.get(group.id),
                    **self._content(group, group.id),
                },
            )
            for group in container.groups
        )
        return {"nodes": (*nodes, *labels), "groups": tuple(groups)}

    def _meeting_in(self, container_id: str) -> Iterable[ElkEdge]:
        return (e for e in self._graph.edges if e.label_width and _meeting(e, self._paths)[0] == container_id)

    def _label(self, edge: ElkEdge, columns: Mapping[str, int]) -> ElkNode:
        """Return the label as a node, in the column before that in which the line ends."""
        _, source, target = _meeting(edge, self._paths)
        column = None
        if columns:
            column = columns[target] + (-1 if columns[source] < columns[target] else 1)
        return ElkNode(id=_label_id(edge), width=edge.label_width, height=edge.label_height, column=column)


def _ids(container: ElkGraph | ElkGroup) -> tuple[str, ...]:
    return (*(node.id for node in container.nodes), *(group.id for group in container.groups))


def _pairs(graph: ElkGraph) -> Mapping[str, _Pairs]:
    """Return which items of each container are connected, by container; the graph's own id is empty."""
    paths = _paths(graph)
    found: dict[str, list[tuple[str, str]]] = {i: [] for path in paths.values() for i in path[:-1]}
    for edge in graph.edges:
        container, source, target = _meeting(edge, paths)
        found[container].append((source, target))
    return {"": [], **found}


def _paths(graph: ElkGraph) -> Mapping[str, tuple[str, ...]]:
    """Return the way to each node: all containers from the outermost, and the node itself."""
    paths: dict[str, tuple[str, ...]] = {}

    def enter(container: ElkGraph | ElkGroup, path: tuple[str, ...]) -> None:
        paths.update({node.id: (*path, node.id) for node in container.nodes})
        for group in container.groups:
            enter(group, (*path, group.id))

    enter(graph, ("",))
    return paths


def _meeting(edge: ElkEdge, paths: Mapping[str, tuple[str, ...]]) -> tuple[str, str, str]:
    """Return the innermost container of both ends, and its items in which they lie."""
    source, target = paths[edge.source], paths[edge.target]
    shared = next(i for i, (a, b) in enumerate(zip(source, target, strict=False)) if a != b)
    return source[shared - 1], source[shared], target[shared]


def _ranks(ids: Iterable[str], pairs: _Pairs) -> Mapping[str, int]:
    """Return the longest way to each item from where the flow begins; a way back counts for nothing."""
    following: dict[str, list[str]] = {i: [] for i in ids}
    for source, target in pairs:
        following[source].append(target)
    order = _in_order(following)
    places = {item: place for place, item in enumerate(order)}
    ranks = dict.fromkeys(order, 0)
    for item in order:
        following[item] = [target for target in following[item] if places[target] > places[item]]
        for target in following[item]:
            ranks[target] = max(ranks[target], ranks[item] + 1)
    entered = {target for targets in following.values() for target in targets}
    for item in order:
        if following[item] and item not in entered:
            ranks[item] = min(ranks[target] for target in following[item]) - 1
    return ranks


def _in_order(following: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """Return the items so that each comes before what follows from it, but for ways back."""
    seen: dict[str, None] = {}
    done: list[str] = []

    def visit(item: str) -> None:
        if item in seen:
            return
        seen[item] = None
        for target in following[item]:
            visit(target)
        done.append(item)

    for item in following:
        visit(item)
    return done[::-1]


def _widths(container: ElkGraph | ElkGroup, pairs: Mapping[str, _Pairs]) -> Mapping[str, int]:
    """Return how many columns each item of the container takes."""
    widths = dict.fromkeys((node.id for node in container.nodes), 1)
    for group in container.groups:
        widths[group.id] = max(1, _width(_ranks(_ids(group), pairs[group.id]), _widths(group, pairs)))
    return widths


def _width(ranks: Mapping[str, int], widths: Mapping[str, int]) -> int:
    return sum(_by_rank(ranks, widths))


def _by_rank(ranks: Mapping[str, int], widths: Mapping[str, int]) -> list[int]:
    widest = [0] * (max(ranks.values(), default=-1) + 1)
    for item, rank in ranks.items():
        widest[rank] = max(widest[rank], widths[item])
    return widest


def _across(ranks: Mapping[str, int], widths: Mapping[str, int], *, columns: int) -> int:
    """Return at which rank the path turns back first; 0 where all fits without a turn."""
    room, across = columns, 0
    widest = _by_rank(ranks, widths)
    for width in widest:
        room -= width
        if room < 0:
            break
        across += 1
    across = max(2, across)
    return across if across < len(widest) else 0


def _winding(rank: int, across: int) -> int:
    """Return 0 1 2 3 2 1 0 1 ... for four columns."""
    place = rank % (2 * across - 2)
    return place if place < across else 2 * across - 2 - place


def _first_of_rows(ranks: Mapping[str, int], across: int) -> Mapping[str, int]:
    """Return the row of one item for each row and column, which is enough to keep the rows in their order."""
    found: dict[tuple[int, int], str] = {}
    for item, rank in ranks.items():
        found.setdefault((_winding(rank, across), rank // (across - 1) if rank else 0), item)
    return {item: row for (_, row), item in found.items()}
