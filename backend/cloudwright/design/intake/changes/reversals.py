"""Orders that go against what was stated: what was ruled out, a place to stay in, a service that was asked for."""

from collections.abc import Iterator, Sequence

from cloudwright.design.catalog.technologies import excluded_by
from cloudwright.design.intake.changes.sketch import Pinned, Sketch
from cloudwright.design.intake.extract.geography import REGIONS_IN
from cloudwright.design.model.edits import AddComponent, Edit, RemoveComponent, SetRegion, UpdateComponent

_SERVING = {"sign-in": "cognito_user_pool", "domain": "route53_record"}


def forbidden(edits: Sequence[Edit], sketch: Sketch) -> tuple[Pinned, ...]:
    """Return the stated requirements that rule these edits out."""
    added = {e.component.kind for e in edits if isinstance(e, AddComponent)}
    found = [p for p in sketch.stated if p.kind == "exclusion" and added & set(excluded_by(str(p.value)))]
    for region in _regions(edits):
        found += [p for p in sketch.stated if p.kind == "residency" and _leaves(str(p.value), region)]
    return tuple({p.id: p for p in found}.values())


def given_up(edits: Sequence[Edit], sketch: Sketch) -> tuple[Pinned, ...]:
    """Return the stated wishes that these edits give up: a named service of which none is left, a Region."""
    removed = {e.id for e in edits if isinstance(e, RemoveComponent)}
    added = {e.component.kind for e in edits if isinstance(e, AddComponent)}
    left = {c.kind for c in sketch.components if c.id not in removed} | added
    gone = {c.kind for c in sketch.components if c.id in removed} - left
    moved = {e.region for e in edits if isinstance(e, SetRegion)}
    return tuple(
        p
        for p in sketch.stated
        if (p.kind == "service" and p.value in gone)
        or (p.id in _SERVING and _SERVING[p.id] in gone)
        or (p.kind == "region" and moved and p.value not in moved)
    )


def _leaves(place: str, region: str) -> bool:
    return place in REGIONS_IN and region not in REGIONS_IN[place]


def _regions(edits: Sequence[Edit]) -> Iterator[str]:
    for edit in edits:
        if isinstance(edit, SetRegion):
            yield edit.region
        if isinstance(edit, UpdateComponent | AddComponent):
            properties = edit.properties if isinstance(edit, UpdateComponent) else edit.component.properties
            region = properties.get("copy_region")
            if isinstance(region, str) and region != "none":
                yield region
