"""The resources of a database instance."""

from collections.abc import Mapping

from cloudwright.design.blueprint.graph import Output, Resource, pascal_case
from cloudwright.design.blueprint.values import Ref, Value
from cloudwright.design.catalog import references
from cloudwright.design.catalog.databases.connections import secret_of
from cloudwright.design.catalog.databases.engines import (
    MASTER_USER,
    RDS,
    Engine,
    default_version,
    has_insights,
    parameter_family,
)
from cloudwright.design.catalog.databases.instance_properties import InstanceProperties
from cloudwright.design.catalog.databases.parts import (
    AREA,
    IDENTIFIER_CHARACTERS,
    instance_parameters,
    kms_key,
    log_groups,
    parameter_group_key,
    subnet_group,
    subnet_group_key,
)
from cloudwright.design.catalog.kind import Element, Gathered, Lowered, LoweringContext
from cloudwright.design.catalog.naming import physical_name
from cloudwright.design.catalog.networking.security_groups import security_group, security_group_key

_COMMENTS = {
    "ManageMasterUserPassword": "RDS makes the password, keeps it as a secret, and rotates it weekly.",
    "EnableCloudwatchLogsExports": "The log groups exist before the instance, so that their retention holds.",
    "MaxAllocatedStorage": "Storage grows by itself up to here, and never shrinks.",
}


def lower_instance(
    context: LoweringContext, element: Element[InstanceProperties], gathered: Gathered
) -> Lowered:
    """Return the instance and what it stands on."""
    engine = RDS[element.properties.engine]
    version = default_version(context, "rds", element.properties.engine)
    identifier = physical_name(context, element.id, limit=IDENTIFIER_CHARACTERS)
    family = parameter_family(engine, version)
    logs = log_groups(
        element.id,
        f"/aws/rds/instance/{identifier}",
        logs=engine.logs,
        days=element.properties.log_retention_days,
    )
    instance = Resource(
        key=references.database(element.id),
        type="AWS::RDS::DBInstance",
        properties={
            "DBInstanceIdentifier": identifier,
            **_engine(element, engine=engine, version=version),
            **_storage(element, gathered=gathered),
            **_place(element),
            **_safety(element, engine=engine),
        },
        depends_on=tuple(group.key for group in logs),
        snapshot=element.properties.snapshot_on_delete,
        comments=_COMMENTS,
        area=AREA,
    )
    return Lowered(
        resources=(
            security_group(context, element.id),
            subnet_group(context, element.id),
            instance_parameters(context, element.id, engine=engine, family=family),
            *logs,
            instance,
        ),
        outputs=_outputs(element),
    )


def _engine(element: Element[InstanceProperties], *, engine: Engine, version: str) -> Mapping[str, Value]:
    wanted = element.properties
    return {
        "Engine": engine.name,
        "EngineVersion": version,
        "DBInstanceClass": wanted.instance_class,
        "DBName": wanted.database_name,
        "MasterUsername": MASTER_USER,
        "ManageMasterUserPassword": True,
        "EnableIAMDatabaseAuthentication": True,
    }


def _storage(element: Element[InstanceProperties], *, gathered: Gathered) -> Mapping[str, Value]:
    wanted = element.properties
    properties: dict[str, Value] = {
        "StorageType": "gp3",
        "AllocatedStorage": str(wanted.storage_gb),
        "MaxAllocatedStorage": wanted.maximum_storage_gb,
        "StorageEncrypted": True,
    }
    key = kms_key(gathered)
    if key is not None:
        properties |= {"KmsKeyId": key, "MasterUserSecret": {"KmsKeyId": key}}
    return properties


def _place(element: Element[InstanceProperties]) -> Mapping[str, Value]:
    return {
        "MultiAZ": element.properties.multi_az,
        "DBSubnetGroupName": Ref(subnet_group_key(element.id)),
        "VPCSecurityGroups": [Ref(security_group_key(element.id), "GroupId")],
        "DBParameterGroupName": Ref(parameter_group_key(element.id)),
        "PubliclyAccessible": False,
    }


def _safety(element: Element[InstanceProperties], *, engine: Engine) -> Mapping[str, Value]:
    wanted = element.properties
    properties: dict[str, Value] = {
        "AutoMinorVersionUpgrade": True,
        "BackupRetentionPeriod": wanted.backup_retention_days,
        "CopyTagsToSnapshot": True,
        "DeletionProtection": wanted.deletion_protection,
        "EnableCloudwatchLogsExports": list(engine.logs),
    }
    if has_insights(engine, wanted.instance_class):
        properties["EnablePerformanceInsights"] = True
    return properties


def _outputs(element: Element[InstanceProperties]) -> tuple[Output, ...]:
    name, title = pascal_case(element.id), element.component.title
    return (
        Output(
            name=f"{name}Endpoint",
            description=f"Host name of '{title}'",
            value=Ref(references.database(element.id), "Endpoint.Address"),
            element_id=element.id,
        ),
        Output(
            name=f"{name}SecretArn",
            description=f"ARN of the secret with the user and password of '{title}'",
            value=secret_of(element.id),
            element_id=element.id,
        ),
    )
