"""Random properties of the kinds that stand in a network, and places for new ones."""

from collections.abc import Mapping

from hypothesis import strategies as st

from cloudwright.design.catalog import registry
from cloudwright.design.model.architecture import Architecture

_NUMBERS = st.integers
_BALANCER: Mapping[str, st.SearchStrategy[object]] = {
    "deletion_protection": st.booleans(),
    "access_logs": st.booleans(),
    "access_log_retention_days": _NUMBERS(1, 3650),
    "deregistration_delay_seconds": _NUMBERS(0, 3600),
}
NETWORKED: Mapping[str, Mapping[str, st.SearchStrategy[object]]] = {
    "vpc": {
        "cidr": st.sampled_from(("10.0.0.0/16", "172.16.0.0/19", "192.168.32.0/19")),
        "availability_zones": _NUMBERS(2, 3),
        "gateway_endpoints": st.booleans(),
        "flow_logs": st.booleans(),
    },
    "nat_gateway": {"one_per_zone": st.booleans()},
    "vpc_endpoint": {"service": st.sampled_from(("sqs", "logs", "ecr.api", "s3"))},
    "application_load_balancer": {
        **_BALANCER,
        "idle_timeout_seconds": _NUMBERS(1, 4000),
        "error_alarm_per_5_minutes": _NUMBERS(0, 10_000_000),
        "latency_alarm_ms": _NUMBERS(1, 4_000_000),
    },
    "network_load_balancer": {**_BALANCER, "port": _NUMBERS(1, 65_535), "cross_zone": st.booleans()},
    "fargate_service": {
        "cpu_units": st.sampled_from((256, 512)),
        "memory_mb": st.sampled_from((1024, 2048)),
        "ephemeral_storage_gb": _NUMBERS(20, 200),
        "port": _NUMBERS(1024, 65_535),
        "minimum_tasks": _NUMBERS(1, 3),
        "maximum_tasks": _NUMBERS(3, 1000),
        "cpu_target_percent": _NUMBERS(10, 95),
        "temporary_mb": _NUMBERS(16, 512),
        "user": st.sampled_from(("101", "1000:1000")),
        "container_insights": st.booleans(),
    },
    "auto_scaling_group": {
        "instance_type": st.sampled_from(("t4g.medium", "m7g.xlarge")),
        "minimum_instances": _NUMBERS(0, 3),
        "maximum_instances": _NUMBERS(3, 1000),
        "port": _NUMBERS(1024, 65_535),
        "disk_gb": _NUMBERS(8, 16_384),
        "start_seconds": _NUMBERS(0, 3600),
        "detailed_monitoring": st.booleans(),
    },
}


def places(architecture: Architecture, kind_id: str) -> list[str | None]:
    """Return the boundaries in which a component of the kind may stand; None is outside of all."""
    kind = registry.kind(kind_id)
    inside = [b.id for b in architecture.boundaries if b.tier is not None and b.tier in kind.tiers]
    return [*inside, *([] if kind.needs_network and inside else [None])]
