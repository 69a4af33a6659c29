"""Merging: what two designs made of a common one, in one design."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from cloudwright.design.model.architecture import Architecture, Component, Connection, Decision
from cloudwright.design.model.frozen import Frozen

V = TypeVar("V")
F = TypeVar("F", bound=Frozen)


def merged(base: Architecture, ours: Architecture, theirs: Architecture) -> Architecture:
    """Return `theirs` with everything that `ours` changed of `base`, in canonical form.

    Where both changed the same thing, ours holds; only a Region that theirs changed is theirs. What ours
    changed of an element that theirs no longer has is dropped with it, and so is every connection of which
    one end is gone. Standards stay ours.
    """
    components = _merged(
        {c.id: c for c in base.components},
        {c.id: c for c in ours.components},
        {c.id: c for c in theirs.components},
    )
    boundaries = _merged(base.boundaries_by_id, ours.boundaries_by_id, theirs.boundaries_by_id)
    ids, places = components.keys(), boundaries.keys()
    return Architecture(
        name=_value(base.name, ours.name, theirs.name),
        title=_value(base.title, ours.title, theirs.title),
        region=ours.region if theirs.region == base.region else theirs.region,
        pattern=theirs.pattern,
        components=tuple(_placed(c, places) for c in components.values()),
        connections=tuple(c for c in _connections(base, ours, theirs) if c.source in ids and c.target in ids),
        boundaries=tuple(
            b if b.parent is None or b.parent in places else b.model_copy(update={"parent": None})
            for b in boundaries.values()
        ),
        decisions=tuple(_about(d, ids) for d in _decisions(base, ours, theirs)),
        waivers=tuple(w for w in ours.waivers if w.element_id in ids),
        standards=ours.standards,
        assumptions=_mapping(base.assumptions, ours.assumptions, theirs.assumptions),
    ).canonical()


def _connections(base: Architecture, ours: Architecture, theirs: Architecture) -> Iterable[Connection]:
    sides = ({c.id: c for c in each.connections} for each in (base, ours, theirs))
    return _merged(*sides).values()


def _decisions(base: Architecture, ours: Architecture, theirs: Architecture) -> Iterable[Decision]:
    sides = ({d.id: d for d in each.decisions} for each in (base, ours, theirs))
    return _merged(*sides).values()


def _merged(base: Mapping[str, F], ours: Mapping[str, F], theirs: Mapping[str, F]) -> dict[str, F]:
    """Merge elements by id; one that only ours or only theirs removed is gone."""
    found: dict[str, F] = {}
    for key in dict.fromkeys((*theirs, *ours)):
        old, mine, other = base.get(key), ours.get(key), theirs.get(key)
        if mine is not None and other is not None:
            found[key] = mine if old is None else _element(old, mine, other)
        elif old is None:
            found[key] = mine if mine is not None else theirs[key]
    return found


def _element(base: F, ours: F, theirs: F) -> F:
    """Merge an element field by field, and its properties one by one."""
    fields: dict[str, object] = {}
    for name in type(base).model_fields:
        old, mine, other = (getattr(each, name) for each in (base, ours, theirs))
        fields[name] = _mapping(old, mine, other) if name == "properties" else _value(old, mine, other)
    return ours.model_copy(update=fields)


def _mapping(base: Mapping[str, V], ours: Mapping[str, V], theirs: Mapping[str, V]) -> dict[str, V]:
    changed = {k for k in base.keys() | ours.keys() if base.get(k) != ours.get(k)}
    kept = {k: v for k, v in theirs.items() if k not in changed}
    return kept | {k: v for k, v in ours.items() if k in changed}


def _value(base: V, ours: V, theirs: V) -> V:
    return theirs if ours == base else ours


def _placed(component: Component, places: Iterable[str]) -> Component:
    if component.boundary is None or component.boundary in places:
        return component
    return component.model_copy(update={"boundary": None})


def _about(decision: Decision, ids: Iterable[str]) -> Decision:
    return decision.model_copy(update={"elements": tuple(e for e in decision.elements if e in ids)})
