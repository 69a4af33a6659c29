"""From an architecture to everything a drawing shows, before anything has a place."""

from collections.abc import Mapping
from datetime import date

from cloudwright.design.diagram import wording
from cloudwright.design.diagram.drawing import Edge, Group, Node, Step, TitleBlock, View
from cloudwright.design.diagram.figures import Figure, Link, Look, figure, links, merged
from cloudwright.design.diagram.flow import entries, flow, story
from cloudwright.design.diagram.marks.frames import heading_width
from cloudwright.design.diagram.marks.nodes import PILL_HEIGHT
from cloudwright.design.diagram.measures import (
    NODE_HEIGHT,
    NODE_WIDTH,
    chip_height,
    chip_width,
    group_title_width,
    short_service,
)
from cloudwright.design.diagram.places import Place, flow_places, framed, network_places
from cloudwright.design.diagram.ports import Direction, ElkEdge, ElkGraph, ElkGroup, ElkNode
from cloudwright.design.diagram.stacking import stacked
from cloudwright.design.model.architecture import Architecture, Environment
from cloudwright.design.model.frozen import Frozen
from cloudwright.design.model.verbs import Verb
from cloudwright.kit.money import Money

_ASYNCHRONOUS = frozenset({Verb.PUBLISHES, Verb.NOTIFIES, Verb.CONSUMES, Verb.DEAD_LETTERS, Verb.ALERTS})


class Annotations(Frozen):
    """What computed results say about a design: monthly cost, open findings (count, worst) by id."""

    revision: str
    environment: Environment
    as_of: date
    total: Money | None = None
    costs: Mapping[str, Money] = {}
    findings: Mapping[str, tuple[int, str]] = {}


