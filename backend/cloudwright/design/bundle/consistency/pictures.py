"""Reads which elements a diagram shows: SVG, draw.io and Mermaid."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from xml.etree import ElementTree as ET

_MERMAID_NODE = re.compile(r'^\s*([A-Z][a-z0-9_]*)(?:\[|\(\[)"')
_MERMAID_LINE = re.compile(r'^\s*([A-Z][a-z0-9_]*) -\.?->\|".*"\| ([A-Z][a-z0-9_]*)$')
_CELL = "node:"


def svg(text: str) -> tuple[str, ...]:
    """Return the elements whose group carries `data-element`."""
    found = (node.get("data-element") for node in _tree(text).iter())
    return tuple(element for element in found if element is not None)


def drawio(text: str) -> tuple[str, ...]:
    cells = (cell.get("id", "") for cell in _tree(text).iter("mxCell"))
    return tuple(cell.removeprefix(_CELL) for cell in cells if cell.startswith(_CELL))


def mermaid(text: str) -> tuple[str, ...]:
    """Return the elements with a node of their own; `Api_handler` is `api-handler`."""
    found = (_MERMAID_NODE.match(line) for line in text.splitlines())
    return tuple(_element(match[1]) for match in found if match)


def drawio_lines(text: str) -> Counter[tuple[str, str]]:
    """Return how many lines run from which element to which."""
    cells = [cell for cell in _tree(text).iter("mxCell") if cell.get("edge") == "1"]
    return Counter(
        (cell.get("source", "").removeprefix(_CELL), cell.get("target", "").removeprefix(_CELL))
        for cell in cells
    )


def mermaid_lines(text: str) -> Counter[tuple[str, str]]:
    found = (_MERMAID_LINE.match(line) for line in text.splitlines())
    return Counter((_element(match[1]), _element(match[2])) for match in found if match)


def _element(name: str) -> str:
    return name.lower().replace("_", "-")


READERS: Mapping[str, Callable[[str], tuple[str, ...]]] = {".svg": svg, ".drawio": drawio, ".mmd": mermaid}


def _tree(text: str) -> ET.Element:
    try:
        return ET.fromstring(text)  # noqa: S314  our own file, without entities
    except ET.ParseError as error:
        raise ValueError(str(error)) from error
