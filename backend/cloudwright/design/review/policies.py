"""The policy statements of a blueprint, wherever they are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import PolicyDocument, Statement, Value
from cloudwright.design.review.subject import Subject, at, items


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement and the resource that holds it."""

    resource: Resource
    statement: Statement


def role_statements(subject: Subject) -> Iterator[Placed]:
    """Yield what roles may do."""
    for role in subject.resources("AWS::IAM::Role"):
        for policy in items(at(role, "Policies")):
            document = policy.get("PolicyDocument") if isinstance(policy, Mapping) else None
            yield from _statements(role, document)


def policy_statements(subject: Subject, *types: str) -> Iterator[Placed]:
    """Yield who may use the resources that policies of these types protect."""
    for resource in subject.resources(*types):
        for path in ("PolicyDocument", "KeyPolicy", "AssumeRolePolicyDocument"):
            yield from _statements(resource, at(resource, path))


def open_to_everyone(statement: Statement) -> bool:
    """Say whether anybody may do this, with no condition on who or from where."""
    return statement.effect == "Allow" and not statement.conditions and _everyone(statement.principal)


def _everyone(principal: Mapping[str, Value] | str | None) -> bool:
    if isinstance(principal, Mapping):
        return any(value == "*" or "*" in items(value) for value in principal.values())
    return principal == "*"


def _statements(resource: Resource, document: Value | None) -> Iterator[Placed]:
    if isinstance(document, PolicyDocument):
        for statement in document.statements:
            yield Placed(resource, statement)
