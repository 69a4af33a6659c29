"""What can be said about APIs."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from cloudwright.design.catalog.kind import Properties

RetentionDays = Literal[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 3653]
PartnerName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,30}[a-z0-9]$")]


class ThrottledProperties(Properties):
    """What every API has: a limit of its own, and a log."""

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


class AnsweringProperties(ThrottledProperties):
    """An API that answers each call, and is watched for wrong and slow answers."""

    error_rate_alarm_percent: Annotated[float, Field(gt=0, le=100)] = Field(
        default=1, description="Share of calls answered with 5xx that raises an alarm."
    )
    latency_alarm_ms: Annotated[int, Field(ge=10, le=30_000)] = Field(
        default=1_000,
        description="95th percentile of the answer time, in ms, that raises an alarm.",
    )


class ApiProperties(AnsweringProperties):
    browser_origins: tuple[str, ...] = Field(
        default=("*",),
        min_length=1,
        max_length=20,
        description="Origins of the web pages that may call the API when no distribution is in front of it.",
    )


class RestApiProperties(AnsweringProperties):
    """Partners with keys and quotas, and a cache, beside what every API has."""

    cache_size_gb: Literal["none", "0.5", "1.6", "6.1", "13.5", "237"] = Field(
        default="none", description="Size of the cache for answers to GET, in GB; it is paid by the hour."
    )
    cache_ttl_seconds: Annotated[int, Field(ge=1, le=3600)] = Field(
        default=300, description="How long an answer is kept in the cache, in seconds."
    )
    partners: tuple[PartnerName, ...] = Field(
        default=(),
        max_length=20,
        description="Partners that get an API key each; then every route that is not public wants one.",
    )
    partner_quota_per_day: Annotated[int, Field(ge=1, le=1_000_000_000)] = Field(
        default=100_000, description="Calls a day that each partner may make."
    )
    partner_rate_per_second: Annotated[int, Field(ge=1, le=10_000)] = Field(
        default=20, description="Calls a second that each partner may make on average."
    )
    partner_burst: Annotated[int, Field(ge=1, le=5_000)] = Field(
        default=40, description="Calls of one partner that may come at once above the average."
    )


class WebSocketProperties(ThrottledProperties):
    """How the messages of an open connection find their function."""

    route_by: Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,63}$")] = Field(
        default="action", description="Field of a JSON message that names its route; others go to $default."
    )
