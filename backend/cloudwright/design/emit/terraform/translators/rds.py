"""Amazon RDS and Aurora."""

from collections.abc import Iterable

from cloudwright.design.emit.terraform.hcl.tree import (
    Attribute,
    Block,
    Item,
    Token,
    Tuple,
    text,
)
from cloudwright.design.emit.terraform.reader import Reader
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.writers import TAGS, Custom, Inline, Nested

_NEW_BEFORE_OLD = Block(
    "lifecycle", (), (Attribute("create_before_destroy", Token("true"), "A group in use cannot go first."),)
)
_OWN_VERSION = Block(
    "lifecycle",
    (),
    (
        Attribute(
            "ignore_changes",
            Tuple((Token("engine_version"),)),
            "AWS moves on to newer minor versions by itself.",
        ),
    ),
)


def _last_snapshot(reader: Reader, argument: str, *, name: str) -> Iterable[Item]:
    """Write the identifier, and whether a last snapshot is made when the database is deleted."""
    yield reader.argument(argument, name)
    yield Attribute("skip_final_snapshot", Token("false" if reader.resource.snapshot else "true"))
    if reader.resource.snapshot:
        yield Attribute("final_snapshot_identifier", text(f"{reader.literal(name)}-final"))


def _cluster_name(reader: Reader, name: str) -> Iterable[Item]:
    return _last_snapshot(reader, "cluster_identifier", name=name)


def _instance_name(reader: Reader, name: str) -> Iterable[Item]:
    return _last_snapshot(reader, "identifier", name=name)


def _parameters(reader: Reader, name: str) -> Iterable[Item]:
    """Write each parameter as a block; those that need a restart take effect at the next one."""
    why = reader.reasons(name)
    given = reader.child(name)
    for parameter in given.values:
        items = (Attribute("name", text(parameter)), Attribute("value", given.expression(parameter)))
        yield Block("parameter", (), items, why)
        why = ""


SUBNET_GROUP = Translator(
    type="AWS::RDS::DBSubnetGroup",
    resource="aws_db_subnet_group",
    arguments={
        "DBSubnetGroupName": "name",
        "DBSubnetGroupDescription": "description",
        "SubnetIds": "subnet_ids",
        "Tags": TAGS,
    },
    references={"": "name"},
    named="name",
)

CLUSTER_PARAMETERS = Translator(
    type="AWS::RDS::DBClusterParameterGroup",
    resource="aws_rds_cluster_parameter_group",
    arguments={
        "DBClusterParameterGroupName": "name",
        "Description": "description",
        "Family": "family",
        "Parameters": Custom(_parameters),
        "Tags": TAGS,
    },
    references={"": "name"},
    always=(_NEW_BEFORE_OLD,),
    named="name",
)

CLUSTER = Translator(
    type="AWS::RDS::DBCluster",
    resource="aws_rds_cluster",
    arguments={
        "DBClusterIdentifier": Custom(_cluster_name),
        "Engine": "engine",
        "EngineVersion": "engine_version",
        "DatabaseName": "database_name",
        "MasterUsername": "master_username",
        "ManageMasterUserPassword": "manage_master_user_password",
        "MasterUserSecret": Inline({"KmsKeyId": "master_user_secret_kms_key_id"}),
        "EnableIAMDatabaseAuthentication": "iam_database_authentication_enabled",
        "DBSubnetGroupName": "db_subnet_group_name",
        "VpcSecurityGroupIds": "vpc_security_group_ids",
        "DBClusterParameterGroupName": "db_cluster_parameter_group_name",
        "StorageEncrypted": "storage_encrypted",
        "KmsKeyId": "kms_key_id",
        "BackupRetentionPeriod": "backup_retention_period",
        "CopyTagsToSnapshot": "copy_tags_to_snapshot",
        "DeletionProtection": "deletion_protection",
        "EnableCloudwatchLogsExports": "enabled_cloudwatch_logs_exports",
        "ServerlessV2ScalingConfiguration": Nested(
            "serverlessv2_scaling_configuration",
            {"MinCapacity": "min_capacity", "MaxCapacity": "max_capacity"},
        ),
        "Tags": TAGS,
    },
    references={
        "": "cluster_identifier",
        "DBClusterArn": "arn",
        "DBClusterResourceId": "cluster_resource_id",
        "Endpoint.Address": "endpoint",
        "ReadEndpoint.Address": "reader_endpoint",
        "MasterUserSecret.SecretArn": "master_user_secret[0].secret_arn",
    },
    always=(_OWN_VERSION,),
)

