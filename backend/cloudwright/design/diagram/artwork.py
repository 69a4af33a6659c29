"""The vendored AWS icons, unmodified (licence and source in icons/NOTICE)."""

from functools import cache
from importlib import resources


@cache
def icon(stem: str) -> bytes:
    """Return the SVG file of an icon; raises FileNotFoundError for a stem that is not vendored."""
    return (resources.files("cloudwright.design.diagram") / "icons" / f"{stem}.svg").read_bytes()


@cache
def stems() -> frozenset[str]:
    """Return the names of all vendored icons."""
    folder = resources.files("cloudwright.design.diagram") / "icons"
    return frozenset(
        entry.name.removesuffix(".svg") for entry in folder.iterdir() if entry.name.endswith(".svg")
    )
