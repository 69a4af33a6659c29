"""What can be said about an Aurora cluster."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, JsonValue, StringConstraints, model_validator

from cloudwright.design.catalog.databases.engines import EngineName
from cloudwright.design.catalog.functions.properties import LogRetentionDays
from cloudwright.design.catalog.kind import Properties
from cloudwright.design.model.architecture import Environment

DatabaseName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
CapacityUnits = Annotated[float, Field(ge=0, le=256, multiple_of=0.5)]
ClusterClass = Literal[
    "db.t4g.medium",
    "db.t4g.large",
    "db.r6g.large",
    "db.r6g.xlarge",
    "db.r6g.2xlarge",
    "db.r7g.large",
    "db.r7g.xlarge",
    "db.r7g.2xlarge",
]


class ClusterProperties(Properties):
    """Engine, capacity and safety of a cluster. Storage grows by itself and is kept in three zones."""

    engine: EngineName = Field(default="postgresql", description="Which database it is compatible with")
    database_name: DatabaseName = Field(
        default="app", description="Name of the database that is made at first"
    )
    capacity: Literal["serverless", "provisioned"] = Field(
        default="serverless", description="Capacity that follows the load, or instances of a fixed size"
    )
    minimum_acu: CapacityUnits = Field(
        default=0.5,
        description="Least ACU of an instance (2 GiB of memory each); 0 pauses it when idle, without a proxy",
    )
    maximum_acu: Annotated[float, Field(ge=1, le=256, multiple_of=0.5)] = Field(
        default=8, description="Most capacity of an instance in ACU"
    )
    instance_class: ClusterClass = Field(
        default="db.r6g.large", description="Size of each instance, when capacity is provisioned"
    )
    readers: Annotated[int, Field(ge=0, le=15)] = Field(
        default=1, description="Readers beside the writer, in other zones; one of them takes over from it"
    )
    backup_retention_days: Annotated[int, Field(ge=1, le=35)] = Field(
        default=14, description="Days back to which the cluster can be restored, to the second; 1 to 35"
    )
    deletion_protection: bool = Field(default=True, description="Refuse to delete the cluster")
    snapshot_on_delete: bool = Field(
        default=True, description="Keep a last snapshot when the cluster is deleted"
    )
    log_retention_days: LogRetentionDays = Field(default=90, description="How long logs are kept, in days")
    cpu_alarm_percent: Annotated[float, Field(ge=1, le=100)] = Field(
        default=80, description="Use of the processors, in percent, above which the alarm sounds"
    )
    free_memory_alarm_mb: Annotated[int, Field(ge=16, le=1_000_000)] = Field(
        default=256, description="Free memory of an instance, in MB, below which the alarm sounds"
    )
    connections_alarm: Annotated[int, Field(ge=1, le=16_000)] = Field(
        default=400, description="Connections to an instance above which the alarm sounds"
    )
    replica_lag_alarm_ms: Annotated[int, Field(ge=20, le=600_000)] = Field(
        default=1000, description="How far a reader may be behind, in ms, before the alarm sounds"
    )

    @model_validator(mode="after")
    def _least_is_least(self) -> Self:
        if self.minimum_acu > self.maximum_acu:
            raise ValueError("minimum_acu is above maximum_acu")
        return self


def defaults(environment: Environment) -> Mapping[str, JsonValue]:
    """Return a writer and a reader with 14 days of backups for prod; for dev a writer that pauses."""
    if environment is Environment.PROD:
        return {}
    return {
        "minimum_acu": 0,
        "maximum_acu": 2,
        "instance_class": "db.t4g.medium",
        "readers": 0,
        "backup_retention_days": 7,
        "deletion_protection": False,
        "snapshot_on_delete": False,
        "log_retention_days": 7,
    }
