"""The semantic difference of two architectures: which elements came, went, or changed, and in what."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypedDict

from pydantic import JsonValue

from cloudwright.design.model.architecture import Architecture, Component, Connection
from cloudwright.design.model.frozen import Frozen
from cloudwright.design.model.verbs import Verb
from cloudwright.kit.canonical import canonical_json


class FieldChange(Frozen):
    field: str  # "properties.memory_mb", "title"
    before: JsonValue
    after: JsonValue


class ComponentChange(Frozen):
    id: str
    kind: str
    title: str
    changes: tuple[FieldChange, ...]


class ElementRef(Frozen):
    id: str
    kind: str
    title: str


class ConnectionRef(Frozen):
    """A connection in words: `source` and `target` are titles."""

    id: str
    source: str
    verb: Verb
    target: str


class ConnectionChange(ConnectionRef):
    changes: tuple[FieldChange, ...]


class _EdgeWords(TypedDict):
    source: str
    verb: Verb
    target: str


class Diff(Frozen):
    """What differs, in id order; empty tuples when the two are equal."""

    added: tuple[ElementRef, ...] = ()
    removed: tuple[ElementRef, ...] = ()
    changed: tuple[ComponentChange, ...] = ()
    connections_added: tuple[ConnectionRef, ...] = ()
    connections_removed: tuple[ConnectionRef, ...] = ()
    connections_changed: tuple[ConnectionChange, ...] = ()
    # region, title, standards, assumptions; `boundaries.<id>`, `decisions.<id>`, `waivers.<rule> on <id>`
    settings: tuple[FieldChange, ...] = ()

    @property
    def empty(self) -> bool:
        return not any(getattr(self, name) for name in type(self).model_fields)


def diff(before: Architecture, after: Architecture) -> Diff:
    """Return what changes when `before` becomes `after`."""
    old, new = before.by_id, after.by_id
    old_edges = {c.id: c for c in before.connections}
    new_edges = {c.id: c for c in after.connections}
    return Diff(
        added=_refs(new[i] for i in sorted(new.keys() - old.keys())),
        removed=_refs(old[i] for i in sorted(old.keys() - new.keys())),
        changed=_changed(old, new),
        connections_added=_edges(after, sorted(new_edges.keys() - old_edges.keys())),
        connections_removed=_edges(before, sorted(old_edges.keys() - new_edges.keys())),
        connections_changed=tuple(_changed_edges(before, after)),
        settings=_settings(before, after),
    )


def _refs(components: Iterable[Component]) -> tuple[ElementRef, ...]:
    return tuple(ElementRef(id=c.id, kind=c.kind, title=c.title) for c in components)


def _edges(architecture: Architecture, ids: Iterable[str]) -> tuple[ConnectionRef, ...]:
    edges = {c.id: c for c in architecture.connections}
    return tuple(ConnectionRef(id=i, **_words(architecture, edges[i])) for i in ids)


def _changed_edges(before: Architecture, after: Architecture) -> Iterator[ConnectionChange]:
    old = {c.id: c for c in before.connections}
    for edge in sorted(after.connections, key=lambda c: c.id):
        if edge.id not in old:
            continue
        was, becomes = (each.model_dump(mode="json") for each in (old[edge.id], edge))
        changes = _field_changes(was, becomes, prefix="")
        if changes:
            yield ConnectionChange(id=edge.id, **_words(after, edge), changes=changes)


def _words(architecture: Architecture, edge: Connection) -> _EdgeWords:
    source, target = (architecture.by_id[i].title for i in (edge.source, edge.target))
    return {"source": source, "verb": edge.verb, "target": target}


def _changed(old: Mapping[str, Component], new: Mapping[str, Component]) -> tuple[ComponentChange, ...]:
    found = []
    for component_id in sorted(old.keys() & new.keys()):
        before = old[component_id].model_dump(mode="json")
        after = new[component_id].model_dump(mode="json")
        changes = _field_changes(before, after, prefix="")
        if changes:
            component = new[component_id]
            found.append(
                ComponentChange(id=component.id, kind=component.kind, title=component.title, changes=changes)
            )
    return tuple(found)


def _field_changes(
    before: Mapping[str, JsonValue], after: Mapping[str, JsonValue], *, prefix: str
) -> tuple[FieldChange, ...]:
    changes: list[FieldChange] = []
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        # Null is not the same as nothing said, nor 1 the same as true.
        said_in_both = (name in before) is (name in after)
        if said_in_both and canonical_json(old) == canonical_json(new):
            continue
        if name == "properties" and isinstance(old, dict) and isinstance(new, dict):
            changes.extend(_field_changes(old, new, prefix="properties."))
        else:
            changes.append(FieldChange(field=f"{prefix}{name}", before=old, after=new))
    return tuple(changes)


def _settings(before: Architecture, after: Architecture) -> tuple[FieldChange, ...]:
    changes = list(_field_changes(_own(before), _own(after), prefix=""))
    for name in ("boundaries", "decisions", "waivers"):
        changes += _field_changes(_listed(before, name), _listed(after, name), prefix=f"{name}.")
    return tuple(changes)


def _own(architecture: Architecture) -> Mapping[str, JsonValue]:
    names = {"name", "title", "region", "pattern", "standards", "assumptions"}
    found: dict[str, JsonValue] = architecture.model_dump(mode="json", include=names)
    return found


def _listed(architecture: Architecture, name: str) -> Mapping[str, JsonValue]:
    """Return what a design lists beside its components, by what identifies each."""
    dumped: dict[str, list[dict[str, JsonValue]]] = architecture.model_dump(mode="json", include={name})
    return {
        str(each["id"]) if "id" in each else f"{each['rule_id']} on {each['element_id']}": each
        for each in dumped[name]
    }
