"""The diagrams of a bundle: each view in four formats."""

from collections.abc import Callable, Iterator, Mapping

from cloudwright.design.bundle.subject import Subject
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


def pictures(subject: Subject) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield (path, writer) of every diagram file; a large one comes in sheets of A4 too, as PNG."""
    for view, drawing in sorted(subject.drawings.items()):
        for suffix, write in _WRITERS.items():
            yield f"diagrams/{view.value}.{suffix}", _bound(write, drawing)
        for path, sheet in sheet_paths(subject, view):
            yield path, _bound(_WRITERS["png"], sheet)


def sheet_paths(subject: Subject, view: View) -> Iterator[tuple[str, Drawing]]:
    """Yield path and drawing of each printed sheet of a view, none where one page shows it."""
    for number, sheet in enumerate(subject.sheets.get(view, ()), start=1):
        yield f"diagrams/{view.value}-sheet-{number}.png", sheet


def _bound(write: Callable[[Drawing], bytes], drawing: Drawing) -> Callable[[], bytes]:
    return lambda: write(drawing)
