"""What can be said about the delivery of a stream of records to a bucket."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, JsonValue, StringConstraints, model_validator

from cloudwright.design.catalog.functions.properties import LogRetentionDays
from cloudwright.design.catalog.kind import Properties
from cloudwright.design.model.architecture import Environment

_SECONDS_PER_MONTH = Decimal(730 * 3600)


class DeliveryProperties(Properties):
    """Where in the bucket records are written, and how many at once."""

    prefix: Annotated[str, StringConstraints(pattern=r"^([A-Za-z0-9_.=-]+/)*$", max_length=200)] = Field(
        default="data/", description="Start of the keys, before year, month, day and hour"
    )
    compression: Literal["GZIP", "UNCOMPRESSED"] = Field(
        default="GZIP", description="How objects are compressed"
    )
    buffer_mb: Annotated[int, Field(ge=1, le=128)] = Field(
        default=64, description="Data collected for one object, in MB, before it is written"
    )
    buffer_seconds: Annotated[int, Field(ge=60, le=900)] = Field(
        default=300, description="Longest wait before an object is written, in seconds"
    )
    freshness_alarm_seconds: Annotated[int, Field(ge=60, le=604_800)] = Field(
        default=1800, description="Age of the oldest record not yet written, in seconds, that raises an alarm"
    )
    log_retention_days: LogRetentionDays = Field(default=90, description="How long logs are kept, in days")

    @model_validator(mode="after")
    def _alarm_after_the_buffer(self) -> Self:
        if self.freshness_alarm_seconds <= self.buffer_seconds:
            raise ValueError(
                "freshness_alarm_seconds must be longer than buffer_seconds, or it always sounds"
            )
        return self

    def objects_per_month(self, megabytes: Decimal) -> Decimal:
        """Return how many objects so much data becomes: by size, or by time when little comes."""
        if not megabytes:
            return Decimal(0)
        return max(megabytes / self.buffer_mb, _SECONDS_PER_MONTH / self.buffer_seconds)


def defaults(environment: Environment) -> Mapping[str, JsonValue]:
    """Return 90 days of logs for prod and 7 for dev."""
    return {"log_retention_days": 90 if environment is Environment.PROD else 7}
