"""Amazon ECS. Container definitions are JSON in Terraform, with the names of the ECS API."""

from collections.abc import Iterable

from cloudwright.design.blueprint.values import Value
from cloudwright.design.emit.terraform.hcl.tree import Attribute, Block, Call, Expression, Item, Object, Token
from cloudwright.design.emit.terraform.hcl.tree import Tuple as Listed
from cloudwright.design.emit.terraform.reader import Reader, Spec, is_list, is_mapping
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.translators.iam import role_argument
from cloudwright.design.emit.terraform.writers import TAGS, Custom, Inline, Nested

_KEPT_AS_IT_IS = frozenset({"Options"})  # its names belong to the log driver

CLUSTER = Translator(
    type="AWS::ECS::Cluster",
    resource="aws_ecs_cluster",
    arguments={
        "ClusterName": "name",
        "ClusterSettings": Nested("setting", {"Name": "name", "Value": "value"}),
        "Tags": TAGS,
    },
    references={"": "name", "Arn": "arn"},
    named="name",
)


def _containers(reader: Reader, name: str) -> Iterable[Item]:
    if any(not is_mapping(container) for container in _items(reader, name)):
        raise reader.refusal(name, reason="it is not a list of objects")
    written = Listed(tuple(_in_api_names(reader, container) for container in _items(reader, name)))
    yield Attribute("container_definitions", Call("jsonencode", (written,)), reader.reasons(name))


def _items(reader: Reader, name: str) -> list[Value]:
    value = reader.values[name]
    return [*value] if is_list(value) else []


def _in_api_names(reader: Reader, value: Value) -> Expression:
    """Return the value with `LogDriver` as `logDriver` at every level."""
    if is_mapping(value):
        return Object(tuple(_entry(reader, key, item) for key, item in value.items()))
    if is_list(value):
        return Listed(tuple(_in_api_names(reader, item) for item in value))
    return reader.scope.expression(value, stack=reader.resource.stack)


def _entry(reader: Reader, key: str, value: Value, /) -> tuple[str, Expression]:
    api_name = f"{key[:1].lower()}{key[1:]}"
    if key in _KEPT_AS_IT_IS:
        return api_name, reader.scope.expression(value, stack=reader.resource.stack)
    return api_name, _in_api_names(reader, value)


TASK_DEFINITION = Translator(
    type="AWS::ECS::TaskDefinition",
    resource="aws_ecs_task_definition",
    arguments={
        "Family": "family",
        "RequiresCompatibilities": "requires_compatibilities",
        "NetworkMode": "network_mode",
        "Cpu": "cpu",
        "Memory": "memory",
        # A task that starts before its roles have their rights fails.
        "ExecutionRoleArn": role_argument("execution_role_arn"),
        "TaskRoleArn": role_argument("task_role_arn"),
        "RuntimePlatform": Nested(
            "runtime_platform",
            {"CpuArchitecture": "cpu_architecture", "OperatingSystemFamily": "operating_system_family"},
        ),
        "Volumes": Nested(
            "volume",
            {
                "Name": "name",
                "EFSVolumeConfiguration": Nested(
                    "efs_volume_configuration",
                    {
                        "FilesystemId": "file_system_id",
                        "TransitEncryption": "transit_encryption",
                        "AuthorizationConfig": Nested(
                            "authorization_config", {"AccessPointId": "access_point_id", "IAM": "iam"}
                        ),
                    },
                ),
            },
        ),
        "EphemeralStorage": Nested("ephemeral_storage", {"SizeInGiB": "size_in_gib"}),
        "ContainerDefinitions": Custom(_containers),
        "Tags": TAGS,
    },
    references={"": "arn", "TaskDefinitionArn": "arn"},
)

_DEPLOYMENT: Spec = {
    "MinimumHealthyPercent": "deployment_minimum_healthy_percent",
    "MaximumPercent": "deployment_maximum_percent",
    "DeploymentCircuitBreaker": Nested(
        "deployment_circuit_breaker", {"Enable": "enable", "Rollback": "rollback"}
    ),
}
_PLACE: Spec = {
    "Subnets": "subnets",
    "SecurityGroups": "security_groups",
    "AssignPublicIp": "assign_public_ip",
}


def _cluster(reader: Reader, name: str) -> Iterable[Item]:
    cluster = reader.scope.find(reader.values[name])
    if cluster is None or cluster.type != "AWS::ECS::Cluster":
        raise reader.refusal(name, reason="it is not a cluster of this design")
    yield Attribute("cluster", Token(f"{reader.scope.address(cluster.key)}.arn"), reader.why(name))


def _task(reader: Reader, name: str) -> Iterable[Item]:
    """Write the task definition, and how many tasks there are at first: Terraform would begin with none."""
    yield reader.argument("task_definition", name)
    for resource in reader.scope.blueprint.of(reader.resource.key.element_id):
        if resource.type == "AWS::ApplicationAutoScaling::ScalableTarget":
            fewest = reader.scope.expression(resource.properties["MinCapacity"])
            yield Attribute("desired_count", fewest, "Where it begins; later scaling decides.")


def _network(reader: Reader, name: str) -> Iterable[Item]:
    child = reader.child(name).child("AwsvpcConfiguration")
    public = Token("true" if child.literal("AssignPublicIp") == "ENABLED" else "false")
    items = (
        child.argument("subnets", "Subnets"),
        child.argument("security_groups", "SecurityGroups"),
        Attribute("assign_public_ip", public),
    )
    yield Block("network_configuration", (), items, reader.why(name))


SERVICE = Translator(
    type="AWS::ECS::Service",
    resource="aws_ecs_service",
    arguments={
        "ServiceName": "name",
        "Cluster": Custom(_cluster),
        "TaskDefinition": Custom(_task),
        "LaunchType": "launch_type",
        "PlatformVersion": "platform_version",
        "AvailabilityZoneRebalancing": "availability_zone_rebalancing",
        "HealthCheckGracePeriodSeconds": "health_check_grace_period_seconds",
        "EnableECSManagedTags": "enable_ecs_managed_tags",
        "PropagateTags": "propagate_tags",
        "DeploymentConfiguration": Inline(_DEPLOYMENT),
        "NetworkConfiguration": Custom(
            _network, {"AwsvpcConfiguration": Nested("network_configuration", _PLACE)}
        ),
        "LoadBalancers": Nested(
            "load_balancer",
            {
                "TargetGroupArn": "target_group_arn",
                "ContainerName": "container_name",
                "ContainerPort": "container_port",
            },
        ),
        "Tags": TAGS,
    },
    references={"": "id", "Name": "name", "ServiceArn": "id"},
    always=(
        Block(
            "lifecycle",
            (),
            (
                Attribute(
                    "ignore_changes",
                    Listed((Token("desired_count"),)),
                    "Another apply would take back what scaling has done.",
                ),
            ),
        ),
    ),
    named="name",
)


TRANSLATORS = (CLUSTER, TASK_DEFINITION, SERVICE)
