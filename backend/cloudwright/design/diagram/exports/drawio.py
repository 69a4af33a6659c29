"""A drawing as a draw.io file: every card, boundary and line stays an editable object."""

from collections.abc import Iterator, Mapping
from html import escape

from cloudwright.design.diagram.drawing import Drawing, Edge, Group, Node, Point
from cloudwright.design.diagram.exports.stencils import group_style, icon_style
from cloudwright.design.diagram.marks.xml import tag
from cloudwright.design.diagram.measures import (
    ICON,
    ICON_TOP,
    chip_height,
    chip_width,
    compact_amount,
    finding_words,
    label_lines,
)

_CARD = (
    "rounded=1;absoluteArcSize=1;arcSize=14;whiteSpace=wrap;html=1;container=1;collapsible=0;recursiveResize=0;"
    "strokeColor=#C9CED5;fontColor=#1A2029;fontSize=14;verticalAlign=top;align=center;"
    f"spacingTop={ICON_TOP + ICON:.0f};"
)
_HATCHED = "dashed=1;fillStyle=hatch;fillColor=#E3E7EC;"
_LINE = (
    "edgeStyle=orthogonalEdgeStyle;rounded=1;html=1;endArrow=block;endFill=1;endSize=5;"
    "fontSize=15;fontColor=#1A2029;labelBackgroundColor=#FFFFFF;"
)
_CALL = "strokeColor=#4E5661;"
_MESSAGE = "strokeColor=#4E5661;dashed=1;"
_RELATION = "strokeColor=#7B838E;dashed=1;dashPattern=1 3;"
_NOTE = (
    "rounded=0;whiteSpace=wrap;html=1;align=left;verticalAlign=top;spacing=8;fillColor=#F5F7F9;"
    "strokeColor=#C9CED5;fontColor=#1A2029;fontSize=15;"
)
_TOP_LEVEL = "1"
_NOTE_WIDTH = 384.0
_STEPS_WIDTH = 640.0
_MARGIN = 24.0  # around the picture


def drawio(drawing: Drawing) -> str:
    """Return an uncompressed .drawio file with one page."""
    cells = "\n".join(_cells(drawing))
    root = f'<mxCell id="0"/>\n<mxCell id="{_TOP_LEVEL}" parent="0"/>\n{cells}\n'
    model = tag(
        "mxGraphModel", tag("root", f"\n{root}"), grid="1", gridSize="10", page="0", math="0", shadow="0"
    )
    title = drawing.title_block.title
    return tag("mxfile", tag("diagram", model, id=drawing.view.value, name=title), host="cloudwright") + "\n"


def _cells(drawing: Drawing) -> Iterator[str]:
    groups = {group.id: group for group in drawing.groups}
    frames = drawing.frames
    cells = {i: _node_id(frames[i].id) if i in frames else _group_id(i) for i in groups}
    for group in drawing.groups:
        yield _group_cell(group, groups, cells=cells, frame=frames.get(group.id))
    for node in drawing.cards:
        yield from _node_cells(node, groups, cells=cells)
    nodes = {node.id: node for node in drawing.nodes}
    for edge in drawing.edges:
        yield _edge_cell(edge, nodes)
    yield from _notes(drawing)


def _group_cell(
    group: Group, groups: Mapping[str, Group], *, cells: Mapping[str, str], frame: Node | None
) -> str:
    """Return the cell of a boundary; that of a network says what a card would say, in one line."""
    parent = groups[group.parent] if group.parent else None
    origin = Point(x=parent.x, y=parent.y) if parent else Point(x=0, y=0)
    return tag(
        "mxCell",
        _geometry(group.x - origin.x, group.y - origin.y, width=group.width, height=group.height),
        id=cells[group.id],
        value=_words(frame, between=" ") if frame else escape(group.title),
        style=group_style(group.type) + ("dashed=1;" if frame and frame.existing else ""),
        vertex="1",
        parent=cells[group.parent] if group.parent else _TOP_LEVEL,
    )


def _node_cells(node: Node, groups: Mapping[str, Group], *, cells: Mapping[str, str]) -> Iterator[str]:
    group = groups[node.group] if node.group else None
    left, top = (group.x, group.y) if group else (0.0, 0.0)
    words = _words(node)
    stack = node.members != (node.id,)
    card = tag(
        "mxCell",
        _geometry(node.x - left, node.y - top, width=node.width, height=node.height),
        id=None if stack else _node_id(node.id),
        value=None if stack else words,
        style=_CARD + (_HATCHED if node.existing else "fillColor=#FFFFFF;"),
        vertex="1",
        parent=cells[node.group] if node.group else _TOP_LEVEL,
    )
    yield _stack(node, words, card=card) if stack else card
    yield tag(
        "mxCell",
        _geometry((node.width - ICON) / 2, ICON_TOP, width=ICON, height=ICON),
        id=f"icon:{node.id}",
        style=icon_style(node.icon),
        vertex="1",
        parent=_node_id(node.id),
    )


