"""The kinds of load balancers, and the keys of their resources."""

from cloudwright.design.blueprint.values import ResourceKey

APPLICATION, NETWORK = "application_load_balancer", "network_load_balancer"
NAME_CHARACTERS = 32  # load balancers and target groups: `ELB name_max` of aws-limits.csv
AREA = "load-balancing"


def balancer(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "balancer")


def listener(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "listener")


def target_group(balancer_id: str, *, target_id: str) -> ResourceKey:
    return ResourceKey(balancer_id, f"targets-{target_id}")


def rule(balancer_id: str, *, target_id: str) -> ResourceKey:
    return ResourceKey(balancer_id, f"route-{target_id}")
