"""What can be said about a file system."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, JsonValue

from cloudwright.design.catalog.kind import Properties
from cloudwright.design.model.architecture import Environment

PORT = 2049  # NFS
IdleDays = Literal[1, 7, 14, 30, 60, 90, 180, 270, 365]


class FileSystemProperties(Properties):
    """Throughput, classes and safety of a file system. It is encrypted, and refuses mounts without TLS."""

    throughput: Literal["elastic", "bursting"] = Field(
        default="elastic", description="Throughput that is paid as used, or that grows with what is stored"
    )
    infrequent_access_after_days: IdleDays | None = Field(
        default=30, description="Days without use after which a file moves to a cheaper class; none never"
    )
    automatic_backups: bool = Field(
        default=True, description="Let AWS Backup keep a recovery point of each day for 35 days"
    )
    retain: bool = Field(default=True, description="Keep the file system when the stack is deleted")
    io_alarm_percent: Annotated[float, Field(ge=1, le=100)] = Field(
        default=80, description="Use of the operations a second, in percent, above which the alarm sounds"
    )


def defaults(environment: Environment) -> Mapping[str, JsonValue]:
    """Return backups and retention for prod, neither for dev."""
    prod = environment is Environment.PROD
    return {"automatic_backups": prod, "retain": prod}
