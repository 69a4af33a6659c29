"""SVG text, written by hand: attributes in the order given, numbers without needless digits."""

from html import escape

from cloudwright.design.diagram.artwork import icon

_FONT = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"


def number(value: float) -> str:
    """Return at most one decimal: `12`, `12.5`, never `-0`."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def tag(name: str, content: str = "", /, **attributes: str | float | None) -> str:
    """Return an element; `content` is XML already; underscores in names become hyphens, None is left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value) if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def text(
    words: str,
    x: float,
    *,
    y: float,
    size: float,
    fill: str,
    weight: int = 400,
    anchor: str | None = None,
) -> str:
    """Return one line of text with its baseline at `y`."""
    return tag(
        "text",
        escape(words, quote=False),
        x=x,
        y=y,
        font_size=size,
        font_weight=str(weight) if weight != 400 else None,
        text_anchor=anchor,
        fill=fill,
    )


def image(stem: str, x: float, *, y: float, size: float) -> str:
    """Return a vendored icon as it is, placed by attributes of its outermost element.

    It is nested rather than a data URI, which would make resvg six times slower: each embedded image gets a
    layer of the whole sheet. The icon's own title is kept from the mouse, so that the node's title shows.
    """
    place = f'x="{number(x)}" y="{number(y)}" width="{number(size)}" height="{number(size)}"'
    return icon(stem).decode().replace("<svg ", f'<svg {place} overflow="visible" pointer-events="none" ', 1)


def document(body: str, *, width: float, height: float, title: str, description: str) -> str:
    """Return a whole SVG file that names and describes itself."""
    head = tag("title", escape(title, quote=False)) + tag("desc", escape(description, quote=False))
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(width)}" height="{number(height)}" '
        f'viewBox="0 0 {number(width)} {number(height)}" role="img" aria-label="{escape(title)}" '
        f'font-family="{_FONT}">'
    )
    return f"{opening}\n{head}\n{body}\n</svg>\n"
