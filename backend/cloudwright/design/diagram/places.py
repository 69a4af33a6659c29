"""Where figures stand: the design's own boundaries inside the ones every AWS system has."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from cloudwright.design.catalog.kind import Category
from cloudwright.design.diagram.drawing import GroupType
from cloudwright.design.diagram.figures import Figure, Look
from cloudwright.design.model.architecture import Architecture, Boundary, SubnetTier

# The dot keeps derived ids apart from element ids, which cannot hold one.
OUTSIDE, CLOUD, EDGE, REGION = "aws.outside", "aws.cloud", "aws.edge", "aws.region"

_REGIONAL: frozenset[GroupType] = frozenset({"vpc", "public_subnet", "private_subnet"})
_EDGE_KINDS = frozenset({"cloudfront_distribution", "route53_zone", "route53_record"})
_FOLLOWING_KINDS = frozenset({"waf_web_acl", "acm_certificate"})  # global when what they serve is


@dataclass(frozen=True, slots=True)
class Place:
    id: str
    type: GroupType
    title: str
    parent: str | None


def flow_places(figures: tuple[Figure, ...]) -> tuple[tuple[Place, ...], tuple[Figure, ...]]:
    """Return one AWS Cloud box with everything that is not outside."""
    placed = tuple(replace(f, place=None if f.category is Category.EXTERNAL else CLOUD) for f in figures)
    cloud = Place(CLOUD, "account", "AWS Cloud", None)
    return ((cloud,) if any(f.place for f in placed) else ()), placed


def network_places(
    architecture: Architecture, figures: tuple[Figure, ...]
) -> tuple[tuple[Place, ...], tuple[Figure, ...]]:
    """Return all boundaries that hold something, parents first, and the figures standing in them."""
    standard = _standard(architecture)
    own = {
        b.id: Place(b.id, _drawn_as(b), _titled(b), b.parent or _default_parent(_drawn_as(b), standard))
        for b in sorted(architecture.boundaries, key=lambda b: (_tier_rank(b), b.id))
    }
    nested = {b.id for b in architecture.boundaries if b.parent}
    places = _without_cycles({p.id: p for p in standard.values()} | own, nested)
    placed = tuple(replace(f, place=_place_of(f, architecture, standard)) for f in figures)
    return _parents_first(places, {f.place for f in placed if f.place}), placed


def framed(
    places: tuple[Place, ...], figures: tuple[Figure, ...], kinds: Mapping[str, Look]
) -> tuple[tuple[Place, ...], tuple[Figure, ...]]:
    """Let each network be drawn as the box it stands in, which is called like it; one for each box."""
    boxes = {p.id for p in places if p.type == "vpc"}
    frames = {f.place: f for f in reversed(figures) if f.place in boxes and _may_frame(f, kinds)}
    return (
        tuple(replace(p, title=frames[p.id].title) if p.id in frames else p for p in places),
        tuple(
            replace(f, frames=True) if f.place is not None and frames.get(f.place) is f else f
            for f in figures
        ),
    )


def _may_frame(f: Figure, kinds: Mapping[str, Look]) -> bool:
    """Say whether the figure is one component that is drawn as a frame, no stack."""
    return f.members == (f.id,) and kinds[f.kind].frame


def _drawn_as(boundary: Boundary) -> GroupType:
    if boundary.type != "subnet_tier":
        return boundary.type
    return "public_subnet" if boundary.tier is SubnetTier.PUBLIC else "private_subnet"


def _titled(boundary: Boundary) -> str:
    """Return the title with the tier in words, which says more than the colour of the box."""
    tier = boundary.tier
    if tier is None or tier.value in boundary.title.casefold():
        return boundary.title
    return f"{boundary.title}, {tier.value}"


def _tier_rank(boundary: Boundary) -> int:
    """Return the place of a tier in its network: from the internet inwards."""
    return list(SubnetTier).index(boundary.tier or SubnetTier.PRIVATE)


def _standard(architecture: Architecture) -> Mapping[GroupType, Place]:
    """Return the box of each standard type: the design's own first one where it has one."""
    derived = (
        Place(OUTSIDE, "external", "Outside AWS", None),
        Place(CLOUD, "account", "AWS Cloud", None),
        Place(EDGE, "edge", "Edge locations, global", CLOUD),
        Place(REGION, "region", f"Region {architecture.region}", CLOUD),
    )
    own = {_drawn_as(b): b for b in sorted(architecture.boundaries, key=lambda b: b.id, reverse=True)}
    boxes: dict[GroupType, Place] = {}
    for place in derived:
        mine = own.get(place.type)
        parent = boxes["account"].id if place.parent else None
        boxes[place.type] = (
            Place(mine.id, place.type, mine.title, mine.parent or parent)
            if mine
            else replace(place, parent=parent)
        )
    return boxes


def _default_parent(place_type: GroupType, standard: Mapping[GroupType, Place]) -> str | None:
    if place_type in {"external", "account"}:
        return None
    return standard["region" if place_type in _REGIONAL else "account"].id


def _without_cycles(places: Mapping[str, Place], nested: set[str]) -> Mapping[str, Place]:
    """Stand a box at the top level when the parent it got by default, not from the design, lies inside it."""

    def within_itself(place: Place) -> bool:
        seen: set[str] = set()
        current = place.parent
        while current is not None and current not in seen:
            if current == place.id:
                return True
            seen.add(current)
            current = places[current].parent
        return False

    return {
        p.id: replace(p, parent=None) if p.id not in nested and within_itself(p) else p
        for p in places.values()
    }


def _place_of(figure: Figure, architecture: Architecture, standard: Mapping[GroupType, Place]) -> str:
    boundary = architecture.component(figure.members[0]).boundary
    if boundary is not None:
        return boundary
    if figure.category is Category.EXTERNAL:
        return standard["external"].id
    return standard["edge" if _at_the_edge(figure, architecture) else "region"].id


def _at_the_edge(figure: Figure, architecture: Architecture) -> bool:
    if figure.kind in _FOLLOWING_KINDS:
        targets = [architecture.component(c.target).kind for c in architecture.outgoing(figure.members[0])]
        return bool(targets) and all(kind in _EDGE_KINDS for kind in targets)
    return figure.kind in _EDGE_KINDS


def _parents_first(places: Mapping[str, Place], used: set[str]) -> tuple[Place, ...]:
    ordered: dict[str, Place] = {}

    def add(place_id: str) -> None:
        place = places[place_id]
        if place.parent is not None:
            add(place.parent)
        ordered.setdefault(place_id, place)

    for place_id in places:
        if place_id in used:
            add(place_id)
    return tuple(ordered.values())
