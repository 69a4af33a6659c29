"""What can be said about a schedule."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, JsonValue, StringConstraints, model_validator

from cloudwright.design.catalog.kind import Properties
from cloudwright.design.catalog.messaging.schedules import runs_per_month
from cloudwright.design.model.architecture import Environment

TimeZone = Annotated[
    str, StringConstraints(pattern=r"^[A-Z][A-Za-z]+(/[A-Za-z0-9_+-]+){0,2}$", max_length=50)
]


class ScheduleProperties(Properties):
    """When the schedule starts its target, and how often it tries."""

    schedule: Annotated[str, StringConstraints(max_length=256)] = Field(
        default="rate(1 day)",
        description="`rate(5 minutes)` or `cron(0 3 * * ? *)`, in the time zone of the schedule",
    )
    time_zone: TimeZone = Field(
        default="UTC",
        description="The IANA time zone of the schedule: `Europe/Berlin`; summer time is kept",
    )
    flexible_window_minutes: Annotated[int, Field(ge=1, le=1440)] | None = Field(
        default=None,
        description="Start within so many minutes after the time, to spread load; without it at once",
    )
    maximum_retries: Annotated[int, Field(ge=0, le=185)] = Field(
        default=3, description="Tries to start the target after the first"
    )
    maximum_age_seconds: Annotated[int, Field(ge=60, le=86_400)] = Field(
        default=3600, description="How late the target may still be started, in seconds"
    )
    enabled: bool = Field(default=True, description="Whether the schedule starts its target")

    @property
    def schedule_runs_per_month(self) -> Decimal | None:
        """How often the schedule runs in a month of 730 hours."""
        return runs_per_month(self.schedule) if self.enabled else Decimal(0)

    @model_validator(mode="after")
    def _readable_schedule(self) -> Self:
        runs_per_month(self.schedule)
        return self


def defaults(_: Environment) -> Mapping[str, JsonValue]:
    return {}