CLUSTER_INSTANCE = Translator(
    type="AWS::RDS::DBInstance",
    resource="aws_rds_cluster_instance",
    arguments={
        "DBInstanceIdentifier": "identifier",
        "DBClusterIdentifier": "cluster_identifier",
        "Engine": "engine",
        "DBInstanceClass": "instance_class",
        "AvailabilityZone": "availability_zone",
        "DBSubnetGroupName": "db_subnet_group_name",
        "PubliclyAccessible": "publicly_accessible",
        "AutoMinorVersionUpgrade": "auto_minor_version_upgrade",
        "EnablePerformanceInsights": "performance_insights_enabled",
        "Tags": TAGS,
    },
    references={"": "identifier", "DBInstanceArn": "arn"},
)


def _storage_size(reader: Reader, name: str) -> Iterable[Item]:
    """Write the size, which CloudFormation takes as text, as a number."""
    yield Attribute("allocated_storage", Token(reader.literal(name)), reader.why(name))


INSTANCE = Translator(
    type="AWS::RDS::DBInstance",
    resource="aws_db_instance",
    arguments={
        "DBInstanceIdentifier": Custom(_instance_name),
        "Engine": "engine",
        "EngineVersion": "engine_version",
        "DBInstanceClass": "instance_class",
        "DBName": "db_name",
        "MasterUsername": "username",
        "ManageMasterUserPassword": "manage_master_user_password",
        "MasterUserSecret": Inline({"KmsKeyId": "master_user_secret_kms_key_id"}),
        "EnableIAMDatabaseAuthentication": "iam_database_authentication_enabled",
        "StorageType": "storage_type",
        "AllocatedStorage": Custom(_storage_size),
        "MaxAllocatedStorage": "max_allocated_storage",
        "StorageEncrypted": "storage_encrypted",
        "KmsKeyId": "kms_key_id",
        "MultiAZ": "multi_az",
        "DBSubnetGroupName": "db_subnet_group_name",
        "VPCSecurityGroups": "vpc_security_group_ids",
        "DBParameterGroupName": "parameter_group_name",
        "PubliclyAccessible": "publicly_accessible",
        "AutoMinorVersionUpgrade": "auto_minor_version_upgrade",
        "BackupRetentionPeriod": "backup_retention_period",
        "CopyTagsToSnapshot": "copy_tags_to_snapshot",
        "DeletionProtection": "deletion_protection",
        "EnableCloudwatchLogsExports": "enabled_cloudwatch_logs_exports",
        "EnablePerformanceInsights": "performance_insights_enabled",
        "Tags": TAGS,
    },
    references={
        "": "identifier",
        "DBInstanceArn": "arn",
        "DbiResourceId": "resource_id",
        "Endpoint.Address": "address",
        "MasterUserSecret.SecretArn": "master_user_secret[0].secret_arn",
    },
    always=(_OWN_VERSION,),
    companions=("aws_rds_cluster_instance",),
    instead={"DBClusterIdentifier": CLUSTER_INSTANCE},
)

INSTANCE_PARAMETERS = Translator(
    type="AWS::RDS::DBParameterGroup",
    resource="aws_db_parameter_group",
    arguments={
        "DBParameterGroupName": "name",
        "Description": "description",
        "Family": "family",
        "Parameters": Custom(_parameters),
        "Tags": TAGS,
    },
    references={"": "name"},
    always=(_NEW_BEFORE_OLD,),
    named="name",
)

TRANSLATORS = (SUBNET_GROUP, CLUSTER_PARAMETERS, CLUSTER, INSTANCE, INSTANCE_PARAMETERS)
