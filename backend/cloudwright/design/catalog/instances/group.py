"""The resources of a group of instances."""

from collections.abc import Iterator, Mapping

from cloudwright.design.blueprint.graph import Output, Resource, pascal_case
from cloudwright.design.blueprint.values import Ref, ResourceKey, Statement, Value
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.instances import keys
from cloudwright.design.catalog.instances.properties import GroupProperties
from cloudwright.design.catalog.instances.start import user_data
from cloudwright.design.catalog.kind import Element, Gathered, Lowered, LoweringContext
from cloudwright.design.catalog.naming import physical_name
from cloudwright.design.catalog.networking.networks import subnets_of
from cloudwright.design.catalog.networking.security_groups import (
    https_out,
    security_group,
    security_group_key,
)
from cloudwright.design.catalog.networking.ways_out import ways_out
from cloudwright.design.catalog.policies import execution_role, role

_LOG_GROUP_CHARACTERS = 500
# The launch template asks for the newest image whenever an instance starts
# (https://docs.aws.amazon.com/autoscaling/ec2/userguide/using-systems-manager-parameters.html).
_IMAGE = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"


def lower_group(context: LoweringContext, element: Element[GroupProperties], gathered: Gathered) -> Lowered:
    """Return the group in private subnets of every zone, with the template of its instances."""
    return Lowered(
        resources=(
            _log_group(context, element),
            _role(element, gathered),
            _profile(element.id),
            security_group(context, element.id),
            https_out(element.id),
            _template(context, element, gathered),
            _group(context, element, gathered),
            *_scaling(element),
        ),
        outputs=(
            Output(
                name=f"{pascal_case(element.id)}GroupName",
                description=f"Name of the Auto Scaling group '{element.component.title}'",
                value=Ref(keys.group(element.id)),
                element_id=element.id,
            ),
        ),
    )


def _log_group(context: LoweringContext, element: Element[GroupProperties]) -> Resource:
    name = physical_name(context, element.id, limit=_LOG_GROUP_CHARACTERS)
    return Resource(
        key=keys.logs(element.id),
        type="AWS::Logs::LogGroup",
        properties={
            "LogGroupName": f"/aws/ec2/{name}",
            "RetentionInDays": element.properties.log_retention_days,
        },
        area=keys.AREA,
    )


def _role(element: Element[GroupProperties], gathered: Gathered) -> Resource:
    write = Statement(
        sid="WriteLogs",
        actions=("logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"),
        resources=(references.regional_arn("logs", "log-group:", Ref(keys.logs(element.id)), ":*"),),
    )
    register = Statement(
        sid="Register",
        actions=("ssm:UpdateInstanceInformation",),
        resources=(references.regional_arn("ec2", "instance/*"),),
    )
    # AWS knows no resources for these: they open channels of the calling instance only.
    managed = Statement(
        sid="OpenSessions",
        actions=(
            "ssmmessages:CreateControlChannel",
            "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel",
            "ssmmessages:OpenDataChannel",
        ),
        resources=("*",),
    )
    return execution_role(
        element.id,
        (register, managed, write, *gathered.statements),
        service="ec2.amazonaws.com",
        area=keys.AREA,
        description=f"What instances of {element.id} may do; Session Manager instead of SSH",
    )


def _profile(element_id: str) -> Resource:
    return Resource(
        key=keys.profile(element_id),
        type="AWS::IAM::InstanceProfile",
        properties={"Roles": [Ref(role(element_id))]},
        area=keys.AREA,
    )


