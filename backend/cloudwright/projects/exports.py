"""A drawing in the file formats that people ask for."""

from enum import StrEnum
from typing import assert_never

from cloudwright.design.diagram.drawing import Drawing
from cloudwright.design.diagram.exports.drawio import drawio
from cloudwright.design.diagram.exports.mermaid import mermaid
from cloudwright.design.diagram.exports.png import png
from cloudwright.design.diagram.exports.svg import svg
from cloudwright.design.diagram.marks.theme import Theme


class DiagramFormat(StrEnum):
    SVG = "svg"
    PNG = "png"
    DRAWIO = "drawio"
    MERMAID = "mmd"


def export(drawing: Drawing, file_format: DiagramFormat, *, theme: Theme) -> tuple[bytes, str]:
    """Return the file's content and its media type; equal drawings give equal bytes."""
    match file_format:
        case DiagramFormat.SVG:
            return svg(drawing, theme).encode(), "image/svg+xml"
        case DiagramFormat.PNG:
            return png(svg(drawing, theme)), "image/png"
        case DiagramFormat.DRAWIO:
            return drawio(drawing).encode(), "application/vnd.jgraph.mxfile"
        case DiagramFormat.MERMAID:
            return mermaid(drawing).encode(), "text/plain; charset=utf-8"
        case _:
            assert_never(file_format)
