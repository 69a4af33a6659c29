"""Above 60 figures a drawing is read no more: boundaries collapse to one, then equal kinds to stacks."""

from collections.abc import Mapping
from dataclasses import replace

from cloudwright.design.catalog.kind import Category
from cloudwright.design.diagram.drawing import GroupType
from cloudwright.design.diagram.figures import Figure, Link, Look, merged
from cloudwright.design.diagram.places import CLOUD, EDGE, OUTSIDE, REGION, Place

MAX_VISIBLE = 60

_BOUNDARY_ICONS: Mapping[GroupType, str] = {
    "external": "Globe",
    "account": "AWSAccount",
    "region": "Region",
    "vpc": "VirtualprivatecloudVPC",
    "public_subnet": "Publicsubnet",
    "private_subnet": "Privatesubnet",
    "edge": "AmazonCloudFront",
}
_DERIVED = frozenset({OUTSIDE, CLOUD, EDGE, REGION})


def stacked(
    figures: tuple[Figure, ...],
    links: tuple[Link, ...],
    *,
    places: tuple[Place, ...],
    kinds: Mapping[str, Look],
) -> tuple[tuple[Figure, ...], tuple[Link, ...]]:
    """Return at most 60 figures where collapsing can bring that about, and the links between them."""
    if len(figures) <= MAX_VISIBLE:
        return figures, links
    figures = _collapse_boundaries(figures, places)
    figures = _collapse_kinds(figures, kinds)
    standing = {member: f.id for f in figures for member in f.members}
    moved = tuple(replace(link, source=standing[link.source], target=standing[link.target]) for link in links)
    return figures, merged(moved)


def _collapse_boundaries(figures: tuple[Figure, ...], places: tuple[Place, ...]) -> tuple[Figure, ...]:
    """Collapse the design's own innermost boundaries, fullest first, until few enough figures are left."""
    parents = {p.parent for p in places}
    leaves = [p for p in places if p.id not in parents and p.id not in _DERIVED]
    inside = {p.id: [f for f in figures if f.place == p.id] for p in leaves}
    for place in sorted(leaves, key=lambda p: (-len(inside[p.id]), p.id)):
        members = inside[place.id]
        if len(figures) <= MAX_VISIBLE or len(members) < 2:
            break
        group = Figure(
            id=f"stack.{place.id}",
            kind="boundary",
            title=place.title,
            service=f"{len(members)} components",
            icon=_BOUNDARY_ICONS[place.type],
            category=members[0].category,
            members=tuple(m for f in members for m in f.members),
            place=place.parent,
            existing=all(f.existing for f in members),
        )
        figures = (*(f for f in figures if f.place != place.id), group)
    return figures


def _collapse_kinds(figures: tuple[Figure, ...], kinds: Mapping[str, Look]) -> tuple[Figure, ...]:
    """Collapse equal kinds in the same boundary, most numerous first, until few enough figures are left."""
    sets: dict[tuple[str, str], list[Figure]] = {}
    for f in figures:
        if f.category is not Category.EXTERNAL and f.kind in kinds:
            sets.setdefault((f.kind, f.place or ""), []).append(f)
    for (kind, place), members in sorted(sets.items(), key=lambda item: (-len(item[1]), item[0])):
        if len(figures) <= MAX_VISIBLE or len(members) < 2:
            break
        gone = {f.id for f in members}
        stack = replace(
            members[0],
            id=f"stack.{kind}.{place}",
            title=f"{kinds[kind].title} ({len(members)})",
            members=tuple(m for f in members for m in f.members),
            existing=all(f.existing for f in members),
        )
        figures = (*(f for f in figures if f.id not in gone), stack)
    return figures
