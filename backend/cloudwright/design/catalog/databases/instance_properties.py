"""What can be said about a database instance."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, JsonValue, model_validator

from cloudwright.design.catalog.databases.cluster_properties import DatabaseName
from cloudwright.design.catalog.databases.engines import EngineName
from cloudwright.design.catalog.functions.properties import LogRetentionDays
from cloudwright.design.catalog.kind import Properties
from cloudwright.design.model.architecture import Environment

InstanceClass = Literal[
    "db.t4g.micro",
    "db.t4g.small",
    "db.t4g.medium",
    "db.t4g.large",
    "db.m6g.large",
    "db.m6g.xlarge",
    "db.m6g.2xlarge",
    "db.m7g.large",
    "db.m7g.xlarge",
    "db.r6g.large",
    "db.r6g.xlarge",
    "db.r6g.2xlarge",
]


class InstanceProperties(Properties):
    """Engine, size and safety of an instance. Its storage is gp3, and it runs on arm64."""

    engine: EngineName = Field(default="postgresql", description="Which database it is")
    database_name: DatabaseName = Field(
        default="app", description="Name of the database that is made at first"
    )
    instance_class: InstanceClass = Field(default="db.m6g.large", description="Size of the instance")
    multi_az: bool = Field(
        default=True, description="Keep a copy in another zone that takes over within one or two minutes"
    )
    storage_gb: Annotated[int, Field(ge=20, le=65_536)] = Field(
        default=50, description="Storage at first, in GB"
    )
    maximum_storage_gb: Annotated[int, Field(ge=22, le=65_536)] = Field(
        default=200, description="To how many GB storage grows by itself, at least a tenth above storage_gb"
    )
    backup_retention_days: Annotated[int, Field(ge=1, le=35)] = Field(
        default=14, description="Days back to which the database can be restored, to five minutes; 1 to 35"
    )
    deletion_protection: bool = Field(default=True, description="Refuse to delete the instance")
    snapshot_on_delete: bool = Field(
        default=True, description="Keep a last snapshot when the instance is deleted"
    )
    log_retention_days: LogRetentionDays = Field(default=90, description="How long logs are kept, in days")
    cpu_alarm_percent: Annotated[float, Field(ge=1, le=100)] = Field(
        default=80, description="Use of the processors, in percent, above which the alarm sounds"
    )
    free_memory_alarm_mb: Annotated[int, Field(ge=16, le=1_000_000)] = Field(
        default=256, description="Free memory, in MB, below which the alarm sounds"
    )
    free_storage_alarm_gb: Annotated[int, Field(ge=1, le=10_000)] = Field(
        default=5, description="Free storage, in GB, below which the alarm sounds"
    )
    connections_alarm: Annotated[int, Field(ge=1, le=16_000)] = Field(
        default=400, description="Connections above which the alarm sounds"
    )

    @model_validator(mode="after")
    def _room_to_grow(self) -> Self:
        if self.maximum_storage_gb * 10 < self.storage_gb * 11:
            raise ValueError("maximum_storage_gb is less than a tenth above storage_gb")
        return self


def defaults(environment: Environment) -> Mapping[str, JsonValue]:
    """Return two zones and 14 days of backups for prod, one small instance for dev."""
    if environment is Environment.PROD:
        return {}
    return {
        "instance_class": "db.t4g.micro",
        "multi_az": False,
        "storage_gb": 20,
        "maximum_storage_gb": 100,
        "backup_retention_days": 7,
        "deletion_protection": False,
        "snapshot_on_delete": False,
        "log_retention_days": 7,
        "free_memory_alarm_mb": 64,
        "connections_alarm": 60,
    }
