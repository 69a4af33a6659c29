"""What the us-east-1 stack hands to the main stack: an output there, a parameter of the same name here."""

from collections.abc import Mapping

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


def handed_over(blueprint: Blueprint) -> Mapping[Ref, str]:
    """Return each reference from the main stack into the us-east-1 stack, and the name it travels by.

    Raises StackOrder when the us-east-1 stack refers to the main one: neither could be deployed first.
    """
    names: dict[Ref, str] = {}
    for source, reference in _crossings(blueprint):
        target = blueprint.by_key[reference.resource]
        if target.stack is not Stack.GLOBAL:
            raise StackOrder(source, str(target.key))
        names[reference] = _name(target, reference)
    return names


def _crossings(blueprint: Blueprint) -> list[tuple[str, Ref]]:
    found = [
        (str(resource.key), reference)
        for resource in blueprint.resources
        for reference in references(resource.properties)
        if isinstance(reference, Ref) and blueprint.by_key[reference.resource].stack is not resource.stack
    ]
    found += [
        (output.name, reference)
        for output in blueprint.outputs
        for reference in references(output.value)
        if isinstance(reference, Ref) and blueprint.by_key[reference.resource].stack is not output.stack
    ]
    return found


def _name(target: Resource, reference: Ref) -> str:
    returned = reference.attribute or _REF_RETURNS.get(target.type, "Id")
    suffix = returned.replace(".", "")
    return target.logical_id if target.logical_id.endswith(suffix) else f"{target.logical_id}{suffix}"
