"""What can be said about a workflow and about one of its steps."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, JsonValue, model_validator

from cloudwright.design.catalog.functions.properties import LogRetentionDays
from cloudwright.design.catalog.kind import Properties
from cloudwright.design.model.architecture import Environment
from cloudwright.design.model.frozen import Frozen

LONGEST_EXPRESS_SECONDS = 300


class WorkflowProperties(Properties):
    """How a workflow runs. Its steps are the functions that it invokes, by their `order`."""

    type: Literal["standard", "express"] = Field(
        default="standard",
        description="`standard` keeps the history of each step; `express` is cheap and short",
    )
    timeout_seconds: Annotated[int, Field(ge=1, le=31_536_000)] = Field(
        default=300, description="Longest run of the whole workflow, in seconds; express at most 300"
    )
    log_retention_days: LogRetentionDays = Field(default=90, description="How long logs are kept, in days")
    log_execution_data: bool = Field(
        default=False, description="Also log what the steps got and gave, which may be personal data"
    )

    @model_validator(mode="after")
    def _express_is_short(self) -> Self:
        if self.type == "express" and self.timeout_seconds > LONGEST_EXPRESS_SECONDS:
            raise ValueError(f"an express workflow runs {LONGEST_EXPRESS_SECONDS} s at most")
        return self


class StepSettings(Frozen):
    """The place of a step in the workflow, its retries, and what it undoes."""

    order: Annotated[int, Field(ge=1, le=999)] = Field(
        default=1, description="Place among the steps; equal places go by the function's id"
    )
    retries: Annotated[int, Field(ge=0, le=20)] = Field(
        default=3, description="Tries after the first when Lambda is busy or fails for a moment"
    )
    first_retry_seconds: Annotated[int, Field(ge=1, le=3600)] = Field(
        default=2, description="Wait before the first retry, in seconds"
    )
    backoff_rate: Annotated[float, Field(ge=1, le=10)] = Field(
        default=2, description="How many times longer each further wait is"
    )
    compensates: str | None = Field(
        default=None,
        description="Id of the function whose step this one undoes when that step or a later one fails",
    )


def defaults(environment: Environment) -> Mapping[str, JsonValue]:
    """Return 90 days of logs for prod and 7 for dev."""
    return {"log_retention_days": 90 if environment is Environment.PROD else 7}