class Scene(Frozen):
    """A drawing without places, and the graph to lay out; coordinates are 0 until `positions.drawing`."""

    view: View
    graph: ElkGraph
    groups: tuple[Group, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    steps: tuple[Step, ...]
    title_block: TitleBlock


def scene(
    architecture: Architecture,
    view: View,
    *,
    kinds: Mapping[str, Look],
    annotations: Annotations,
    direction: Direction = Direction.RIGHT,
) -> Scene:
    """Return what the view shows; equal designs give equal scenes. Raises KeyError on unknown kinds."""
    left_out = 0
    if view is View.FLOW:
        figures, shown, left_out = flow(architecture, kinds)
        places, figures = flow_places(figures)
    else:
        places, figures = network_places(architecture, _all_figures(architecture, kinds))
        figures, shown = stacked(figures, merged(links(architecture)), places=places, kinds=kinds)
        places, figures = framed(_holding(places, figures), figures, kinds)
        shown = _between_cards(shown, figures)
    numbers = _numbers(shown, figures) if view is View.FLOW else {}
    edges = tuple(_edge(link, numbers.get(link.id)) for link in shown)
    nodes = tuple(_node(f, architecture, annotations) for f in figures)
    groups = tuple(map(_group, places))
    title = architecture.title + (f", {left_out} more in the network view" if left_out else "")
    return Scene(
        view=view,
        graph=_graph(nodes, groups, edges=edges, direction=direction),
        groups=groups,
        nodes=nodes,
        edges=edges,
        steps=_steps(shown, numbers, architecture=architecture),
        title_block=_title_block(title, architecture, annotations),
    )


def part_of(scene: Scene, about: frozenset[str]) -> Scene:
    """Return the scene of these nodes with their lines; what else those lead to stands in no boundary."""
    edges = tuple(e for e in scene.edges if about & {e.source, e.target})
    beyond = {end for e in edges for end in (e.source, e.target)} - about
    needed = _around({n.group for n in scene.nodes if n.id in about}, scene.groups)
    groups = tuple(g for g in scene.groups if g.id in needed)
    nodes = tuple(
        _beyond(n) if n.id in beyond else n
        for n in scene.nodes
        if n.id in about | beyond or (n.frames and n.group in needed)
    )
    told = {e.id for e in edges}
    return scene.model_copy(
        update={
            "graph": _graph(nodes, groups, edges=edges, direction=scene.graph.direction),
            "groups": groups,
            "nodes": nodes,
            "edges": edges,
            "steps": tuple(step for step in scene.steps if step.edge_id in told),
        }
    )


def _beyond(node: Node) -> Node:
    """Return a smaller card that says nothing but what it is; the rest stands where it belongs."""
    bare = {"group": None, "monthly_cost": None, "findings": 0, "worst": None}
    return node.model_copy(update={**bare, "height": NODE_HEIGHT - PILL_HEIGHT})


def _around(holding: set[str | None], groups: tuple[Group, ...]) -> set[str]:
    """Return the boxes and those around them."""
    parents = {g.id: g.parent for g in groups}
    found: set[str] = set()
    for box in holding:
        current = box
        while current is not None:
            found.add(current)
            current = parents[current]
    return found


def _all_figures(architecture: Architecture, kinds: Mapping[str, Look]) -> tuple[Figure, ...]:
    return tuple(figure(c, kinds) for c in sorted(architecture.components, key=lambda c: c.id))


def _holding(places: tuple[Place, ...], figures: tuple[Figure, ...]) -> tuple[Place, ...]:
    """Return the places in which something still stands, directly or further in."""
    boxes = tuple(map(_group, places))
    needed = _around({f.place for f in figures}, boxes)
    return tuple(p for p in places if p.id in needed)


def _between_cards(shown: tuple[Link, ...], figures: tuple[Figure, ...]) -> tuple[Link, ...]:
    """Leave out lines to boxes: what they hold lies inside, and the node says in words what it connects."""
    boxes = {f.id for f in figures if f.frames}
    return tuple(link for link in shown if not boxes & {link.source, link.target})


def _numbers(shown: tuple[Link, ...], figures: tuple[Figure, ...]) -> Mapping[str, int]:
    """Return step numbers by link: the design's own where it has any, else the order of the story."""
    own = [
        (min(c.step for c in link.connections if c.step is not None), link.id)
        for link in shown
        if _stepped(link)
    ]
    ids = [link_id for _, link_id in sorted(own)]
    if not ids:
        ids = [link.id for link in story(shown, entries(sorted(figures, key=lambda f: f.id), shown))]
    return {link_id: number for number, link_id in enumerate(ids, start=1)}


def _stepped(link: Link) -> bool:
    return any(c.step is not None for c in link.connections)


def _edge(link: Link, number: int | None) -> Edge:
    return Edge(
        id=link.id,
        source=link.source,
        target=link.target,
        verb=link.verbs[0].value,
        label=wording.label(link),
        points=(),
        label_x=0,
        label_y=0,
        step=number,
        asynchronous=bool(_ASYNCHRONOUS & set(link.verbs)),
    )


def _node(f: Figure, architecture: Architecture, annotations: Annotations) -> Node:
    members = set(f.members)
    costs = [annotations.costs[m] for m in f.members if m in annotations.costs]
    findings = [annotations.findings[m] for m in f.members if m in annotations.findings]
    watched = sum(c.verb is Verb.WATCHES for m in f.members for c in architecture.outgoing(m))
    return Node(
        id=f.id,
        members=f.members,
        kind=f.kind,
        title=f.title,
        service=f"{short_service(f.service)}, {_looks(f)} {watched}" if watched else f.service,
        icon=f.icon,
        category=f.category.value,
        group=f.place,
        x=0,
        y=0,
        width=NODE_WIDTH,
        height=NODE_HEIGHT,
        existing=f.existing,
        frames=f.frames,
        monthly_cost=sum(costs[1:], costs[0]) if costs else None,
        findings=sum(count for count, _ in findings),
        worst=min((w for count, w in findings if count), key=_SEVERITIES.index, default=None),
        connects_from=_titles(
            {c.source for c in architecture.connections if c.target in members} - members, architecture
        ),
        connects_to=_titles(
            {c.target for c in architecture.connections if c.source in members} - members, architecture
        ),
    )


def _looks(f: Figure) -> str:
    """Return what a figure does with what it watches: alarms tell people, a dashboard shows."""
    return "shows" if f.kind == "cloudwatch_dashboard" else "watches"


_SEVERITIES = ("critical", "high", "medium", "low")


def _titles(ids: set[str], architecture: Architecture) -> tuple[str, ...]:
    return tuple(architecture.component(i).title for i in sorted(ids))


def _group(place: Place) -> Group:
    return Group(
        id=place.id, type=place.type, title=place.title, parent=place.parent, x=0, y=0, width=0, height=0
    )


def _steps(
    shown: tuple[Link, ...], numbers: Mapping[str, int], *, architecture: Architecture
) -> tuple[Step, ...]:
    titles = {c.id: c.title for c in architecture.components}
    numbered = sorted(((numbers[k.id], k) for k in shown if k.id in numbers), key=lambda pair: pair[0])
    return tuple(
        Step(number=number, sentence=wording.sentence(link, titles), edge_id=link.id)
        for number, link in numbered
    )


def _title_block(title: str, architecture: Architecture, annotations: Annotations) -> TitleBlock:
    total = annotations.total
    return TitleBlock(
        title=title,
        revision=annotations.revision,
        region=architecture.region,
        environment=annotations.environment.value,
        monthly_cost="not priced" if total is None else str(total),
        date=annotations.as_of.isoformat(),
    )


def _graph(
    nodes: tuple[Node, ...], groups: tuple[Group, ...], *, edges: tuple[Edge, ...], direction: Direction
) -> ElkGraph:
    frames = {node.group: node for node in nodes if node.frames}

    def nodes_in(place: str | None) -> tuple[ElkNode, ...]:
        return tuple(
            ElkNode(id=node.id, width=node.width, height=node.height)
            for node in nodes
            if node.group == place and not node.frames
        )

    def groups_in(parent: str | None) -> tuple[ElkGroup, ...]:
        return tuple(
            ElkGroup(
                id=_group_id(g.id),
                title_width=heading_width(frames[g.id]) if g.id in frames else group_title_width(g.title),
                ordered=g.type == "vpc",
                nodes=nodes_in(g.id),
                groups=groups_in(g.id),
            )
            for g in groups
            if g.parent == parent
        )

    return ElkGraph(
        direction=direction,
        nodes=nodes_in(None),
        groups=groups_in(None),
        edges=tuple(_elk_edge(e) for e in edges),
    )


def _group_id(place_id: str) -> str:
    """A boundary may be called like a component, so groups have a name space of their own."""
    return f"group:{place_id}"


def _elk_edge(edge: Edge) -> ElkEdge:
    return ElkEdge(
        id=edge.id,
        source=edge.source,
        target=edge.target,
        label_width=chip_width(edge.label, edge.step),
        label_height=chip_height(edge.label),
        weight=10 if edge.step is not None else 1,
    )
