"""What can be said about load balancers."""

from collections.abc import Mapping
from typing import Annotated, TypeVar

from pydantic import Field, JsonValue

from cloudwright.design.catalog.kind import Properties
from cloudwright.design.model.architecture import Environment


class BalancerProperties(Properties):
    """What holds for load balancers of every type."""

    deletion_protection: bool = Field(
        default=True, description="Refuse to delete the load balancer until this is turned off"
    )
    access_logs: bool = Field(
        default=True, description="Record requests in a bucket of the load balancer's own"
    )
    access_log_retention_days: Annotated[int, Field(ge=1, le=3650)] = Field(
        default=90, description="Days after which access logs are deleted"
    )
    deregistration_delay_seconds: Annotated[int, Field(ge=0, le=3600)] = Field(
        default=30, description="How long a target that leaves may finish its requests, in seconds"
    )


AnyBalancer = TypeVar("AnyBalancer", bound=BalancerProperties)


class ApplicationBalancerProperties(BalancerProperties):
    """Timeouts, logs and alarm thresholds of an application load balancer."""

    idle_timeout_seconds: Annotated[int, Field(ge=1, le=4000)] = Field(
        default=60, description="How long a connection without data stays open, in seconds"
    )
    error_alarm_per_5_minutes: Annotated[int, Field(ge=0, le=10_000_000)] = Field(
        default=10, description="Answers with status 5xx within five minutes that are too many"
    )
    latency_alarm_ms: Annotated[int, Field(ge=1, le=4_000_000)] = Field(
        default=1_000, description="Answer time in ms that one request in twenty may exceed, not more"
    )


class NetworkBalancerProperties(BalancerProperties):
    """Where a network load balancer listens, and what it records."""

    access_logs: bool = Field(
        default=True, description="Record TLS connections in a bucket of the load balancer's own"
    )
    port: Annotated[int, Field(ge=1, le=65_535)] = Field(
        default=443, description="The port on which it listens: TLS with a certificate, else TCP"
    )
    cross_zone: bool = Field(
        default=True, description="Spread connections over the targets of all zones, not only of its own"
    )


def defaults(environment: Environment) -> Mapping[str, JsonValue]:
    """Return protection and logs for 90 days for prod, neither for dev."""
    prod = environment is Environment.PROD
    return {
        "deletion_protection": prod,
        "access_logs": prod,
        "access_log_retention_days": 90 if prod else 7,
    }
