"""What every database stands on: its subnets, its log groups, and the key that encrypts it."""

from collections.abc import Sequence

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Ref, ResourceKey
from cloudwright.design.catalog import slots
from cloudwright.design.catalog.databases.engines import Engine
from cloudwright.design.catalog.kind import Gathered, LoweringContext
from cloudwright.design.catalog.naming import physical_name
from cloudwright.design.catalog.networking.networks import subnets_of

AREA = "database"
IDENTIFIER_CHARACTERS = 63  # of clusters and instances (aws-limits.csv: RDS instance_identifier_max)
_GROUP_CHARACTERS = 255


def subnet_group_key(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "subnets")


def subnet_group(context: LoweringContext, element_id: str) -> Resource:
    """Return the group of subnets, one for each zone, in which instances may stand."""
    return Resource(
        key=subnet_group_key(element_id),
        type="AWS::RDS::DBSubnetGroup",
        properties={
            "DBSubnetGroupName": physical_name(context, element_id, limit=_GROUP_CHARACTERS),
            "DBSubnetGroupDescription": f"Subnets of {element_id}",
            "SubnetIds": subnets_of(context, element_id),
        },
        area=AREA,
    )


def parameter_group_key(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "parameters")


def cluster_parameters(context: LoweringContext, element_id: str, *, engine: Engine, family: str) -> Resource:
    return _parameters("DBClusterParameterGroup", context, element_id, engine=engine, family=family)


def instance_parameters(
    context: LoweringContext, element_id: str, *, engine: Engine, family: str
) -> Resource:
    return _parameters("DBParameterGroup", context, element_id, engine=engine, family=family)


def _parameters(
    group: str, context: LoweringContext, element_id: str, *, engine: Engine, family: str
) -> Resource:
    return Resource(
        key=parameter_group_key(element_id),
        type=f"AWS::RDS::{group}",
        properties={
            f"{group}Name": _parameter_group_name(context, element_id, family=family),
            "Description": f"Parameters of {element_id}",
            "Family": family,
            "Parameters": dict(engine.parameters),
        },
        comments={"Parameters": "Connections without TLS are refused; what takes over a second is logged."},
        area=AREA,
    )


def _parameter_group_name(context: LoweringContext, element_id: str, *, family: str) -> str:
    """Return a name that changes with the family: a group in use cannot be replaced under its own name."""
    return physical_name(context, f"{element_id}-{family.replace('.', '-')}", limit=_GROUP_CHARACTERS)


def log_groups(element_id: str, path: str, *, logs: Sequence[str], days: int) -> tuple[Resource, ...]:
    """Return a log group for each exported log; `path` is that of the database in CloudWatch."""
    return tuple(
        Resource(
            key=ResourceKey(element_id, f"{log}-logs"),
            type="AWS::Logs::LogGroup",
            properties={"LogGroupName": f"{path}/{log}", "RetentionInDays": days},
            area=AREA,
        )
        for log in logs
    )


def kms_key(gathered: Gathered) -> Ref | None:
    """Return the ARN of the key that encrypts the element, if the design has one."""
    return next((key for key in gathered.slot(slots.KMS_KEY) if isinstance(key, Ref)), None)