def _template(context: LoweringContext, element: Element[GroupProperties], gathered: Gathered) -> Resource:
    wanted = element.properties
    disk: Value = {
        "VolumeType": "gp3",
        "VolumeSize": wanted.disk_gb,
        "Encrypted": True,
        "DeleteOnTermination": True,
    }
    data: dict[str, Value] = {
        "ImageId": _IMAGE,
        "InstanceType": wanted.instance_type,
        "IamInstanceProfile": {"Arn": Ref(keys.profile(element.id), "Arn")},
        "SecurityGroupIds": [Ref(security_group_key(element.id), "GroupId")],
        "MetadataOptions": {
            "HttpEndpoint": "enabled",
            "HttpTokens": "required",
            "HttpPutResponseHopLimit": 1,
        },
        "Monitoring": {"Enabled": wanted.detailed_monitoring},
        "BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": disk}],
        "UserData": user_data(element.id, port=wanted.port, environment=gathered.environment),
        "TagSpecifications": [{"ResourceType": "volume", "Tags": _tags(context, element.id)}],
    }
    return Resource(
        key=keys.template(element.id),
        type="AWS::EC2::LaunchTemplate",
        properties={
            "LaunchTemplateName": physical_name(context, element.id, limit=128),
            "LaunchTemplateData": data,
        },
        comments={
            "LaunchTemplateData.ImageId": "The newest Amazon Linux 2023 whenever an instance starts.",
            "LaunchTemplateData.MetadataOptions": "IMDSv2 only: credentials are not given to a plain GET.",
        },
        area=keys.AREA,
    )


def _group(context: LoweringContext, element: Element[GroupProperties], gathered: Gathered) -> Resource:
    wanted = element.properties
    groups = [g for g in gathered.slot(slots.TARGET_GROUPS) if isinstance(g, Mapping)]
    template = keys.template(element.id)
    name = physical_name(context, element.id, limit=keys.NAME_CHARACTERS)
    properties: dict[str, Value] = {
        "AutoScalingGroupName": name,
        "MinSize": wanted.minimum_instances,
        "MaxSize": wanted.maximum_instances,
        "VPCZoneIdentifier": subnets_of(context, element.id),
        "LaunchTemplate": {
            "LaunchTemplateId": Ref(template),
            "Version": Ref(template, "LatestVersionNumber"),
        },
        "HealthCheckType": "ELB" if groups else "EC2",
        "HealthCheckGracePeriod": wanted.start_seconds,
        "DefaultInstanceWarmup": wanted.start_seconds,
        "InstanceMaintenancePolicy": {"MinHealthyPercentage": 100, "MaxHealthyPercentage": 200},
        "MetricsCollection": [{"Granularity": "1Minute"}],
        "Tags": [{**tag, "PropagateAtLaunch": True} for tag in _tags(context, element.id)],
    }
    if groups:
        properties["TargetGroupARNs"] = [group["TargetGroup"] for group in groups]
    return Resource(
        key=keys.group(element.id),
        type="AWS::AutoScaling::AutoScalingGroup",
        properties=properties,
        depends_on=(
            *(after.resource for g in groups if isinstance(after := g["After"], Ref)),
            *ways_out(context, element.id),
        ),
        comments={
            "InstanceMaintenancePolicy": "New instances are healthy before those they replace go.",
        },
        area=keys.AREA,
    )


def _tags(context: LoweringContext, element_id: str) -> list[Mapping[str, str]]:
    """Return the tags of what the group makes: those of the stack do not reach it."""
    return [
        {"Key": "Project", "Value": context.architecture.name},
        {"Key": "Environment", "Value": context.environment.value},
        {"Key": "ManagedBy", "Value": "cloudwright-bundle"},
        {"Key": "Name", "Value": f"{context.prefix}-{element_id}"},
        *({"Key": key, "Value": value} for key, value in context.architecture.standards.tags.items()),
    ]


def _scaling(element: Element[GroupProperties]) -> Iterator[Resource]:
    yield Resource(
        key=ResourceKey(element.id, "scale-by-cpu"),
        type="AWS::AutoScaling::ScalingPolicy",
        properties={
            "AutoScalingGroupName": Ref(keys.group(element.id)),
            "PolicyType": "TargetTrackingScaling",
            "TargetTrackingConfiguration": {
                "PredefinedMetricSpecification": {"PredefinedMetricType": "ASGAverageCPUUtilization"},
                "TargetValue": element.properties.cpu_target_percent,
            },
        },
        area=keys.AREA,
    )
