"""What can be said about a backup plan."""

from typing import Annotated, Literal

from pydantic import Field

from cloudwright.design.catalog.kind import Properties

CopyRegion = Literal[
    "none", "us-east-1", "us-west-2", "eu-west-1", "eu-central-1", "ap-southeast-1", "ap-northeast-1"
]


class BackupProperties(Properties):
    """When recovery points are made, how long they are kept, and whether they are copied elsewhere."""

    hour_utc: Annotated[int, Field(ge=0, le=23)] = Field(
        default=3, description="Hour of the day at which backups start, in UTC."
    )
    daily_retention_days: Annotated[int, Field(ge=1, le=3650)] = Field(
        default=35, description="Days for which the recovery point of each day is kept."
    )
    weekly_retention_days: Annotated[int, Field(ge=0, le=3650)] = Field(
        default=90, description="Days for which a recovery point of each Sunday is kept; 0: none is made."
    )
    copy_region: CopyRegion = Field(
        default="none", description="Region to which each recovery point is copied, against a lost Region."
    )
    retain: bool = Field(
        default=True, description="Keep the vault and its recovery points when the stack is deleted."
    )
