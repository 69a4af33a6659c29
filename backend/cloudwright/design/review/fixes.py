"""Edits that mend findings. A fix is offered only where the element's kind knows the property."""

from pydantic import JsonValue

from cloudwright.design.model.architecture import Component, Connection
from cloudwright.design.model.edits import AddComponent, Connect, Edit, UpdateComponent
from cloudwright.design.model.verbs import Verb
from cloudwright.design.review.subject import Subject

_LONGEST_ID = 40


def set_properties(subject: Subject, element_id: str, **values: JsonValue) -> tuple[Edit, ...]:
    """Return an edit that sets the properties, or nothing when the kind has none of that name."""
    element = subject.elements.get(element_id)
    if element is None or not values.keys() <= type(element.properties).model_fields.keys():
        return ()
    return (UpdateComponent(id=element_id, properties=values),)


def add_connected(
    subject: Subject, component: Component, *, source: str, verb: Verb, target: str
) -> tuple[Edit, ...]:
    """Return edits that add a component and connect it; `source` or `target` names it by its id."""
    if component.kind not in subject.kinds:
        return ()
    return (
        AddComponent(component=component),
        Connect(connection=Connection(source=source, verb=verb, target=target)),
    )


def connect(source: str, verb: Verb, target: str, /) -> tuple[Edit, ...]:
    return (Connect(connection=Connection(source=source, verb=verb, target=target)),)


def free_id(subject: Subject, wanted: str) -> str:
    """Return the id, with a number when an element has it already."""
    base = wanted[: _LONGEST_ID - 3].rstrip("-")
    taken = subject.architecture.by_id
    candidates = (base, *(f"{base}-{number}" for number in range(2, 100)))
    return next(candidate for candidate in candidates if candidate not in taken)
