"""What can be said about a service of containers."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, JsonValue, model_validator

from cloudwright.design.catalog.containers.sizes import allowed_memory, fits
from cloudwright.design.catalog.functions.properties import LogRetentionDays
from cloudwright.design.catalog.kind import Properties
from cloudwright.design.model.architecture import Environment

CpuUnits = Literal[256, 512, 1024, 2048, 4096, 8192, 16384]


class FargateProperties(Properties):
    """Size, number and port of the tasks of a service. They run on arm64 without root."""

    cpu_units: CpuUnits = Field(default=512, description="Processor of a task; 1,024 units are one vCPU")
    memory_mb: Annotated[int, Field(ge=512, le=122_880)] = Field(
        default=1024, description="Memory of a task in MB; which sizes there are depends on `cpu_units`"
    )
    ephemeral_storage_gb: Annotated[int, Field(ge=20, le=200)] = Field(
        default=20, description="Disk of a task in GB, 20 to 200; up to 20 are free"
    )
    port: Annotated[int, Field(ge=1024, le=65_535)] = Field(
        default=8080,
        description="The port on which the container takes requests; the placeholder image knows 8080 only",
    )
    minimum_tasks: Annotated[int, Field(ge=1, le=1000)] = Field(
        default=2, description="Fewest tasks; two survive the loss of a zone"
    )
    maximum_tasks: Annotated[int, Field(ge=1, le=1000)] = Field(default=6, description="Most tasks")
    cpu_target_percent: Annotated[int, Field(ge=10, le=95)] = Field(
        default=60, description="Average CPU in percent that scaling keeps"
    )
    messages_per_task: Annotated[int, Field(ge=1, le=100_000)] = Field(
        default=100,
        description="Waiting messages for each task that scaling keeps, where it consumes a queue",
    )
    temporary_mb: Annotated[int, Field(ge=16, le=4096)] = Field(
        default=64, description="Memory in MB for files under /tmp, the only place that can be written"
    )
    user: Annotated[str, Field(pattern=r"^[1-9][0-9]{0,4}(:[1-9][0-9]{0,4})?$")] = Field(
        default="101", description="Number of the user (and group) that the container runs as, never root"
    )
    start_seconds: Annotated[int, Field(ge=0, le=3600)] = Field(
        default=60, description="How long a new task may take until health checks count, in seconds"
    )
    container_insights: bool = Field(
        default=True, description="Measure tasks, their memory and network; raises the alarm of missing tasks"
    )
    log_retention_days: LogRetentionDays = Field(default=90, description="How long logs are kept, in days")
    alarm_percent: Annotated[int, Field(ge=10, le=100)] = Field(
        default=85, description="Average CPU or memory in percent above which an alarm sounds"
    )

    @model_validator(mode="after")
    def _sizes_fit(self) -> Self:
        if not fits(self.cpu_units, self.memory_mb):
            raise ValueError(
                f"with cpu_units {self.cpu_units}, memory_mb is {allowed_memory(self.cpu_units)}"
            )
        if self.maximum_tasks < self.minimum_tasks:
            raise ValueError("maximum_tasks is at least minimum_tasks")
        if self.temporary_mb * 2 > self.memory_mb:
            raise ValueError("temporary_mb is taken from memory_mb: at most half of it")
        return self


def defaults(environment: Environment) -> Mapping[str, JsonValue]:
    """Return at least two tasks and 90 days of logs for prod, one small task and 7 days for dev."""
    if environment is Environment.PROD:
        return {"minimum_tasks": 2, "log_retention_days": 90}
    return {"minimum_tasks": 1, "log_retention_days": 7}
