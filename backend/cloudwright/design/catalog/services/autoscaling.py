"""Amazon EC2 Auto Scaling."""

from typing import Any

from cloudwright.design.catalog.instances.alarms import alarms
from cloudwright.design.catalog.instances.group import lower_group
from cloudwright.design.catalog.instances.keys import AUTO_SCALING_GROUP as AUTO_SCALING_GROUP_ID
from cloudwright.design.catalog.instances.pricing import ASSUMPTIONS, price
from cloudwright.design.catalog.instances.properties import GroupProperties, defaults
from cloudwright.design.catalog.kind import Category, Kind, VerbRule
from cloudwright.design.catalog.messaging.workers import takes_messages
from cloudwright.design.model.architecture import SubnetTier
from cloudwright.design.model.verbs import Verb


def _sla(wanted: GroupProperties) -> tuple[str, str]:
    several = wanted.minimum_instances > 1
    return "EC2", "instances running in two or more AZs" if several else "single instance"


AUTO_SCALING_GROUP = Kind(
    id=AUTO_SCALING_GROUP_ID,
    service="Amazon EC2 Auto Scaling",
    title="Auto Scaling group",
    summary="Runs EC2 instances, as many as the load needs, in several zones; replaces broken ones.",
    category=Category.COMPUTE,
    icon="AmazonEC2AutoScaling",
    documentation="https://docs.aws.amazon.com/autoscaling/ec2/userguide/what-is-amazon-ec2-auto-scaling.html",
    properties=GroupProperties,
    defaults=defaults,
    lower=lower_group,
    price=price,
    verbs=(
        VerbRule(
            Verb.CONSUMES,
            ("sqs_queue",),
            takes_messages,
            declared_by_source=True,
            explanation="Code on the instances polls the queue.",
        ),
    ),
    alarms=alarms,
    assumptions=ASSUMPTIONS,
    resource_types=(
        "AWS::AutoScaling::AutoScalingGroup",
        "AWS::AutoScaling::ScalingPolicy",
        "AWS::EC2::LaunchTemplate",
        "AWS::IAM::InstanceProfile",
    ),
    sla=_sla,
    tiers=(SubnetTier.PRIVATE,),
    needs_network=True,
    must_reach=("logs", "s3", "ssm", "ssmmessages"),
    synonyms=(
        "ec2",
        "instance",
        "instances",
        "virtual machine",
        "vm",
        "server",
        "servers",
        "asg",
        "auto scaling",
        "autoscaling group",
    ),
)

KINDS: tuple[Kind[Any], ...] = (AUTO_SCALING_GROUP,)  # Any: kinds share no property type
