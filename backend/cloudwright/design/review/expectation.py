"""The commonest shape of a rule: a property of a resource type must have a certain value."""

from collections.abc import Callable, Iterator

from pydantic import JsonValue

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Value
from cloudwright.design.review.fixes import set_properties
from cloudwright.design.review.rule import Hit
from cloudwright.design.review.subject import Subject, at, shown


def expect(
    type_: str,
    path: str,
    *,
    holds: Callable[[Value | None], bool],
    message: str,
    fix: dict[str, JsonValue] | None = None,
    fix_label: str = "",
) -> Callable[[Subject], Iterator[Hit]]:
    """Return the findings of a rule: every resource of the type where `holds` is false at `path`.

    `message` may name `{title}`; `fix` are element properties that mend it.
    """

    def findings(subject: Subject) -> Iterator[Hit]:
        for resource in subject.resources(type_):
            value = at(resource, path)
            if not holds(value):
                yield broken(
                    subject,
                    resource,
                    message=message,
                    evidence=f"{path} is {shown(value)}",
                    fix=fix,
                    fix_label=fix_label,
                )

    return findings


def broken(
    subject: Subject,
    resource: Resource,
    *,
    message: str,
    evidence: str,
    fix: dict[str, JsonValue] | None = None,
    fix_label: str = "",
) -> Hit:
    """Return a hit on the element that a resource belongs to; the evidence names the resource."""
    element_id = resource.key.element_id
    return Hit(
        element_id=element_id,
        message=message.format(title=subject.title(element_id)),
        evidence=f"{resource.type} {resource.logical_id}: {evidence}",
        fix=set_properties(subject, element_id, **fix) if fix else (),
        fix_label=fix_label,
    )


def is_true(value: Value | None) -> bool:
    return value is True


def is_set(value: Value | None) -> bool:
    return value not in (None, "", [], ())