def _words(node: Node, *, between: str = "<br>") -> str:
    """Return what stands on a card, as HTML: title, service, and what the pills of the picture say."""
    findings = finding_words(node.findings, node.worst) if node.findings else ""
    cost = compact_amount(node.monthly_cost) if node.monthly_cost is not None else ""
    small = [node.caption, " · ".join(filter(None, (cost, findings)))]
    lines = "".join(f"{between}<font color='#5C646F'>{escape(line)}</font>" for line in small if line)
    return f"<b>{escape(node.title)}</b>{lines}"


def _stack(node: Node, words: str, *, card: str) -> str:
    """Return the card of several components, which are named on it as data and when it is pointed at."""
    return tag(
        "object",
        card,
        id=_node_id(node.id),
        label=words,
        tooltip=", ".join(node.members),
        members=" ".join(node.members),
    )


def _edge_cell(edge: Edge, nodes: Mapping[str, Node]) -> str:
    start, *bends, end = edge.points
    style = _LINE + (_RELATION if edge.relation else _MESSAGE if edge.asynchronous else _CALL)
    style += _anchor("exit", start, nodes[edge.source]) + _anchor("entry", end, nodes[edge.target])
    ways = "".join(tag("mxPoint", x=bend.x, y=bend.y) for bend in bends)
    inner = tag("Array", ways, as_="points") if ways else ""
    geometry = tag("mxGeometry", inner, relative="1", x=f"{_share(edge):.3f}", as_="geometry")
    number = f"{edge.step}: " if edge.step is not None else ""
    words = number + "<br>".join(escape(line) for line in label_lines(edge.label))
    return tag(
        "mxCell",
        geometry,
        id=f"edge:{edge.id}",
        value=words,
        style=style,
        edge="1",
        parent=_TOP_LEVEL,
        source=_node_id(edge.source),
        target=_node_id(edge.target),
    )


def _anchor(side: str, point: Point, node: Node) -> str:
    """Fix where a line leaves or meets a card, as shares of its width and height."""
    x, y = (point.x - node.x) / node.width, (point.y - node.y) / node.height
    return f"{side}X={_unit(x)};{side}Y={_unit(y)};{side}Dx=0;{side}Dy=0;"


def _unit(share: float) -> str:
    return f"{min(1.0, max(0.0, share)):.4f}".rstrip("0").rstrip(".")


def _share(edge: Edge) -> float:
    """Return where along the route the label stands: -1 at the source, 0 half way, 1 at the target."""
    pairs = list(zip(edge.points, edge.points[1:], strict=False))
    total = sum(abs(b.x - a.x) + abs(b.y - a.y) for a, b in pairs)
    middle_x = edge.label_x + chip_width(edge.label, edge.step) / 2
    middle_y = edge.label_y + chip_height(edge.label) / 2
    best, gone, nearest = 0.0, 0.0, float("inf")
    for a, b in pairs:
        low_x, high_x, low_y, high_y = min(a.x, b.x), max(a.x, b.x), min(a.y, b.y), max(a.y, b.y)
        x, y = min(max(middle_x, low_x), high_x), min(max(middle_y, low_y), high_y)
        distance = abs(x - middle_x) + abs(y - middle_y)
        if distance < nearest:
            nearest, best = distance, gone + abs(x - a.x) + abs(y - a.y)
        gone += abs(b.x - a.x) + abs(b.y - a.y)
    return 2 * best / total - 1 if total else 0.0


def _notes(drawing: Drawing) -> Iterator[str]:
    block = drawing.title_block
    facts = (block.revision, block.region, block.environment, block.monthly_cost, block.date)
    words = f"<b>{escape(block.title)}</b><br>{escape(' · '.join(facts))}"
    left = max(_MARGIN, drawing.width - _MARGIN - _NOTE_WIDTH)
    top = drawing.height
    yield _note("title-block", words, geometry=_geometry(left, top, width=_NOTE_WIDTH, height=56))
    if drawing.steps:
        lines = "<br>".join(f"{step.number}. {escape(step.sentence)}" for step in drawing.steps)
        beside = left >= _STEPS_WIDTH + 2 * _MARGIN
        geometry = _geometry(
            _MARGIN, top if beside else top + 72, width=_STEPS_WIDTH, height=20.0 + 19 * len(drawing.steps)
        )
        yield _note("steps", lines, geometry=geometry)


def _note(cell_id: str, words: str, *, geometry: str) -> str:
    return tag("mxCell", geometry, id=cell_id, value=words, style=_NOTE, vertex="1", parent=_TOP_LEVEL)


def _geometry(x: float, y: float, *, width: float, height: float) -> str:
    return tag("mxGeometry", x=x, y=y, width=width, height=height, as_="geometry")


def _group_id(boundary_id: str) -> str:
    return f"group:{boundary_id}"


def _node_id(component_id: str) -> str:
    return f"node:{component_id}"
