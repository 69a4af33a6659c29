"""What a stack hands to those deployed after it: an output there, a parameter of the same name here."""

from collections.abc import Iterator
from dataclasses import dataclass

from cloudwright.design.blueprint.graph import Blueprint, Resource, Stack, references
from cloudwright.design.blueprint.values import Ref
from cloudwright.design.emit.errors import StackOrder

# What Ref returns where it is not an id ("Return values" in each type's reference page).
_REF_RETURNS = {
    "AWS::CertificateManager::Certificate": "Arn",
    "AWS::SNS::Topic": "Arn",
    "AWS::SQS::Queue": "Url",
    "AWS::S3::Bucket": "Name",
    "AWS::DynamoDB::Table": "Name",
    "AWS::Lambda::Function": "Name",
}


@dataclass(frozen=True, slots=True)
class Handover:
    """One reference across stacks, and the name of the output and the parameter by which it travels."""

    reference: Ref
    name: str
    giver: Stack
    taker: Stack


def handovers(blueprint: Blueprint) -> tuple[Handover, ...]:
    """Return every reference from one stack into another, once for each stack that takes it, by name.

    Raises StackOrder when a stack refers to one that is deployed after it.
    """
    found: dict[Handover, None] = {}
    order = [*Stack]
    for source, taker, reference in _crossings(blueprint):
        target = blueprint.by_key[reference.resource]
        if order.index(target.stack) > order.index(taker):
            raise StackOrder(source, str(target.key))
        found[Handover(reference, _name(target, reference), target.stack, taker)] = None
    return tuple(sorted(found, key=lambda handover: (handover.name, order.index(handover.taker))))


def _crossings(blueprint: Blueprint) -> Iterator[tuple[str, Stack, Ref]]:
    """Yield who refers, from which stack, to what in another one."""
    users = [(str(r.key), r.stack, r.properties) for r in blueprint.resources]
    users += [(o.name, o.stack, {"Value": o.value}) for o in blueprint.outputs]
    for source, stack, values in users:
        for reference in references(values):
            if isinstance(reference, Ref) and blueprint.by_key[reference.resource].stack is not stack:
                yield source, stack, reference


def _name(target: Resource, reference: Ref) -> str:
    returned = reference.attribute or _REF_RETURNS.get(target.type, "Id")
    suffix = returned.replace(".", "")
    return target.logical_id if target.logical_id.endswith(suffix) else f"{target.logical_id}{suffix}"
