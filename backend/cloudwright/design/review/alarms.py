"""Edits that put an element under watch."""

from cloudwright.design.model.architecture import Component
from cloudwright.design.model.edits import Edit
from cloudwright.design.model.verbs import Verb
from cloudwright.design.review.fixes import add_connected, connect, free_id
from cloudwright.design.review.subject import Subject

ALARMS = "cloudwatch_alarms"


def watch(subject: Subject, element_id: str) -> tuple[Edit, ...]:
    """Return edits that let the design's alarms, or new ones, watch the element."""
    for alarms in subject.of_kind(ALARMS):
        return connect(alarms.id, Verb.WATCHES, element_id)
    alarms = Component(id=free_id(subject, "operations"), kind=ALARMS, title="Operations", origin="rule")
    return add_connected(subject, alarms, source=alarms.id, verb=Verb.WATCHES, target=element_id)
