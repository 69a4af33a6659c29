"""What can be said about a group of instances."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, JsonValue, model_validator

from cloudwright.design.catalog.functions.properties import LogRetentionDays
from cloudwright.design.catalog.kind import Properties
from cloudwright.design.model.architecture import Environment

# Families with arm64 processors, in sizes that aws-prices.csv has (a test compares them).
InstanceType = Literal[
    "t4g.micro",
    "t4g.small",
    "t4g.medium",
    "t4g.large",
    "t4g.xlarge",
    "t4g.2xlarge",
    "m7g.medium",
    "m7g.large",
    "m7g.xlarge",
    "m7g.2xlarge",
    "m7g.4xlarge",
    "c7g.medium",
    "c7g.large",
    "c7g.xlarge",
    "c7g.2xlarge",
    "c7g.4xlarge",
    "r7g.medium",
    "r7g.large",
    "r7g.xlarge",
    "r7g.2xlarge",
    "r7g.4xlarge",
]


class GroupProperties(Properties):
    """Size and number of instances. They run Amazon Linux 2023 on arm64 and are reached by no SSH."""

    instance_type: InstanceType = Field(default="t4g.medium", description="Size of an instance, arm64")
    minimum_instances: Annotated[int, Field(ge=0, le=1000)] = Field(
        default=2, description="Fewest instances; two survive the loss of a zone"
    )
    maximum_instances: Annotated[int, Field(ge=1, le=1000)] = Field(default=6, description="Most instances")
    cpu_target_percent: Annotated[int, Field(ge=10, le=95)] = Field(
        default=60, description="Average CPU in percent that scaling keeps"
    )
    port: Annotated[int, Field(ge=1024, le=65_535)] = Field(
        default=8080, description="The port on which the application takes requests; without root over 1,023"
    )
    disk_gb: Annotated[int, Field(ge=8, le=16_384)] = Field(
        default=20, description="Encrypted disk of an instance in GB"
    )
    start_seconds: Annotated[int, Field(ge=0, le=3600)] = Field(
        default=180, description="How long a new instance may take until health checks count, in seconds"
    )
    detailed_monitoring: bool = Field(
        default=True, description="Measure every minute, so that scaling reacts within minutes; costs extra"
    )
    log_retention_days: LogRetentionDays = Field(default=90, description="How long logs are kept, in days")
    alarm_percent: Annotated[int, Field(ge=10, le=100)] = Field(
        default=85, description="Average CPU in percent above which an alarm sounds"
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.maximum_instances < self.minimum_instances:
            raise ValueError("maximum_instances is at least minimum_instances")
        return self


def defaults(environment: Environment) -> Mapping[str, JsonValue]:
    """Return at least two instances and 90 days of logs for prod, one and 7 days for dev."""
    if environment is Environment.PROD:
        return {"minimum_instances": 2, "log_retention_days": 90}
    return {"minimum_instances": 1, "log_retention_days": 7, "detailed_monitoring": False}
