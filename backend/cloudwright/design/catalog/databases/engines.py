"""The database engines: how AWS calls them, how clients reach them, and how they are hardened."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cloudwright.design.catalog.kind import LoweringContext

EngineName = Literal["postgresql", "mysql"]
# Neither `admin` nor `postgres`, which attackers try first; a reserved word in neither engine.
MASTER_USER = "app_owner"


@dataclass(frozen=True, slots=True)
class Engine:
    """`logs` are exported to CloudWatch; `parameters` force TLS and log what takes over a second."""

    name: str  # AWS's own, as in AWS::RDS::DBCluster Engine
    port: int
    logs: tuple[str, ...]
    parameters: Mapping[str, str]
    version_parts: int  # how many parts of the version name the family of parameters
    proxy_family: str


_POSTGRESQL_PARAMETERS = {"log_min_duration_statement": "1000", "rds.force_ssl": "1"}
_MYSQL_PARAMETERS = {"long_query_time": "1", "require_secure_transport": "ON", "slow_query_log": "1"}

AURORA: Mapping[EngineName, Engine] = {
    "postgresql": Engine(
        name="aurora-postgresql",
        port=5432,
        logs=("postgresql",),
        parameters=_POSTGRESQL_PARAMETERS,
        version_parts=1,
        proxy_family="POSTGRESQL",
    ),
    "mysql": Engine(
        name="aurora-mysql",
        port=3306,
        logs=("error", "slowquery"),
        parameters=_MYSQL_PARAMETERS,
        version_parts=2,
        proxy_family="MYSQL",
    ),
}
RDS: Mapping[EngineName, Engine] = {
    "postgresql": Engine(
        name="postgres",
        port=5432,
        logs=("postgresql", "upgrade"),
        parameters=_POSTGRESQL_PARAMETERS,
        version_parts=1,
        proxy_family="POSTGRESQL",
    ),
    "mysql": Engine(
        name="mysql",
        port=3306,
        logs=("error", "slowquery"),
        parameters=_MYSQL_PARAMETERS,
        version_parts=2,
        proxy_family="MYSQL",
    ),
}

# Memory that Performance Insights needs is missing there
# (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_PerfInsights.Overview.Engines.html).
_TOO_SMALL = {
    "aurora-mysql": ("db.t3.", "db.t4g."),
    "mysql": ("db.t3.micro", "db.t3.small", "db.t4g.micro", "db.t4g.small"),
}


def default_version(context: LoweringContext, service: str, engine: EngineName) -> str:
    """Return the version that the dated facts choose; `service` is `aurora` or `rds`."""
    return context.runtimes[f"{service}.{engine}"].partition(" ")[2]


def parameter_family(engine: Engine, version: str) -> str:
    """Return the family of parameter groups: `aurora-postgresql17`, `mysql8.4`."""
    return engine.name + ".".join(version.split(".")[: engine.version_parts])


def has_insights(engine: Engine, instance_class: str) -> bool:
    """Say whether Performance Insights works on the class; 7 days of it are free."""
    return not instance_class.startswith(_TOO_SMALL.get(engine.name, ()))
