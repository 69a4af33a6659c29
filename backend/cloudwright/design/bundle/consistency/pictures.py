"""Reads which elements a diagram shows: SVG, draw.io and Mermaid."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from xml.etree import ElementTree as ET

_MERMAID_NODE = re.compile(r'^\s*(?:subgraph )?([A-Z][a-z0-9_]*)(?:\[|\(\[)"')
_MERMAID_LINE = re.compile(r'^\s*([A-Z][a-z0-9_]*) -\.?->\|".*"\| ([A-Z][a-z0-9_]*)$')
_MERMAID_STACK = re.compile(r"^\s*%% (stack\.[a-z0-9._-]+): ([a-z0-9 -]+)$")
_CELL = "node:"


def svg(text: str) -> tuple[str, ...]:
    """Return the elements whose group carries `data-element`; that of a stack names several."""
    return tuple(e for node in _tree(text).iter() for e in node.get("data-element", "").split())


def drawio(text: str) -> tuple[str, ...]:
    """Return the elements with a cell of their own, and those that an object with data names."""
    tree = _tree(text)
    cells = (cell.get("id", "") for cell in tree.iter("mxCell"))
    stacked = (e for stack in tree.iter("object") if len(stack) for e in stack.get("members", "").split())
    return (*(cell.removeprefix(_CELL) for cell in cells if cell.startswith(_CELL)), *stacked)


def mermaid(text: str) -> tuple[str, ...]:
    """Return the elements with a node or subgraph of their own, or in a stack.

    `Api_handler` is `api-handler`.
    """
    lines = text.splitlines()
    stacks = {_folded(m[1]): m[2].split() for m in map(_MERMAID_STACK.match, lines) if m}
    nodes = (_element(m[1]) for m in map(_MERMAID_NODE.match, lines) if m)
    return tuple(e for node in nodes for e in stacks.get(node, [node]))


def drawio_lines(text: str) -> Counter[tuple[str, str]]:
    """Return how many lines run from which element to which."""
    cells = [cell for cell in _tree(text).iter("mxCell") if cell.get("edge") == "1"]
    return Counter(
        (
            _folded(cell.get("source", "").removeprefix(_CELL)),
            _folded(cell.get("target", "").removeprefix(_CELL)),
        )
        for cell in cells
    )


def mermaid_lines(text: str) -> Counter[tuple[str, str]]:
    found = (_MERMAID_LINE.match(line) for line in text.splitlines())
    return Counter((_element(match[1]), _element(match[2])) for match in found if match)


def _element(name: str) -> str:
    return name.lower().replace("_", "-")


def _folded(node_id: str) -> str:
    """Return the id of a node as a Mermaid name can say it."""
    return node_id.replace(".", "--").replace("_", "-")


READERS: Mapping[str, Callable[[str], tuple[str, ...]]] = {".svg": svg, ".drawio": drawio, ".mmd": mermaid}


def _tree(text: str) -> ET.Element:
    try:
        return ET.fromstring(text)  # noqa: S314  our own file, without entities
    except ET.ParseError as error:
        raise ValueError(str(error)) from error
