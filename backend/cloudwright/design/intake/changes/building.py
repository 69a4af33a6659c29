"""The edits that most changes are made of: a new component, a connection, and an id that is free."""

from cloudwright.design.intake.changes.sketch import Sketch
from cloudwright.design.model.architecture import Component, Connection
from cloudwright.design.model.edits import AddComponent, Connect, Edit
from cloudwright.design.model.verbs import Verb


def new(part_id: str, kind: str, *, title: str, purpose: str, boundary: str | None = None) -> Edit:
    """Return the edit that adds a component."""
    return AddComponent(
        component=Component(id=part_id, kind=kind, title=title, purpose=purpose, boundary=boundary)
    )


def link(source: str, verb: Verb, target: str) -> Edit:
    """Return the edit that adds a connection."""
    return Connect(connection=Connection(source=source, verb=verb, target=target))


def free(wanted: str, sketch: Sketch) -> str:
    """Return the id itself, or with a number behind it when the design has it already."""
    return next(n for n in (wanted, *(f"{wanted}-{i}" for i in range(2, 50))) if not sketch.has(n))
