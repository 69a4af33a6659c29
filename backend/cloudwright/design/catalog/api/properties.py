"""The properties of an HTTP API."""

from typing import Annotated, Literal

from pydantic import Field

from cloudwright.design.catalog.kind import Properties

RetentionDays = Literal[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 3653]


class ApiProperties(Properties):
    throttle_rate_per_second: Annotated[int, Field(ge=1, le=10_000)] = Field(
        default=50, description="Calls a second that are let through on average; more get status 429."
    )
    throttle_burst: Annotated[int, Field(ge=1, le=5_000)] = Field(
        default=100, description="Calls that may come at once above the average."
    )
    log_retention_days: RetentionDays = Field(
        default=14, description="Days for which the access log is kept."
    )
    detailed_metrics: bool = Field(
        default=False, description="Publish metrics for each route; each is a custom metric that costs money."
    )
    browser_origins: tuple[str, ...] = Field(
        default=("*",),
        min_length=1,
        max_length=20,
        description="Origins of the web pages that may call the API when no distribution is in front of it.",
    )
    error_rate_alarm_percent: Annotated[float, Field(gt=0, le=100)] = Field(
        default=1, description="Share of calls answered with 5xx that raises an alarm."
    )
    latency_alarm_ms: Annotated[int, Field(ge=10, le=30_000)] = Field(
        default=1_000,
        description="95th percentile of the answer time, in ms, that raises an alarm.",
    )
