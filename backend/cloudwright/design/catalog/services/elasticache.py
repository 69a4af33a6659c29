"""Amazon ElastiCache."""

from cloudwright.design.catalog.caches.alarms import alarms
from cloudwright.design.catalog.caches.connections import VERBS
from cloudwright.design.catalog.caches.lowering import lower_cache
from cloudwright.design.catalog.caches.pricing import ASSUMPTIONS, price_cache
from cloudwright.design.catalog.caches.properties import CacheProperties, defaults
from cloudwright.design.catalog.kind import Category, Kind
from cloudwright.design.model.architecture import SubnetTier


def _sla(wanted: CacheProperties) -> tuple[str, str]:
    if wanted.capacity == "serverless":
        return "ElastiCache", "Serverless"
    return "ElastiCache", "Multi-AZ node-based, current engines" if wanted.replicas else "Single-AZ"


ELASTICACHE_CACHE = Kind(
    id="elasticache_cache",
    service="Amazon ElastiCache",
    title="ElastiCache cache",
    summary="Answers from memory, in less than a millisecond, what would cost a database query.",
    category=Category.DATABASE,
    icon="AmazonElastiCache",
    documentation="https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/WhatIs.html",
    properties=CacheProperties,
    defaults=defaults,
    lower=lower_cache,
    price=price_cache,
    verbs=VERBS,
    alarms=alarms,
    assumptions=ASSUMPTIONS,
    resource_types=(
        "AWS::ElastiCache::ReplicationGroup",
        "AWS::ElastiCache::ServerlessCache",
        "AWS::ElastiCache::SubnetGroup",
        "AWS::EC2::SecurityGroup",
    ),
    sla=_sla,
    tiers=(SubnetTier.ISOLATED, SubnetTier.PRIVATE),
    needs_network=True,
    synonyms=("cache", "redis", "valkey", "elasticache", "in-memory cache", "redis cache"),
)

KINDS = (ELASTICACHE_CACHE,)
