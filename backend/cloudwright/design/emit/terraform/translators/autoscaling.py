"""Amazon EC2 Auto Scaling: groups, launch templates, instance profiles."""

from collections.abc import Iterable

from cloudwright.design.blueprint.values import Join, Param, Pseudo, Ref, Scalar
from cloudwright.design.emit.terraform.arns import flat
from cloudwright.design.emit.terraform.hcl.tree import Attribute, Block, Call, Heredoc, Item, Token, text
from cloudwright.design.emit.terraform.hcl.tree import Tuple as Listed
from cloudwright.design.emit.terraform.reader import Reader, Spec, is_list
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.writers import TAGS, Custom, Inline, Nested


def _only_role(reader: Reader, name: str) -> Iterable[Item]:
    roles = reader.values[name]
    if not is_list(roles) or len(roles) != 1:
        raise reader.refusal(name, reason="a profile has exactly one role")
    yield Attribute("role", reader.scope.expression(roles[0]), reader.why(name))


PROFILE = Translator(
    type="AWS::IAM::InstanceProfile",
    resource="aws_iam_instance_profile",
    arguments={"InstanceProfileName": "name", "Roles": Custom(_only_role)},
    references={"": "name", "Arn": "arn"},
    named="name",
)


def _script(reader: Reader, name: str) -> Iterable[Item]:
    """Write the script as it is, with what it refers to; Terraform encodes it."""
    value = reader.values[name]
    parts = flat(value) if isinstance(value, Join) else (reader.literal(name),)
    script = Heredoc(tuple(_piece(reader, part) for part in parts))
    yield Attribute("user_data", Call("base64encode", (script,)), reader.why(name))


def _piece(reader: Reader, part: Scalar, /) -> str | Token:
    if isinstance(part, Ref | Param | Pseudo):
        expression = reader.scope.expression(part, stack=reader.resource.stack)
        if isinstance(expression, Token):
            return expression
    return str(part)


_DISK: Spec = {
    "VolumeType": "volume_type",
    "VolumeSize": "volume_size",
    "Encrypted": "encrypted",
    "DeleteOnTermination": "delete_on_termination",
}
_DATA: Spec = {
    "ImageId": "image_id",
    "InstanceType": "instance_type",
    "SecurityGroupIds": "vpc_security_group_ids",
    "UserData": Custom(_script),
    "IamInstanceProfile": Nested("iam_instance_profile", {"Arn": "arn"}),
    "MetadataOptions": Nested(
        "metadata_options",
        {
            "HttpEndpoint": "http_endpoint",
            "HttpTokens": "http_tokens",
            "HttpPutResponseHopLimit": "http_put_response_hop_limit",
        },
    ),
    "Monitoring": Nested("monitoring", {"Enabled": "enabled"}),
    "BlockDeviceMappings": Nested(
        "block_device_mappings", {"DeviceName": "device_name", "Ebs": Nested("ebs", _DISK)}
    ),
    "TagSpecifications": Nested("tag_specifications", {"ResourceType": "resource_type", "Tags": TAGS}),
}

TEMPLATE = Translator(
    type="AWS::EC2::LaunchTemplate",
    resource="aws_launch_template",
    arguments={"LaunchTemplateName": "name", "LaunchTemplateData": Inline(_DATA)},
    references={"": "id", "LaunchTemplateId": "id", "LatestVersionNumber": "latest_version"},
    named="name",
)


def _measured(reader: Reader, name: str) -> Iterable[Item]:
    """Write that the group's own metrics are kept; CloudFormation takes none named for all of them."""
    for child in reader.children(name):
        granularity = child.literal("Granularity")
        if set(child.values) != {"Granularity"}:
            raise child.refusal("Metrics", reason="the group keeps all of its metrics")
        yield Attribute("metrics_granularity", text(granularity), reader.why(name))
    yield Attribute("enabled_metrics", Listed(tuple(text(metric) for metric in _GROUP_METRICS)))


# All metrics of a group as such: https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_EnableMetricsCollection.html
_GROUP_METRICS = (
    "GroupDesiredCapacity",
    "GroupInServiceInstances",
    "GroupMaxSize",
    "GroupMinSize",
    "GroupPendingInstances",
    "GroupStandbyInstances",
    "GroupTerminatingInstances",
    "GroupTotalInstances",
)
_REFRESH = Block(
    "instance_refresh",
    (),
    (
        Attribute("strategy", text("Rolling")),
        Block("preferences", (), (Attribute("min_healthy_percentage", Token("100")),)),
    ),
    "A new version of the template replaces instances one after the other.",
)

GROUP = Translator(
    type="AWS::AutoScaling::AutoScalingGroup",
    resource="aws_autoscaling_group",
    arguments={
        "AutoScalingGroupName": "name",
        "MinSize": "min_size",
        "MaxSize": "max_size",
        "VPCZoneIdentifier": "vpc_zone_identifier",
        "HealthCheckType": "health_check_type",
        "HealthCheckGracePeriod": "health_check_grace_period",
        "DefaultInstanceWarmup": "default_instance_warmup",
        "TargetGroupARNs": "target_group_arns",
        "MetricsCollection": Custom(_measured, {"Granularity": "metrics_granularity"}),
        "LaunchTemplate": Nested("launch_template", {"LaunchTemplateId": "id", "Version": "version"}),
        "InstanceMaintenancePolicy": Nested(
            "instance_maintenance_policy",
            {
                "MinHealthyPercentage": "min_healthy_percentage",
                "MaxHealthyPercentage": "max_healthy_percentage",
            },
        ),
        "Tags": Nested("tag", {"Key": "key", "Value": "value", "PropagateAtLaunch": "propagate_at_launch"}),
    },
    references={"": "name", "AutoScalingGroupARN": "arn"},
    always=(_REFRESH,),
    named="name",
)

_TRACKING: Spec = {
    "TargetValue": "target_value",
    "PredefinedMetricSpecification": Nested(
        "predefined_metric_specification", {"PredefinedMetricType": "predefined_metric_type"}
    ),
}

POLICY = Translator(
    type="AWS::AutoScaling::ScalingPolicy",
    resource="aws_autoscaling_policy",
    arguments={
        "PolicyName": "name",
        "AutoScalingGroupName": "autoscaling_group_name",
        "PolicyType": "policy_type",
        "TargetTrackingConfiguration": Nested("target_tracking_configuration", _TRACKING),
    },
    references={"": "name", "Arn": "arn"},
    named="name",
)

TRANSLATORS = (PROFILE, TEMPLATE, GROUP, POLICY)
