"""What can be said about a function."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, JsonValue

from cloudwright.design.catalog.kind import Properties
from cloudwright.design.model.architecture import Environment

LogRetentionDays = Literal[
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653
]
DEFAULT_TIMEOUT_SECONDS = 15


class FunctionProperties(Properties):
    """Memory, time and logs of a function. It runs on arm64 and traces its calls."""

    memory_mb: Annotated[int, Field(ge=128, le=10_240)] = Field(
        default=256, description="Memory in MB, 128 to 10,240; processor time grows with it"
    )
    timeout_seconds: Annotated[int, Field(ge=1, le=900)] = Field(
        default=DEFAULT_TIMEOUT_SECONDS, description="Longest run in seconds, 1 to 900"
    )
    ephemeral_storage_mb: Annotated[int, Field(ge=512, le=10_240)] = Field(
        default=512, description="Disk under /tmp in MB, 512 to 10,240; up to 512 is free"
    )
    reserved_concurrency: Annotated[int, Field(ge=0, le=1000)] | None = Field(
        default=None, description="Runs at one time, kept for and limited to this function; 0 stops it"
    )
    average_duration_ms: Annotated[int, Field(ge=1, le=900_000)] | None = Field(
        default=None, description="Average run in ms for the price; without it the general assumption counts"
    )
    log_retention_days: LogRetentionDays = Field(default=90, description="How long logs are kept, in days")
    log_level: Literal["DEBUG", "INFO", "WARN", "ERROR"] = Field(
        default="INFO", description="Least severe application log that is kept"
    )


def defaults(environment: Environment) -> Mapping[str, JsonValue]:
    """Return 90 days of logs for prod and 7 for dev."""
    return {"log_retention_days": 90 if environment is Environment.PROD else 7}
