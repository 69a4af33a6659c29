"""The keys of the resources of a service of containers."""

from cloudwright.design.blueprint.values import ResourceKey

FARGATE_SERVICE = "fargate_service"
NAME_CHARACTERS = 255  # `ECS name_max` of aws-limits.csv
AREA = "containers"


def cluster(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "cluster")


def service(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "service")


def task(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "task")


def logs(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "logs")


def execution_role(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "execution-role")


def scalable(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "scaling")
