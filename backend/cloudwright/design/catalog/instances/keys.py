"""The keys of the resources of a group of instances."""

from cloudwright.design.blueprint.values import ResourceKey

AUTO_SCALING_GROUP = "auto_scaling_group"
NAME_CHARACTERS = 255
AREA = "instances"


def group(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "group")


def template(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "template")


def profile(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "profile")


def logs(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "logs")
