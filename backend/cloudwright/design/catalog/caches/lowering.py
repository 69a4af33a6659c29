"""The resources of a cache: a replication group of nodes, or a serverless cache."""

from collections.abc import Mapping

from cloudwright.design.blueprint.graph import Output, Resource, pascal_case
from cloudwright.design.blueprint.values import Ref, ResourceKey, Value
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.caches.properties import PORT, CacheProperties
from cloudwright.design.catalog.kind import Element, Gathered, Lowered, LoweringContext
from cloudwright.design.catalog.naming import physical_name
from cloudwright.design.catalog.networking.networks import subnets_of
from cloudwright.design.catalog.networking.security_groups import security_group, security_group_key

NAME_CHARACTERS = 40  # aws-limits.csv: ElastiCache replication_group_id_max
_GROUP_CHARACTERS = 255
_ENGINE = "valkey"
_AREA = "cache"


def cache_name(context: LoweringContext, element_id: str) -> str:
    return physical_name(context, element_id, limit=NAME_CHARACTERS)


def address(element: Element[CacheProperties]) -> Ref:
    """Return the host name that takes reads and writes."""
    attribute = "Endpoint.Address" if _serverless(element) else "PrimaryEndPoint.Address"
    return Ref(references.cache(element.id), attribute)


def lower_cache(context: LoweringContext, element: Element[CacheProperties], gathered: Gathered) -> Lowered:
    """Return the cache and what it stands on."""
    keys = [key for key in gathered.slot(slots.KMS_KEY) if isinstance(key, Ref)]
    encryption: Mapping[str, Value] = {"KmsKeyId": keys[0]} if keys else {}
    resources: tuple[Resource, ...]
    if _serverless(element):
        resources = (_serverless_cache(context, element, encryption),)
    else:
        resources = (_subnet_group(context, element.id), _nodes(context, element, encryption))
    output = Output(
        name=f"{pascal_case(element.id)}Endpoint",
        description=f"Host name of '{element.component.title}', port {PORT}, TLS only",
        value=address(element),
        element_id=element.id,
    )
    return Lowered(resources=(security_group(context, element.id), *resources), outputs=(output,))


def _serverless(element: Element[CacheProperties]) -> bool:
    return element.properties.capacity == "serverless"


def _description(element: Element[CacheProperties]) -> str:
    return element.component.purpose[:255] or element.component.title


def _subnet_group_key(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "subnets")


def _subnet_group(context: LoweringContext, element_id: str) -> Resource:
    return Resource(
        key=_subnet_group_key(element_id),
        type="AWS::ElastiCache::SubnetGroup",
        properties={
            "CacheSubnetGroupName": physical_name(context, element_id, limit=_GROUP_CHARACTERS),
            "Description": f"Subnets of {element_id}",
            "SubnetIds": subnets_of(context, element_id),
        },
        area=_AREA,
    )


def _nodes(
    context: LoweringContext, element: Element[CacheProperties], encryption: Mapping[str, Value]
) -> Resource:
    wanted = element.properties
    replicated = wanted.replicas > 0
    return Resource(
        key=references.cache(element.id),
        type="AWS::ElastiCache::ReplicationGroup",
        properties={
            "ReplicationGroupId": cache_name(context, element.id),
            "ReplicationGroupDescription": _description(element),
            "Engine": _ENGINE,
            "EngineVersion": _version(context),
            "CacheNodeType": wanted.node_type,
            "NumCacheClusters": wanted.replicas + 1,
            "AutomaticFailoverEnabled": replicated,
            "MultiAZEnabled": replicated,
            "AtRestEncryptionEnabled": True,
            "TransitEncryptionEnabled": True,
            **encryption,
            "CacheSubnetGroupName": Ref(_subnet_group_key(element.id)),
            "SecurityGroupIds": [Ref(security_group_key(element.id), "GroupId")],
            "AutoMinorVersionUpgrade": True,
            "SnapshotRetentionLimit": wanted.snapshot_retention_days,
        },
        snapshot=wanted.snapshot_on_delete,
        comments={"AutomaticFailoverEnabled": "A replica in another zone takes over within a minute."}
        if replicated
        else {},
        area=_AREA,
    )


def _version(context: LoweringContext) -> str:
    return context.runtimes["elasticache.valkey"].partition(" ")[2]


def _serverless_cache(
    context: LoweringContext, element: Element[CacheProperties], encryption: Mapping[str, Value]
) -> Resource:
    wanted = element.properties
    return Resource(
        key=references.cache(element.id),
        type="AWS::ElastiCache::ServerlessCache",
        properties={
            "ServerlessCacheName": cache_name(context, element.id),
            "Description": _description(element),
            "Engine": _ENGINE,
            "MajorEngineVersion": _version(context).partition(".")[0],
            "CacheUsageLimits": {
                "DataStorage": {"Maximum": wanted.maximum_data_gb, "Unit": "GB"},
                "ECPUPerSecond": {"Maximum": wanted.maximum_ecpu_per_second},
            },
            **encryption,
            "SubnetIds": subnets_of(context, element.id),
            "SecurityGroupIds": [Ref(security_group_key(element.id), "GroupId")],
            "SnapshotRetentionLimit": wanted.snapshot_retention_days,
        },
        comments={"CacheUsageLimits": "It grows up to here, and costs no more."},
        area=_AREA,
    )
