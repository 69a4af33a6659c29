"""A drawing as Mermaid flowchart text, for READMEs; Mermaid lays it out anew."""

from collections.abc import Iterator, Mapping

from cloudwright.design.diagram.drawing import Drawing, Edge, Node

# Mermaid's own entity syntax, https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters.
_ENTITIES: Mapping[int, str] = str.maketrans(
    {"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "&": "#amp;", "`": "#96;", "\n": " "}
)


def mermaid(drawing: Drawing) -> str:
    """Return the flowchart: boundaries as subgraphs, messages dotted, dashed for what exists.

    The subgraph of a network has the network's own name.
    """
    direction = "LR" if drawing.width >= drawing.height else "TD"
    lines = [f"flowchart {direction}", *_content(drawing, None, depth=1)]
    lines += [f"  {_edge(edge)}" for edge in drawing.edges]
    lines += [f"  style {_name(node.id)} stroke-dasharray: 5 4" for node in drawing.nodes if node.existing]
    lines += [
        f"  %% {node.id}: {' '.join(node.members)}" for node in drawing.nodes if node.members != (node.id,)
    ]
    return "\n".join(lines) + "\n"


def _content(drawing: Drawing, group: str | None, *, depth: int) -> Iterator[str]:
    indent = "  " * depth
    frames = drawing.frames
    for node in drawing.cards:
        if node.group == group:
            yield f"{indent}{_name(node.id)}{_box(node)}"
    for index, child in enumerate(drawing.groups, start=1):
        if child.parent == group:
            frame = frames.get(child.id)
            name, words = (_name(frame.id), _words(frame)) if frame else (f"g{index}", _escaped(child.title))
            yield f'{indent}subgraph {name}["{words}"]'
            yield from _content(drawing, child.id, depth=depth + 1)
            yield f"{indent}end"


def _box(node: Node) -> str:
    return f'(["{_words(node)}"])' if node.category == "external" else f'["{_words(node)}"]'


def _words(node: Node) -> str:
    return f"{_escaped(node.title)}<br/>{_escaped(node.caption)}"


def _name(component_id: str) -> str:
    """Return `api-handler` as `Api_handler`: Mermaid's own words are lower case, and it dislikes hyphens.

    `stack.items` becomes `Stack__items`, which no component is called.
    """
    return component_id.replace("-", "_").replace(".", "__").capitalize()


def _edge(edge: Edge) -> str:
    words = f"{edge.step}: {edge.label}" if edge.step is not None else edge.label
    arrow = "-.->" if edge.asynchronous else "-->"
    return f'{_name(edge.source)} {arrow}|"{_escaped(words)}"| {_name(edge.target)}'


def _escaped(text: str) -> str:
    return text.translate(_ENTITIES)
