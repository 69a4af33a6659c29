"""The diagrams of a bundle: each view in four formats."""

from collections.abc import Callable, Iterator, Mapping

from cloudwright.design.diagram.drawing import Drawing, View
from cloudwright.design.diagram.exports.drawio import drawio
from cloudwright.design.diagram.exports.mermaid import mermaid
from cloudwright.design.diagram.exports.png import png
from cloudwright.design.diagram.exports.svg import svg
from cloudwright.design.diagram.marks.theme import Theme

_WRITERS: Mapping[str, Callable[[Drawing], bytes]] = {
    "svg": lambda drawing: svg(drawing, Theme.LIGHT).encode(),
    "png": lambda drawing: png(svg(drawing, Theme.LIGHT)),
    "drawio": lambda drawing: drawio(drawing).encode(),
    "mmd": lambda drawing: mermaid(drawing).encode(),
}


def pictures(drawings: Mapping[View, Drawing]) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield (path, writer) of every diagram file."""
    for view in sorted(drawings):
        for suffix, write in _WRITERS.items():
            yield f"diagrams/{view.value}.{suffix}", _bound(write, drawings[view])


def _bound(write: Callable[[Drawing], bytes], drawing: Drawing) -> Callable[[], bytes]:
    return lambda: write(drawing)
