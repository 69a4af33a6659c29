"""Applying a batch of edits to an architecture: all of it, or none."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

from pydantic import JsonValue, ValidationError

from cloudwright.design.model.architecture import Architecture, Component
from cloudwright.design.model.edits import (
    AddBoundary,
    AddComponent,
    AddWaiver,
    Connect,
    Disconnect,
    Edit,
    PlaceComponent,
    RecordDecision,
    RemoveBoundary,
    RemoveComponent,
    RemoveWaiver,
    Rename,
    SetAssumption,
    SetRegion,
    SetStandards,
    UpdateComponent,
)
from cloudwright.design.model.errors import EditRejected, Problem
from cloudwright.design.model.frozen import Frozen

MAXIMUM_COMPONENTS = 2_000
MAXIMUM_EDITS = 500


class Vocabulary(Protocol):
    """What the catalogue knows: kinds, their properties, and which verbs join them."""

    def problems(self, architecture: Architecture) -> tuple[Problem, ...]: ...


def apply(architecture: Architecture, edits: Sequence[Edit], vocabulary: Vocabulary) -> Architecture:
    """Return the canonical architecture after all edits, in order.

    Raises EditRejected with every problem found, and then nothing is applied: an edit that names what is
    not there, an id used twice, a property or verb that the vocabulary refuses, or too many elements.
    """
    if len(edits) > MAXIMUM_EDITS:
        raise _rejected(
            [Problem(path="edits", rule="at_most", got=len(edits), allowed=MAXIMUM_EDITS, hint="Send fewer.")]
        )
    current = architecture
    for index, edit in enumerate(edits):
        current = _one(current, edit, path=f"edits[{index}]")
    problems = vocabulary.problems(current)
    if len(current.components) > MAXIMUM_COMPONENTS:
        problems = (
            *problems,
            Problem(
                path="components",
                rule="at_most",
                got=len(current.components),
                allowed=MAXIMUM_COMPONENTS,
                hint=f"A design has at most {MAXIMUM_COMPONENTS:,} components.",
            ),
        )
    if problems:
        raise _rejected(problems)
    return current.canonical()


def _one(architecture: Architecture, edit: Edit, *, path: str) -> Architecture:
    changes = _CHANGES[type(edit)](architecture, edit, path)
    try:
        return Architecture.model_validate({**_fields(architecture), **changes})
    except ValidationError as error:
        raise _rejected(
            [
                Problem(path=path, rule="whole_design", hint=said)
                for item in error.errors()
                for said in item["msg"].removeprefix("Value error, ").split("; ")
            ]
        ) from error


def _fields(architecture: Architecture) -> dict[str, object]:
    return {name: getattr(architecture, name) for name in Architecture.model_fields}


def _add_component(architecture: Architecture, edit: AddComponent, path: str) -> Mapping[str, object]:
    if edit.component.id in architecture.by_id:
        raise _rejected(
            [
                Problem(
                    path=f"{path}.component.id",
                    rule="unique_id",
                    got=edit.component.id,
                    hint=f"'{edit.component.id}' exists already; choose another id or update it.",
                )
            ]
        )
    return {"components": (*architecture.components, edit.component)}


def _update_component(architecture: Architecture, edit: UpdateComponent, path: str) -> Mapping[str, object]:
    old = _existing(architecture, edit.id, path=f"{path}.id")
    properties: dict[str, JsonValue] = dict(old.properties)
    for name, value in edit.properties.items():
        if value is None:
            properties.pop(name, None)
        else:
            properties[name] = value
    changed = old.model_copy(
        update={
            "properties": properties,
            "title": edit.title or old.title,
            "purpose": old.purpose if edit.purpose is None else edit.purpose,
        }
    )
    return {"components": _replaced(architecture, changed)}


def _remove_component(architecture: Architecture, edit: RemoveComponent, path: str) -> Mapping[str, object]:
    _existing(architecture, edit.id, path=f"{path}.id")
    return {
        "components": tuple(c for c in architecture.components if c.id != edit.id),
        "connections": tuple(c for c in architecture.connections if edit.id not in (c.source, c.target)),
        "waivers": tuple(w for w in architecture.waivers if w.element_id != edit.id),
        "decisions": tuple(
            d.model_copy(update={"elements": tuple(e for e in d.elements if e != edit.id)})
            for d in architecture.decisions
        ),
    }


def _connect(architecture: Architecture, edit: Connect, path: str) -> Mapping[str, object]:
    _existing(architecture, edit.connection.source, path=f"{path}.connection.source")
    _existing(architecture, edit.connection.target, path=f"{path}.connection.target")
    others = tuple(c for c in architecture.connections if c.id != edit.connection.id)
    return {"connections": (*others, edit.connection)}


def _disconnect(architecture: Architecture, edit: Disconnect, path: str) -> Mapping[str, object]:
    wanted = f"{edit.source}.{edit.verb}.{edit.target}"
    kept = tuple(c for c in architecture.connections if c.id != wanted)
    if len(kept) == len(architecture.connections):
        raise _rejected(
            [
                Problem(
                    path=path,
                    rule="connection_exists",
                    got=wanted,
                    allowed=[c.id for c in architecture.connections if edit.source in (c.source, c.target)],
                    hint=f"There is no connection '{wanted}'.",
                )
            ]
        )
    return {"connections": kept}


def _place(architecture: Architecture, edit: PlaceComponent, path: str) -> Mapping[str, object]:
    old = _existing(architecture, edit.id, path=f"{path}.id")
    return {"components": _replaced(architecture, old.model_copy(update={"boundary": edit.boundary}))}


def _add_boundary(architecture: Architecture, edit: AddBoundary, path: str) -> Mapping[str, object]:
    del path
    return {"boundaries": (*architecture.boundaries, edit.boundary)}


def _remove_boundary(architecture: Architecture, edit: RemoveBoundary, path: str) -> Mapping[str, object]:
    found = next((b for b in architecture.boundaries if b.id == edit.id), None)
    if found is None:
        allowed: list[JsonValue] = [b.id for b in architecture.boundaries]
        hint = f"There is no boundary '{edit.id}'."
        raise _rejected(
            [Problem(path=f"{path}.id", rule="boundary_exists", got=edit.id, allowed=allowed, hint=hint)]
        )
    return {
        "boundaries": tuple(
            b.model_copy(update={"parent": found.parent}) if b.parent == edit.id else b
            for b in architecture.boundaries
            if b.id != edit.id
        ),
        "components": tuple(
            c.model_copy(update={"boundary": found.parent}) if c.boundary == edit.id else c
            for c in architecture.components
        ),
    }


def _record_decision(architecture: Architecture, edit: RecordDecision, path: str) -> Mapping[str, object]:
    del path
    others = tuple(d for d in architecture.decisions if d.id != edit.decision.id)
    return {"decisions": (*others, edit.decision)}


def _add_waiver(architecture: Architecture, edit: AddWaiver, path: str) -> Mapping[str, object]:
    _existing(architecture, edit.waiver.element_id, path=f"{path}.waiver.element_id")
    key = (edit.waiver.rule_id, edit.waiver.element_id)
    others = tuple(w for w in architecture.waivers if (w.rule_id, w.element_id) != key)
    return {"waivers": (*others, edit.waiver)}


def _remove_waiver(architecture: Architecture, edit: RemoveWaiver, path: str) -> Mapping[str, object]:
    key = (edit.rule_id, edit.element_id)
    kept = tuple(w for w in architecture.waivers if (w.rule_id, w.element_id) != key)
    if len(kept) == len(architecture.waivers):
        allowed: list[JsonValue] = [f"{w.rule_id} on {w.element_id}" for w in architecture.waivers]
        got = f"{edit.rule_id} on {edit.element_id}"
        hint = f"There is no waiver of {got}."
        raise _rejected([Problem(path=path, rule="waiver_exists", got=got, allowed=allowed, hint=hint)])
    return {"waivers": kept}


def _set_standards(_: Architecture, edit: SetStandards, __: str) -> Mapping[str, object]:
    return {"standards": edit.standards}


def _set_region(architecture: Architecture, edit: SetRegion, path: str) -> Mapping[str, object]:
    del architecture, path
    return {"region": edit.region}


def _set_assumption(architecture: Architecture, edit: SetAssumption, path: str) -> Mapping[str, object]:
    del path
    kept = {name: value for name, value in architecture.assumptions.items() if name != edit.id}
    return {"assumptions": kept if edit.value is None else {**kept, edit.id: edit.value}}


def _rename(architecture: Architecture, edit: Rename, path: str) -> Mapping[str, object]:
    del architecture, path
    return {"title": edit.title}


_E = TypeVar("_E", bound=Frozen)
_Change = Callable[[Architecture, _E, str], Mapping[str, object]]
_CHANGES: Mapping[type[Frozen], _Change] = {  # type: ignore[type-arg]  # each change takes its own edit type
    AddComponent: _add_component,
    UpdateComponent: _update_component,
    RemoveComponent: _remove_component,
    Connect: _connect,
    Disconnect: _disconnect,
    PlaceComponent: _place,
    AddBoundary: _add_boundary,
    RemoveBoundary: _remove_boundary,
    RecordDecision: _record_decision,
    AddWaiver: _add_waiver,
    RemoveWaiver: _remove_waiver,
    SetRegion: _set_region,
    SetStandards: _set_standards,
    SetAssumption: _set_assumption,
    Rename: _rename,
}


def _existing(architecture: Architecture, component_id: str, *, path: str) -> Component:
    found = architecture.by_id.get(component_id)
    if found is None:
        raise _rejected(
            [
                Problem(
                    path=path,
                    rule="component_exists",
                    got=component_id,
                    allowed=sorted(architecture.by_id),
                    hint=f"There is no component '{component_id}'.",
                )
            ]
        )
    return found


def _replaced(architecture: Architecture, changed: Component) -> tuple[Component, ...]:
    return tuple(changed if c.id == changed.id else c for c in architecture.components)


def _rejected(problems: Sequence[Problem]) -> EditRejected:
    first = problems[0]
    more = f" and {len(problems) - 1} more" if len(problems) > 1 else ""
    return EditRejected(f"Nothing was changed. {first}{more}.", problems=problems)
