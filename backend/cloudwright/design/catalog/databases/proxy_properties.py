"""What can be said about a proxy in front of a database."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, JsonValue

from cloudwright.design.catalog.functions.properties import LogRetentionDays
from cloudwright.design.catalog.kind import Properties
from cloudwright.design.model.architecture import Environment


class ProxyProperties(Properties):
    """How clients sign in and how many connections they share. Connections without TLS are refused."""

    iam_authentication: bool = Field(
        default=True,
        description="Let code sign in by its role, without any password; else by the database's secret",
    )
    idle_client_timeout_seconds: Annotated[int, Field(ge=1, le=28_800)] = Field(
        default=1800, description="How long a connection may do nothing, in seconds, before it is closed"
    )
    maximum_connections_percent: Annotated[int, Field(ge=1, le=100)] = Field(
        default=90, description="Share of the database's connections that the proxy may open, in percent"
    )
    borrow_timeout_seconds: Annotated[int, Field(ge=0, le=300)] = Field(
        default=30, description="How long a client waits for a free connection, in seconds"
    )
    client_connections_alarm: Annotated[int, Field(ge=1, le=1_000_000)] = Field(
        default=2000, description="Connections of clients above which the alarm sounds"
    )
    log_retention_days: LogRetentionDays = Field(default=90, description="How long logs are kept, in days")


def defaults(environment: Environment) -> Mapping[str, JsonValue]:
    """Return 90 days of logs for prod and 7 for dev."""
    return {"log_retention_days": 90 if environment is Environment.PROD else 7}
