"""One stack of a blueprint as a CloudFormation template, in CloudFormation's own JSON shape."""

from collections.abc import Mapping, Sequence

from cloudwright.design.blueprint.graph import Blueprint, Output, Parameter, Resource, Stack, references
from cloudwright.design.blueprint.values import Param
from cloudwright.design.emit.cloudformation.handover import Handover, handovers
from cloudwright.design.emit.cloudformation.intrinsics import Intrinsics, Node
from cloudwright.design.emit.dependencies import explicit_dependencies
from cloudwright.design.emit.standard_tags import TAG_PROPERTIES, TagShape, standard_tags

_NAMES = {
    Stack.GLOBAL: "global stack",
    Stack.MAIN: "main stack",
    Stack.GLOBAL_ALARMS: "alarm stack",
}

# Types that lose data when they are deleted: what happens then is said, also when it is "Delete".
_STATEFUL = frozenset(
    {
        "AWS::Backup::BackupVault",
        "AWS::Cognito::UserPool",
        "AWS::DynamoDB::Table",
        "AWS::ECR::Repository",
        "AWS::EFS::FileSystem",
        "AWS::ElastiCache::ReplicationGroup",
        "AWS::ElastiCache::ServerlessCache",
        "AWS::KMS::Key",
        "AWS::Kinesis::Stream",
        "AWS::Logs::LogGroup",
        "AWS::RDS::DBCluster",
        "AWS::RDS::DBInstance",
        "AWS::S3::Bucket",
        "AWS::SQS::Queue",
        "AWS::SecretsManager::Secret",
    }
)


def template(blueprint: Blueprint, stack: Stack) -> dict[str, Node]:
    """Return the template; raises StackOrder when the stacks need each other."""
    crossing = handovers(blueprint)
    taken = {handover.reference: handover for handover in crossing if handover.taker is stack}
    intrinsics = Intrinsics(blueprint, {reference: handover.name for reference, handover in taken.items()})
    resources = [r for r in blueprint.resources if r.stack is stack]
    outputs = [o for o in blueprint.outputs if o.stack is stack]
    parameters = _parameters(blueprint, resources, outputs)
    received = {handover.name: handover for handover in taken.values()}
    parameters += [_received(received[name], blueprint) for name in sorted(received)]
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
    rendered |= {
        given.name: {
            "Description": f"Give this to the {_NAMES[given.taker]} as its parameter {given.name}",
            "Value": intrinsics.render(given.reference),
        }
        for given in reversed(crossing)
        if given.giver is stack and given.name not in rendered
    }
    if rendered:
        document["Outputs"] = rendered
    return document


def _description(blueprint: Blueprint, stack: Stack) -> str:
    """Return at most 1,024 bytes (AWS's limit for template descriptions); titles are far shorter."""
    text = f"{blueprint.title}, {blueprint.environment}"
    if blueprint.stack_region(stack) == blueprint.region:
        return f"{text}: {blueprint.region}"
    if stack is Stack.GLOBAL:
        return f"{text}: what CloudFront needs in us-east-1. Deploy it before the main stack."
    return f"{text}: alarms on CloudFront's metrics in us-east-1. Deploy it after the main stack."


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


def _received(handover: Handover, blueprint: Blueprint) -> Parameter:
    giver = f"{_NAMES[handover.giver]} of {blueprint.name} in {blueprint.stack_region(handover.giver)}"
    return Parameter(
        name=handover.name,
        description=f"Output {handover.name} of the {giver}",
        pattern=r".+",
        group=f"From the {_NAMES[handover.giver]}",
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
    if resource.retain or resource.snapshot or resource.type in _STATEFUL:
        policy = "Retain" if resource.retain else "Snapshot" if resource.snapshot else "Delete"
        rendered["DeletionPolicy"] = policy
        rendered["UpdateReplacePolicy"] = policy
    properties = {name: intrinsics.render(value) for name, value in resource.properties.items()}
    if resource.type == "AWS::AutoScaling::AutoScalingGroup":
        rendered["UpdatePolicy"] = {"AutoScalingRollingUpdate": _rolling_update(properties)}
    properties |= _tags(resource.type, properties, standard_tags(blueprint))
    if properties:
        rendered["Properties"] = _encoded(resource.type, properties)
    return rendered


def _rolling_update(group: Mapping[str, Node]) -> Node:
    """Return how a new launch template reaches the instances: one after the other, each given its time."""
    fewest, most = int(str(group["MinSize"])), int(str(group["MaxSize"]))
    return {
        "MinInstancesInService": min(fewest, most - 1),
        "MaxBatchSize": 1,
        "PauseTime": f"PT{group.get('DefaultInstanceWarmup', 0)}S",
    }


def _encoded(type_name: str, properties: dict[str, Node]) -> dict[str, Node]:
    """Return the properties with scripts in Base64, which a blueprint holds as they are."""
    data = properties.get("LaunchTemplateData")
    if type_name != "AWS::EC2::LaunchTemplate" or not isinstance(data, dict) or "UserData" not in data:
        return properties
    return {**properties, "LaunchTemplateData": {**data, "UserData": {"Fn::Base64": data["UserData"]}}}


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
