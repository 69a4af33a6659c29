"""Reading the configuration of a distribution."""

from collections.abc import Iterator, Mapping

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Value
from cloudwright.design.review.subject import at, items

_CONFIG = "DistributionConfig"


def behaviors(distribution: Resource) -> Iterator[Mapping[str, Value]]:
    """Yield the default behaviour, then the others."""
    for behavior in (
        at(distribution, f"{_CONFIG}.DefaultCacheBehavior"),
        *items(at(distribution, f"{_CONFIG}.CacheBehaviors")),
    ):
        if isinstance(behavior, Mapping):
            yield behavior


def bucket_behaviors(distribution: Resource) -> Iterator[Mapping[str, Value]]:
    """Yield the behaviours that read a bucket."""
    buckets = {
        origin.get("Id")
        for origin in items(at(distribution, f"{_CONFIG}.Origins"))
        if isinstance(origin, Mapping) and "S3OriginConfig" in origin
    }
    return (b for b in behaviors(distribution) if b.get("TargetOriginId") in buckets)


def serves_bucket_by_default(distribution: Resource) -> bool:
    """Say whether what no path pattern matches comes from a bucket."""
    default = at(distribution, f"{_CONFIG}.DefaultCacheBehavior")
    return any(behavior is default for behavior in bucket_behaviors(distribution))
