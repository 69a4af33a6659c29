"""What can be said about a cache."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, JsonValue

from cloudwright.design.catalog.kind import Properties
from cloudwright.design.model.architecture import Environment

PORT = 6379
NodeType = Literal[
    "cache.t4g.micro",
    "cache.t4g.small",
    "cache.t4g.medium",
    "cache.m6g.large",
    "cache.m7g.large",
    "cache.m7g.xlarge",
    "cache.r6g.large",
    "cache.r6g.xlarge",
    "cache.r7g.large",
    "cache.r7g.xlarge",
]


class CacheProperties(Properties):
    """Size and safety of a Valkey cache. It is encrypted at rest, and refuses connections without TLS."""

    capacity: Literal["nodes", "serverless"] = Field(
        default="nodes", description="Nodes of a fixed size, or capacity that follows the load"
    )
    node_type: NodeType = Field(
        default="cache.t4g.medium", description="Size of each node, when capacity is nodes"
    )
    replicas: Annotated[int, Field(ge=0, le=5)] = Field(
        default=1, description="Copies in other zones, one of which takes over by itself; 0 to 5"
    )
    maximum_data_gb: Annotated[int, Field(ge=1, le=5000)] = Field(
        default=10, description="Most data of a serverless cache, in GB: a limit to its cost"
    )
    maximum_ecpu_per_second: Annotated[int, Field(ge=1000, le=15_000_000)] = Field(
        default=5000, description="Most processing units a second of a serverless cache: a limit to its cost"
    )
    snapshot_retention_days: Annotated[int, Field(ge=0, le=35)] = Field(
        default=7, description="How long a snapshot of each day is kept, in days; 0 makes none"
    )
    snapshot_on_delete: bool = Field(
        default=True, description="Keep a last snapshot when a cache of nodes is deleted"
    )
    cpu_alarm_percent: Annotated[float, Field(ge=1, le=100)] = Field(
        default=80, description="Use of the engine's processor, in percent, above which the alarm sounds"
    )
    memory_alarm_percent: Annotated[float, Field(ge=1, le=100)] = Field(
        default=80, description="Use of memory, in percent, above which the alarm sounds"
    )
    evictions_alarm: Annotated[int, Field(ge=0, le=1_000_000_000)] = Field(
        default=1000, description="Entries thrown out in 5 minutes above which the alarm sounds"
    )


def defaults(environment: Environment) -> Mapping[str, JsonValue]:
    """Return a replica and a week of snapshots for prod, one small node for dev."""
    if environment is Environment.PROD:
        return {}
    return {
        "node_type": "cache.t4g.micro",
        "replicas": 0,
        "maximum_data_gb": 1,
        "maximum_ecpu_per_second": 1000,
        "snapshot_retention_days": 0,
        "snapshot_on_delete": False,
    }
