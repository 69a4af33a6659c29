"""Flow logs of a network: which connections were accepted and rejected, in CloudWatch Logs."""

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Join, PolicyDocument, Pseudo, Ref, ResourceKey, Statement
from cloudwright.design.catalog import references
from cloudwright.design.catalog.kind import Element, LoweringContext
from cloudwright.design.catalog.naming import physical_name
from cloudwright.design.catalog.networking.networks import vpc_key
from cloudwright.design.catalog.networking.properties import VpcProperties

_AREA = "flow-logs"
_LOG_GROUP_CHARACTERS = 512
_SECONDS_PER_RECORD = 600


def flow_log_resources(
    context: LoweringContext, element: Element[VpcProperties]
) -> tuple[Resource, Resource, Resource]:
    """Return the log group, the role that writes to it, and the flow log."""
    group = ResourceKey(element.id, "flow-log-group")
    role = ResourceKey(element.id, "flow-log-role")
    name = physical_name(context, element.id, limit=_LOG_GROUP_CHARACTERS)
    logs = Resource(
        key=group,
        type="AWS::Logs::LogGroup",
        properties={
            "LogGroupName": f"/aws/vpc/{name}",
            "RetentionInDays": element.properties.flow_log_retention_days,
        },
        area=_AREA,
    )
    flow_log = Resource(
        key=ResourceKey(element.id, "flow-log"),
        type="AWS::EC2::FlowLog",
        properties={
            "ResourceId": Ref(vpc_key(element.id)),
            "ResourceType": "VPC",
            "TrafficType": "ALL",
            "LogDestinationType": "cloud-watch-logs",
            "LogDestination": references.arn_of(group),
            "DeliverLogsPermissionArn": references.arn_of(role),
            "MaxAggregationInterval": _SECONDS_PER_RECORD,
        },
        area=_AREA,
    )
    return logs, _role(role, group, network_id=element.id), flow_log


def _role(key: ResourceKey, group: ResourceKey, *, network_id: str) -> Resource:
    trust = Statement(
        sid="AssumeRole",
        actions=("sts:AssumeRole",),
        resources=(),
        principal={"Service": "vpc-flow-logs.amazonaws.com"},
        conditions={"StringEquals": {"aws:SourceAccount": Pseudo.ACCOUNT_ID}},
    )
    write = Statement(
        sid="WriteFlowLogs",
        actions=("logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"),
        resources=(
            Join(
                (
                    "arn:",
                    Pseudo.PARTITION,
                    ":logs:",
                    Pseudo.REGION,
                    ":",
                    Pseudo.ACCOUNT_ID,
                    ":log-group:",
                    Ref(group),
                    ":*",
                )
            ),
        ),
    )
    return Resource(
        key=key,
        type="AWS::IAM::Role",
        properties={
            "Description": f"Writes the flow logs of {network_id}",
            "AssumeRolePolicyDocument": PolicyDocument((trust,)),
            "Policies": [{"PolicyName": "write-flow-logs", "PolicyDocument": PolicyDocument((write,))}],
        },
        area=_AREA,
    )
