"""What can be said about a stream and about a consumer of it."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, JsonValue

from cloudwright.design.catalog.kind import Properties
from cloudwright.design.model.architecture import Environment
from cloudwright.design.model.frozen import Frozen


class StreamProperties(Properties):
    """How much a stream takes, and how long it keeps records for its consumers."""

    capacity_mode: Literal["on_demand", "provisioned"] = Field(
        default="on_demand",
        description="`on_demand` grows with the traffic and is paid by gigabyte; `provisioned` has `shards`",
    )
    shards: Annotated[int, Field(ge=1, le=1000)] = Field(
        default=1, description="Shards of a provisioned stream; each takes 1 MB or 1,000 records a second"
    )
    retention_hours: Annotated[int, Field(ge=24, le=8760)] = Field(
        default=24, description="How long records can be read, in hours; over 24 costs extra"
    )
    iterator_age_alarm_seconds: Annotated[int, Field(ge=10, le=86_400)] = Field(
        default=300, description="How far consumers may be behind, in seconds, before the alarm sounds"
    )
    retain: bool = Field(default=True, description="Keep the stream when the stack is deleted")


class StreamConsumption(Frozen):
    """How a function takes records from a stream."""

    batch_size: Annotated[int, Field(ge=1, le=10_000)] = Field(
        default=100, description="Most records in one run"
    )
    batch_window_seconds: Annotated[int, Field(ge=0, le=300)] = Field(
        default=1, description="How long to wait for a full batch, in seconds"
    )
    maximum_retries: Annotated[int, Field(ge=0, le=10_000)] = Field(
        default=5, description="Tries of a failed batch before its records are given up"
    )
    maximum_record_age_seconds: Annotated[int, Field(ge=60, le=604_800)] = Field(
        default=86_400, description="Age of a record, in seconds, after which it is given up"
    )
    parallel_batches: Annotated[int, Field(ge=1, le=10)] = Field(
        default=1, description="Batches of one shard at a time; order then holds for a partition key only"
    )
    start: Literal["TRIM_HORIZON", "LATEST"] = Field(
        default="TRIM_HORIZON",
        description="Begin with the oldest record kept, or with what comes from now on",
    )


def defaults(environment: Environment) -> Mapping[str, JsonValue]:
    return {"retain": environment is Environment.PROD}
