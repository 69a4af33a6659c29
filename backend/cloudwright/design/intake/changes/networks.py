"""Networks that a change needs, or leaves empty: where something may stand, and the edits that make it so."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cloudwright.design.catalog.registry import kinds
from cloudwright.design.intake.changes.sketch import Drawn, Place, Sketch
from cloudwright.design.model.architecture import Boundary, Component, SubnetTier
from cloudwright.design.model.edits import (
    AddBoundary,
    AddComponent,
    Edit,
    PlaceComponent,
    RemoveBoundary,
    RemoveComponent,
)

_FRAME = "own-network"
_TITLES = {
    SubnetTier.PUBLIC: ("public-subnets", "Public subnets"),
    SubnetTier.PRIVATE: ("private-subnets", "Private subnets"),
    SubnetTier.ISOLATED: ("isolated-subnets", "Isolated subnets"),
}
_PLUMBING = ("vpc", "nat_gateway", "vpc_endpoint")


@dataclass(frozen=True, slots=True)
class Grounds:
    """A network: the edits that make it, when the design has none, and the boundary of each tier."""

    edits: tuple[Edit, ...]
    tiers: dict[SubnetTier, str]

    def of(self, kind_id: str) -> str | None:
        """Return the boundary in which a kind usually stands."""
        return next((self.tiers[tier] for tier in kinds()[kind_id].tiers if tier in self.tiers), None)


def grounds(sketch: Sketch) -> Grounds:
    """Return the network of the design with all three tiers, those added that it lacks."""
    frame = next((b for b in sketch.boundaries if b.type == "vpc"), None)
    edits: list[Edit] = []
    tiers = {SubnetTier(b.tier or "private"): b.id for b in sketch.boundaries if b.type == "subnet_tier"}
    frame_id = _FRAME if frame is None else frame.id
    if frame is None:
        edits.append(AddBoundary(boundary=Boundary(id=_FRAME, type="vpc", title="Network")))
    for tier, (boundary_id, title) in _TITLES.items():
        if tier not in tiers:
            tiers[tier] = boundary_id
            edits.append(
                AddBoundary(
                    boundary=Boundary(
                        id=boundary_id, type="subnet_tier", title=title, parent=frame_id, tier=tier
                    )
                )
            )
    if frame is None and not sketch.of_kind("vpc"):
        edits.append(
            _part("network", "vpc", title="Network", purpose="Keeps the parts apart.", boundary=_FRAME)
        )
    if not sketch.of_kind("nat_gateway"):
        way_out = "Lets what is inside call out."
        edits.append(
            _part(
                "way-out", "nat_gateway", title="Way out", purpose=way_out, boundary=tiers[SubnetTier.PUBLIC]
            )
        )
    return Grounds(tuple(edits), tiers)


def moved_in(parts: Iterable[Drawn], inside: Grounds) -> Iterator[Edit]:
    """Yield the edits that place functions which stand outside into the private tier."""
    for part in parts:
        if part.boundary is None and part.kind == "lambda_function":
            yield PlaceComponent(id=part.id, boundary=inside.tiers[SubnetTier.PRIVATE])


def emptied(sketch: Sketch, removed: Iterable[str], added: Sequence[str] = ()) -> tuple[Edit, ...]:
    """Return the edits that take a network away which only functions would be left in; none while it is needed."""
    gone = set(removed)
    left = [c for c in sketch.components if c.id not in gone and c.kind not in _PLUMBING]
    known = kinds()
    needed = any(known[kind].needs_network for kind in (*(c.kind for c in left if c.kind in known), *added))
    plumbing = [c for c in sketch.components if c.kind in _PLUMBING and c.id not in gone]
    if needed or not plumbing or not sketch.boundaries:
        return ()
    inside = {b.id for b in sketch.boundaries if b.type in ("vpc", "subnet_tier")}
    return (
        *(PlaceComponent(id=c.id, boundary=None) for c in left if c.boundary in inside),
        *(RemoveComponent(id=c.id) for c in plumbing),
        *(RemoveBoundary(id=b.id) for b in _inner_first(sketch.boundaries) if b.id in inside),
    )


def _inner_first(places: Iterable[Place]) -> Sequence[Place]:
    return sorted(places, key=lambda place: place.type == "vpc")


def _part(part_id: str, kind: str, *, title: str, purpose: str, boundary: str) -> Edit:
    return AddComponent(
        component=Component(id=part_id, kind=kind, title=title, purpose=purpose, boundary=boundary)
    )
