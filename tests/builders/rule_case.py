"""A rule with a design that breaks it and one that keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from builders.computed import a_resource as resource
from builders.computed import a_subject as subject
from cloudwright.design.blueprint.values import Value
from cloudwright.design.review.subject import Subject

Properties: TypeAlias = Mapping[str, Value]


@dataclass(frozen=True)
class Case:
    """`bad` breaks the rule, `good` does not."""

    rule_id: str
    bad: Subject
    good: Subject


def differ(rule_id: str, type_: str, *bad_and_good: Properties) -> Case:
    bad, good = bad_and_good
    return Case(rule_id, subject(resource(type_, bad)), subject(resource(type_, good)))
