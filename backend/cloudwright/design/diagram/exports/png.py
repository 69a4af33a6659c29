"""An SVG sheet as PNG at twice its size, with the vendored font and no system font."""

from contextlib import ExitStack
from importlib import resources

import resvg_py

from cloudwright.design.diagram.typeface import FAMILY, font_files

_SCALE = 2.0


def png(svg: str) -> bytes:
    """Return the PNG file; raises ValueError on an SVG that resvg cannot read."""
    with ExitStack() as stack:
        fonts = [str(stack.enter_context(resources.as_file(file))) for file in font_files()]
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=svg,
                zoom=_SCALE,
                skip_system_fonts=True,
                font_files=fonts,
                font_family=FAMILY,
                sans_serif_family=FAMILY,
            )
        )
