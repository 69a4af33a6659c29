"""Amazon ElastiCache."""

from collections.abc import Iterable

from cloudwright.design.emit.terraform.hcl.tree import Attribute, Item, text
from cloudwright.design.emit.terraform.reader import Reader
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.writers import TAGS, Custom, Nested


def _group_name(reader: Reader, name: str) -> Iterable[Item]:
    """Write the id, and the name of the last snapshot where one is made."""
    yield reader.argument("replication_group_id", name)
    if reader.resource.snapshot:
        yield Attribute("final_snapshot_identifier", text(f"{reader.literal(name)}-final"))


SUBNET_GROUP = Translator(
    type="AWS::ElastiCache::SubnetGroup",
    resource="aws_elasticache_subnet_group",
    arguments={
        "CacheSubnetGroupName": "name",
        "Description": "description",
        "SubnetIds": "subnet_ids",
        "Tags": TAGS,
    },
    references={"": "name"},
    named="name",
)

REPLICATION_GROUP = Translator(
    type="AWS::ElastiCache::ReplicationGroup",
    resource="aws_elasticache_replication_group",
    arguments={
        "ReplicationGroupId": Custom(_group_name),
        "ReplicationGroupDescription": "description",
        "Engine": "engine",
        "EngineVersion": "engine_version",
        "CacheNodeType": "node_type",
        "NumCacheClusters": "num_cache_clusters",
        "AutomaticFailoverEnabled": "automatic_failover_enabled",
        "MultiAZEnabled": "multi_az_enabled",
        "AtRestEncryptionEnabled": "at_rest_encryption_enabled",
        "TransitEncryptionEnabled": "transit_encryption_enabled",
        "KmsKeyId": "kms_key_id",
        "CacheSubnetGroupName": "subnet_group_name",
        "SecurityGroupIds": "security_group_ids",
        "AutoMinorVersionUpgrade": "auto_minor_version_upgrade",
        "SnapshotRetentionLimit": "snapshot_retention_limit",
        "Tags": TAGS,
    },
    references={
        "": "replication_group_id",
        "PrimaryEndPoint.Address": "primary_endpoint_address",
        "ReaderEndPoint.Address": "reader_endpoint_address",
    },
)

SERVERLESS_CACHE = Translator(
    type="AWS::ElastiCache::ServerlessCache",
    resource="aws_elasticache_serverless_cache",
    arguments={
        "ServerlessCacheName": "name",
        "Description": "description",
        "Engine": "engine",
        "MajorEngineVersion": "major_engine_version",
        "CacheUsageLimits": Nested(
            "cache_usage_limits",
            {
                "DataStorage": Nested("data_storage", {"Maximum": "maximum", "Unit": "unit"}),
                "ECPUPerSecond": Nested("ecpu_per_second", {"Maximum": "maximum"}),
            },
        ),
        "KmsKeyId": "kms_key_id",
        "SubnetIds": "subnet_ids",
        "SecurityGroupIds": "security_group_ids",
        "SnapshotRetentionLimit": "snapshot_retention_limit",
        "Tags": TAGS,
    },
    references={"": "name", "ARN": "arn", "Endpoint.Address": "endpoint[0].address"},
)

TRANSLATORS = (SUBNET_GROUP, REPLICATION_GROUP, SERVERLESS_CACHE)
