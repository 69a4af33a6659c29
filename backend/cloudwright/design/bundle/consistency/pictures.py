"""Reads which elements a diagram shows: SVG, draw.io and Mermaid."""

import re
from collections.abc import Callable, Mapping
from xml.etree import ElementTree as ET

_MERMAID_NODE = re.compile(r'^\s*([A-Z][a-z0-9_]*)(?:\[|\(\[)"')
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
    return tuple(match[1].lower().replace("_", "-") for match in found if match)


READERS: Mapping[str, Callable[[str], tuple[str, ...]]] = {".svg": svg, ".drawio": drawio, ".mmd": mermaid}


def _tree(text: str) -> ET.Element:
    try:
        return ET.fromstring(text)  # noqa: S314  our own file, without entities
    except ET.ParseError as error:
        raise ValueError(str(error)) from error
