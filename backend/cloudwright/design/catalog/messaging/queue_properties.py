"""What can be said about a queue."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, JsonValue

from cloudwright.design.catalog.kind import Properties
from cloudwright.design.model.architecture import Environment


class QueueProperties(Properties):
    """How long messages are kept and how often they are tried. The order of messages is not kept."""

    retention_seconds: Annotated[int, Field(ge=60, le=1_209_600)] = Field(
        default=345_600, description="How long a message waits to be consumed, in seconds, up to 14 days"
    )
    maximum_receives: Annotated[int, Field(ge=1, le=1000)] = Field(
        default=5, description="How often a message is tried before it goes to the dead-letter queue"
    )
    delay_seconds: Annotated[int, Field(ge=0, le=900)] = Field(
        default=0, description="How long a new message is hidden, in seconds, up to 900"
    )
    maximum_age_alarm_seconds: Annotated[int, Field(ge=60, le=1_209_600)] = Field(
        default=900, description="Age of the oldest message, in seconds, above which the alarm sounds"
    )


def defaults(environment: Environment) -> Mapping[str, JsonValue]:
    """Keep messages four days in prod, one in dev."""
    return {"retention_seconds": 345_600 if environment is Environment.PROD else 86_400}
