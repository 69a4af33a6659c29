"""A boundary box in AWS's group style, and its title, which stands above the edges."""

from collections.abc import Mapping

from cloudwright.design.diagram.drawing import Group, GroupType
from cloudwright.design.diagram.marks.theme import Palette
from cloudwright.design.diagram.marks.xml import image, tag, text
from cloudwright.design.diagram.measures import GROUP_ICON, GROUP_TITLE_SIZE, group_title_width

_ICONS: Mapping[GroupType, str] = {
    "account": "AWSCloudlogo",
    "region": "Region",
    "vpc": "VirtualprivatecloudVPC",
    "public_subnet": "Publicsubnet",
    "private_subnet": "Privatesubnet",
}
_DASHED: frozenset[GroupType] = frozenset({"region", "external", "edge"})


def group_box(group: Group, palette: Palette, *, dashes: str | None = None) -> str:
    """Return the border; regions, the edge and the outside are dashed by themselves."""
    return tag(
        "rect",
        x=group.x,
        y=group.y,
        width=group.width,
        height=group.height,
        fill="none",
        stroke=palette.groups[group.type],
        stroke_width=1.2,
        stroke_dasharray="6 4" if group.type in _DASHED else dashes,
    )


def group_title(group: Group, palette: Palette) -> str:
    """Return icon and title on an opaque band in the top left corner."""
    stem = _ICONS.get(group.type)
    indent = GROUP_ICON + 8 if stem else 10.0
    width = group_title_width(group.title) + 4 - (0 if stem else GROUP_ICON)
    band = tag("rect", x=group.x + 1, y=group.y + 1, width=width, height=GROUP_ICON, fill=palette.background)
    colour = palette.groups[group.type] if group.type == "account" else palette.foreground
    words = text(
        group.title, group.x + indent, y=group.y + 19.5, size=GROUP_TITLE_SIZE, fill=colour, weight=600
    )
    return band + group_icon(group) + words


def group_icon(group: Group) -> str:
    """Return AWS's icon in the top left corner, if there is one."""
    stem = _ICONS.get(group.type)
    return image(stem, group.x, y=group.y, size=GROUP_ICON) if stem else ""
