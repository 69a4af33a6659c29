"""The task definition of a service, its roles and its log group."""

from collections.abc import Mapping

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Join, Param, Pseudo, Ref, Statement, Value
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.containers import keys
from cloudwright.design.catalog.containers.image import image_parameter, repositories
from cloudwright.design.catalog.containers.properties import FargateProperties
from cloudwright.design.catalog.containers.volumes import mount_points, volumes
from cloudwright.design.catalog.files.mounts import mounts
from cloudwright.design.catalog.images import pull_any_statements
from cloudwright.design.catalog.kind import Element, Gathered, LoweringContext
from cloudwright.design.catalog.naming import physical_name
from cloudwright.design.catalog.policies import OWN_ACCOUNT, role, service_role

_TASKS = "ecs-tasks.amazonaws.com"
_LOG_GROUP_CHARACTERS = 500
_STOPS_WITHIN_SECONDS = 30
_FREE_STORAGE_GB = 20
CONTAINER = "app"


def log_group(context: LoweringContext, element: Element[FargateProperties]) -> Resource:
    name = physical_name(context, element.id, limit=_LOG_GROUP_CHARACTERS)
    return Resource(
        key=keys.logs(element.id),
        type="AWS::Logs::LogGroup",
        properties={
            "LogGroupName": f"/aws/ecs/{name}",
            "RetentionInDays": element.properties.log_retention_days,
        },
        area=keys.AREA,
    )


def roles(
    context: LoweringContext, element: Element[FargateProperties], gathered: Gathered
) -> tuple[Resource, Resource]:
    """Return the role that starts tasks, and the role of the code inside them."""
    started = [s for s in gathered.slot(slots.EXECUTION_ROLE) if isinstance(s, Statement)]
    if not any(repositories(context, element.id)):
        started += pull_any_statements()
    starting = service_role(
        keys.execution_role(element.id),
        [_write_logs(element.id), *_each_once(started)],
        service=_TASKS,
        area=keys.AREA,
        description=f"Starts tasks of {element.id}: pulls the image, reads secrets, opens the log",
        conditions=OWN_ACCOUNT,
    )
    running = service_role(
        role(element.id),
        gathered.statements,
        service=_TASKS,
        area=keys.AREA,
        description=f"What the code of {element.id} may do",
        conditions=OWN_ACCOUNT,
    )
    return starting, running


def _each_once(statements: list[Statement]) -> list[Statement]:
    kept: list[Statement] = []
    for statement in statements:
        if statement not in kept:
            kept.append(statement)
    return kept


def _write_logs(element_id: str) -> Statement:
    group = references.regional_arn("logs", "log-group:", Ref(keys.logs(element_id)), ":*")
    return Statement(
        sid="WriteLogs", actions=("logs:CreateLogStream", "logs:PutLogEvents"), resources=(group,)
    )


def task_definition(
    context: LoweringContext, element: Element[FargateProperties], gathered: Gathered
) -> Resource:
    """Return what a task is: one container without root, whose disk cannot be written but for /tmp."""
    wanted = element.properties
    properties: dict[str, Value] = {
        "Family": physical_name(context, element.id, limit=keys.NAME_CHARACTERS),
        "RequiresCompatibilities": ["FARGATE"],
        "NetworkMode": "awsvpc",
        "Cpu": str(wanted.cpu_units),
        "Memory": str(wanted.memory_mb),
        "RuntimePlatform": {"CpuArchitecture": "ARM64", "OperatingSystemFamily": "LINUX"},
        "ExecutionRoleArn": references.arn_of(keys.execution_role(element.id)),
        "TaskRoleArn": references.arn_of(role(element.id)),
        "ContainerDefinitions": [_container(context, element, gathered)],
    }
    if wanted.ephemeral_storage_gb != _FREE_STORAGE_GB:
        properties["EphemeralStorage"] = {"SizeInGiB": wanted.ephemeral_storage_gb}
    mounted = mounts(gathered)
    if mounted:
        properties["Volumes"] = volumes(mounted)
    return Resource(
        key=keys.task(element.id),
        type="AWS::ECS::TaskDefinition",
        properties=properties,
        depends_on=tuple(target for mount in mounted for target in mount.after),
        comments={
            "RuntimePlatform": "arm64 costs a fifth less than x86 for the same work; images must fit.",
            "TaskRoleArn": "For the code; what starts the task has a role of its own.",
        },
        area=keys.AREA,
    )


def _container(context: LoweringContext, element: Element[FargateProperties], gathered: Gathered) -> Value:
    wanted = element.properties
    container: dict[str, Value] = {
        "Name": CONTAINER,
        "Image": Param(image_parameter(context, element).name),
        "Essential": True,
        "User": wanted.user,
        "ReadonlyRootFilesystem": True,
        "LinuxParameters": {
            "Capabilities": {"Drop": ["ALL"]},
            "InitProcessEnabled": True,
            "Tmpfs": [{"ContainerPath": "/tmp", "Size": wanted.temporary_mb}],  # noqa: S108  # in the container
        },
        "PortMappings": [{"ContainerPort": wanted.port, "Protocol": "tcp"}],
        "StopTimeout": _STOPS_WITHIN_SECONDS,
        "LogConfiguration": _logging(element.id),
    }
    mounted = mount_points(mounts(gathered))
    if mounted:
        container["MountPoints"] = mounted
    if gathered.environment:
        container["Environment"] = [
            {"Name": name, "Value": value} for name, value in gathered.environment.items()
        ]
    secrets = {str(s["Name"]): s for s in gathered.slot(slots.CONTAINER_SECRETS) if isinstance(s, Mapping)}
    if secrets:
        container["Secrets"] = [secrets[name] for name in sorted(secrets)]
    return container


def _logging(element_id: str) -> Value:
    return {
        "LogDriver": "awslogs",
        "Options": {
            "awslogs-group": Ref(keys.logs(element_id)),
            "awslogs-region": Pseudo.REGION,
            "awslogs-stream-prefix": CONTAINER,
            "mode": "non-blocking",
            "max-buffer-size": "4m",
        },
    }


def service_resource_id(element_id: str) -> Join:
    """Return the id by which Application Auto Scaling knows the service."""
    service = Ref(keys.service(element_id), "Name")
    return Join(("service/", Ref(keys.cluster(element_id)), "/", service))
