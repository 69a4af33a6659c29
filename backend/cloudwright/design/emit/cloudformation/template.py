"""One stack of a blueprint as a CloudFormation template, in CloudFormation's own JSON shape."""

from collections.abc import Mapping, Sequence

from cloudwright.design.blueprint.graph import Blueprint, Output, Parameter, Resource, Stack, references
from cloudwright.design.blueprint.values import Param
from cloudwright.design.emit.cloudformation.handover import handed_over
from cloudwright.design.emit.cloudformation.intrinsics import Intrinsics, Node
from cloudwright.design.emit.dependencies import explicit_dependencies
from cloudwright.design.emit.standard_tags import TAG_PROPERTIES, TagShape, standard_tags

_HANDED_OVER_GROUP = "From the us-east-1 stack"

# Types that lose data when they are deleted: what happens then is said, also when it is "Delete".
_STATEFUL = frozenset(
    {
        "AWS::Backup::BackupVault",
        "AWS::Cognito::UserPool",
        "AWS::DynamoDB::Table",
        "AWS::ECR::Repository",
        "AWS::KMS::Key",
        "AWS::Logs::LogGroup",
        "AWS::S3::Bucket",
        "AWS::Kinesis::Stream",
        "AWS::SQS::Queue",
        "AWS::SecretsManager::Secret",
    }
)


def template(blueprint: Blueprint, stack: Stack) -> dict[str, Node]:
    """Return the template; raises StackOrder when the stacks need each other."""
    handover = handed_over(blueprint)
    intrinsics = Intrinsics(blueprint, handover if stack is Stack.MAIN else {})
    resources = [r for r in blueprint.resources if r.stack is stack]
    outputs = [o for o in blueprint.outputs if o.stack is stack]
    parameters = _parameters(blueprint, resources, outputs)
    if stack is Stack.MAIN:
        parameters += [_received(name, blueprint) for name in sorted(set(handover.values()))]
    document: dict[str, Node] = {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": _description(blueprint, stack),
    }
    if parameters:
        document["Metadata"] = {"AWS::CloudFormation::Interface": {"ParameterGroups": _groups(parameters)}}
        document["Parameters"] = {p.name: _parameter(p) for p in parameters}
    document["Resources"] = {r.logical_id: _resource(blueprint, r, intrinsics) for r in resources}
    rendered: dict[str, Node] = {
        o.name: {"Description": o.description, "Value": intrinsics.render(o.value)} for o in outputs
    }
    if stack is Stack.GLOBAL:
        rendered |= {
            name: {
                "Description": f"Give this to the main stack as its parameter {name}",
                "Value": intrinsics.render(ref),
            }
            for ref, name in sorted(handover.items(), key=lambda pair: pair[1])
        }
    if rendered:
        document["Outputs"] = rendered
    return document


def _description(blueprint: Blueprint, stack: Stack) -> str:
    """Return at most 1,024 bytes (AWS's limit for template descriptions); titles are far shorter."""
    text = f"{blueprint.title}, {blueprint.environment}"
    if blueprint.stack_region(stack) == blueprint.region:
        return f"{text}: {blueprint.region}"
    return f"{text}: what CloudFront needs in us-east-1. Deploy it before the main stack."


def _parameters(
    blueprint: Blueprint, resources: Sequence[Resource], outputs: Sequence[Output]
) -> list[Parameter]:
    used = {
        found.name
        for value in [*(r.properties for r in resources), *(o.value for o in outputs)]
        for found in references(value)
        if isinstance(found, Param)
    }
    return [p for p in blueprint.parameters if p.name in used]


def _received(name: str, blueprint: Blueprint) -> Parameter:
    return Parameter(
        name=name,
        description=f"Output {name} of the {blueprint.name} stack in us-east-1",
        pattern=r".+",
        group=_HANDED_OVER_GROUP,
    )


def _groups(parameters: Sequence[Parameter]) -> list[Node]:
    groups: dict[str, list[Node]] = {}
    for parameter in parameters:
        groups.setdefault(parameter.group, []).append(parameter.name)
    return [{"Label": {"default": group}, "Parameters": names} for group, names in groups.items()]


def _parameter(parameter: Parameter) -> Node:
    rendered: dict[str, Node] = {"Type": parameter.type, "Description": parameter.description}
    if parameter.default is not None:
        rendered["Default"] = parameter.default
    if parameter.pattern is not None:
        rendered["AllowedPattern"] = parameter.pattern
        if parameter.example:
            rendered["ConstraintDescription"] = f"must look like {parameter.example}"
    if parameter.secret:
        rendered["NoEcho"] = True
    return rendered


def _resource(blueprint: Blueprint, resource: Resource, intrinsics: Intrinsics) -> Node:
    rendered: dict[str, Node] = {"Type": resource.type}
    names: list[Node] = [
        d.logical_id for d in explicit_dependencies(blueprint, resource) if d.stack is resource.stack
    ]
    if names:
        rendered["DependsOn"] = names[0] if len(names) == 1 else names
    if resource.retain or resource.type in _STATEFUL:
        policy = "Retain" if resource.retain else "Delete"
        rendered["DeletionPolicy"] = policy
        rendered["UpdateReplacePolicy"] = policy
    properties = {name: intrinsics.render(value) for name, value in resource.properties.items()}
    properties |= _tags(resource.type, properties, standard_tags(blueprint))
    if properties:
        rendered["Properties"] = properties
    return rendered


def _tags(type_name: str, properties: Mapping[str, Node], standard: Mapping[str, str]) -> dict[str, Node]:
    """Return the tag property: the standard tags, then those that the resource has of its own."""
    if type_name not in TAG_PROPERTIES:
        return {}
    name, shape = TAG_PROPERTIES[type_name]
    own = properties.get(name)
    if shape is TagShape.MAP:
        return {name: {**standard, **(own if isinstance(own, dict) else {})}}
    listed: list[Node] = [{"Key": key, "Value": value} for key, value in standard.items()]
    return {name: [*listed, *(own if isinstance(own, list) else [])]}
