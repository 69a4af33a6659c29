"""Rules about databases, caches and shared files."""

from decimal import Decimal

from builders.computed import a_resource as resource
from builders.computed import a_subject as subject
from builders.golden import golden
from builders.rule_case import Case, Properties, differ
from cloudwright.design.blueprint.values import Ref, ResourceKey
from cloudwright.design.model.architecture import Architecture
from cloudwright.design.review.subject import Subject

_CLUSTER, _INSTANCE = "AWS::RDS::DBCluster", "AWS::RDS::DBInstance"
_GROUP, _FILES = "AWS::ElastiCache::ReplicationGroup", "AWS::EFS::FileSystem"
_ENCRYPTED: Properties = {"AtRestEncryptionEnabled": True, "TransitEncryptionEnabled": True}


def _cluster_with(instances: int) -> Subject:
    members = (
        resource(_INSTANCE, {"DBClusterIdentifier": Ref(ResourceKey("thing", "main"))}, part=f"instance-{n}")
        for n in range(instances)
    )
    return subject(resource(_CLUSTER), *members)


def _reading(*without: str, times: str = "1") -> Subject:
    """Return the golden design whose handler mostly reads; `without` are elements that it lacks."""
    design = golden("private-data")
    connections = tuple(
        c.model_copy(update={"per_call": Decimal(100)})
        if (c.source, c.verb, c.target) == ("order-handler", "reads", "order-connections")
        else c
        for c in design.connections
        if not {c.source, c.target} & set(without)
    )
    components = tuple(
        c.model_copy(update={"properties": {"readers": 0}}) if c.id == "orders" else c
        for c in design.components
        if c.id not in without
    )
    changed = design.model_copy(update={"components": components, "connections": connections})
    return subject(
        architecture=Architecture.model_validate(changed.model_dump()),
        assumptions={"requests_per_month": times},
    )


DATABASE_CASES = (
    differ("CW-RDS-001", _CLUSTER, {"StorageEncrypted": False}, {"StorageEncrypted": True}),
    differ("CW-RDS-002", _INSTANCE, {"PubliclyAccessible": True}, {"PubliclyAccessible": False}),
    Case("CW-RDS-003", _cluster_with(instances=1), _cluster_with(instances=2)),
    differ("CW-RDS-003", _INSTANCE, {"MultiAZ": False}, {"MultiAZ": True}),
    differ("CW-RDS-004", _INSTANCE, {"BackupRetentionPeriod": 6}, {"BackupRetentionPeriod": 7}),
    differ("CW-RDS-005", _CLUSTER, {}, {"DeletionProtection": True}),
    differ("CW-RDS-006", _CLUSTER, {}, {"EnableCloudwatchLogsExports": ["postgresql"]}),
    differ("CW-RDS-007", _INSTANCE, {"MasterUserPassword": "x"}, {"ManageMasterUserPassword": True}),
    differ("CW-RDS-008", _CLUSTER, {"MasterUsername": "postgres"}, {"MasterUsername": "app_owner"}),
    differ("CW-RDS-009", _CLUSTER, {}, {"EnableIAMDatabaseAuthentication": True}),
    differ(
        "CW-RDS-010",
        "AWS::RDS::DBParameterGroup",
        {"Parameters": {"rds.force_ssl": "0"}},
        {"Parameters": {"rds.force_ssl": "1"}},
    ),
    differ("CW-RDS-011", "AWS::RDS::DBProxy", {"RequireTLS": False}, {"RequireTLS": True}),
    Case("CW-RDS-012", _reading("prices", times="2000000"), _reading(times="2000000")),
    Case("CW-RDS-012", _reading("prices", times="2000000"), _reading("prices", times="2000")),
    differ("CW-ECH-001", _GROUP, {**_ENCRYPTED, "TransitEncryptionEnabled": False}, _ENCRYPTED),
    differ("CW-ECH-002", _GROUP, {"AutomaticFailoverEnabled": False}, {"AutomaticFailoverEnabled": True}),
    differ("CW-ECH-003", _GROUP, {"SnapshotRetentionLimit": 0}, {"SnapshotRetentionLimit": 1}),
    differ("CW-EFS-001", _FILES, {}, {"Encrypted": True}),
    differ(
        "CW-EFS-002",
        _FILES,
        {"BackupPolicy": {"Status": "DISABLED"}},
        {"BackupPolicy": {"Status": "ENABLED"}},
    ),
    differ("CW-EFS-003", "AWS::EFS::AccessPoint", {}, {"PosixUser": {"Uid": "1000", "Gid": "1000"}}),
)
