"""The resources of an Aurora cluster."""

from collections.abc import Iterator, Mapping
from string import ascii_lowercase

from cloudwright.design.blueprint.graph import Output, Resource, Series, pascal_case
from cloudwright.design.blueprint.values import Pseudo, Ref, ResourceKey, Select, Value
from cloudwright.design.catalog import references
from cloudwright.design.catalog.databases.cluster_properties import ClusterProperties
from cloudwright.design.catalog.databases.engines import (
    AURORA,
    MASTER_USER,
    Engine,
    default_version,
    has_insights,
    parameter_family,
)
from cloudwright.design.catalog.databases.parts import (
    AREA,
    IDENTIFIER_CHARACTERS,
    cluster_parameters,
    kms_key,
    log_groups,
    parameter_group_key,
    subnet_group,
    subnet_group_key,
)
from cloudwright.design.catalog.kind import Element, Gathered, Lowered, LoweringContext
from cloudwright.design.catalog.naming import fitted, physical_name
from cloudwright.design.catalog.networking.networks import required_network, zones
from cloudwright.design.catalog.networking.security_groups import security_group, security_group_key

_SERVERLESS_CLASS = "db.serverless"


def lower_cluster(
    context: LoweringContext, element: Element[ClusterProperties], gathered: Gathered
) -> Lowered:
    """Return the cluster with its instances, and what they stand on."""
    engine = AURORA[element.properties.engine]
    version = default_version(context, "aurora", element.properties.engine)
    family = parameter_family(engine, version)
    logs = log_groups(
        element.id,
        f"/aws/rds/cluster/{_identifier(context, element.id)}",
        logs=engine.logs,
        days=element.properties.log_retention_days,
    )
    return Lowered(
        resources=(
            security_group(context, element.id),
            subnet_group(context, element.id),
            cluster_parameters(context, element.id, engine=engine, family=family),
            *logs,
            Resource(
                key=references.database(element.id),
                type="AWS::RDS::DBCluster",
                properties={
                    **_engine(context, element, engine=engine, version=version),
                    **_place(element.id),
                    **_safety(element, gathered=gathered, engine=engine),
                },
                depends_on=tuple(group.key for group in logs),
                snapshot=element.properties.snapshot_on_delete,
                comments=_COMMENTS,
                area=AREA,
            ),
            *_instances(context, element, engine=engine),
        ),
        outputs=_outputs(element),
    )


_COMMENTS = {
    "ManageMasterUserPassword": "RDS makes the password, keeps it as a secret, and rotates it weekly.",
    "EnableCloudwatchLogsExports": "The log groups exist before the cluster, so that their retention holds.",
}


def _identifier(context: LoweringContext, element_id: str) -> str:
    return physical_name(context, element_id, limit=IDENTIFIER_CHARACTERS)


def _engine(
    context: LoweringContext, element: Element[ClusterProperties], *, engine: Engine, version: str
) -> Mapping[str, Value]:
    wanted = element.properties
    properties: dict[str, Value] = {
        "DBClusterIdentifier": _identifier(context, element.id),
        "Engine": engine.name,
        "EngineVersion": version,
        "DatabaseName": wanted.database_name,
        "MasterUsername": MASTER_USER,
        "ManageMasterUserPassword": True,
        "EnableIAMDatabaseAuthentication": True,
    }
    if wanted.capacity == "serverless":
        properties["ServerlessV2ScalingConfiguration"] = {
            "MinCapacity": wanted.minimum_acu,
            "MaxCapacity": wanted.maximum_acu,
        }
    return properties


def _place(element_id: str) -> Mapping[str, Value]:
    return {
        "DBSubnetGroupName": Ref(subnet_group_key(element_id)),
        "VpcSecurityGroupIds": [Ref(security_group_key(element_id), "GroupId")],
        "DBClusterParameterGroupName": Ref(parameter_group_key(element_id)),
    }


def _safety(
    element: Element[ClusterProperties], *, gathered: Gathered, engine: Engine
) -> Mapping[str, Value]:
    wanted = element.properties
    properties: dict[str, Value] = {
        "StorageEncrypted": True,
        "BackupRetentionPeriod": wanted.backup_retention_days,
        "CopyTagsToSnapshot": True,
        "DeletionProtection": wanted.deletion_protection,
        "EnableCloudwatchLogsExports": list(engine.logs),
    }
    key = kms_key(gathered)
    if key is not None:
        properties |= {"KmsKeyId": key, "MasterUserSecret": {"KmsKeyId": key}}
    return properties


def _instances(
    context: LoweringContext, element: Element[ClusterProperties], *, engine: Engine
) -> Iterator[Resource]:
    """Yield the writer and the readers, each in the zone after the one before."""
    wanted = element.properties
    serverless = wanted.capacity == "serverless"
    instance_class = _SERVERLESS_CLASS if serverless else wanted.instance_class
    network_id = required_network(context.architecture, element.id)
    zone_count = len(zones(context, network_id))
    own_network = not context.architecture.component(network_id).existing
    for number, letter in enumerate(ascii_lowercase[: wanted.readers + 1]):
        properties: dict[str, Value] = {
            "DBInstanceIdentifier": fitted(f"{context.prefix}-{element.id}-{letter}", IDENTIFIER_CHARACTERS),
            "DBClusterIdentifier": Ref(references.database(element.id)),
            "Engine": engine.name,
            "DBInstanceClass": instance_class,
            "DBSubnetGroupName": Ref(subnet_group_key(element.id)),
            "PubliclyAccessible": False,
            "AutoMinorVersionUpgrade": True,
        }
        if has_insights(engine, instance_class):
            properties["EnablePerformanceInsights"] = True
        if own_network:
            properties["AvailabilityZone"] = Select(number % zone_count, Pseudo.AVAILABILITY_ZONES)
        yield Resource(
            key=ResourceKey(element.id, f"instance-{letter}"),
            type="AWS::RDS::DBInstance",
            properties=properties,
            comments={"DBInstanceIdentifier": "Aurora decides which of its instances writes."}
            if number == 0
            else {},
            area=AREA,
            series=Series("instance", letter),
        )


def _outputs(element: Element[ClusterProperties]) -> tuple[Output, ...]:
    name, title = pascal_case(element.id), element.component.title
    key = references.database(element.id)
    return (
        Output(
            name=f"{name}Endpoint",
            description=f"Host name of the writer of '{title}'",
            value=Ref(key, "Endpoint.Address"),
            element_id=element.id,
        ),
        Output(
            name=f"{name}SecretArn",
            description=f"ARN of the secret with the user and password of '{title}'",
            value=Ref(key, "MasterUserSecret.SecretArn"),
            element_id=element.id,
        ),
    )
