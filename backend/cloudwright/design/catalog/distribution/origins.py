"""Origins and cache behaviours: how a distribution reaches what it forwards to."""

from collections.abc import Mapping

from pydantic import Field

from cloudwright.design.blueprint.values import Join, Pseudo, Ref, ResourceKey, Value
from cloudwright.design.catalog import references
from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.frozen import Frozen
from cloudwright.design.model.verbs import Verb

# Managed policies have the same id in every account:
# https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6"
CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
ALL_VIEWER_EXCEPT_HOST_HEADER = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3"
POLICY_COMMENTS = {
    CACHING_OPTIMIZED: "Managed policy CachingOptimized: keyed by the path alone.",
    CACHING_DISABLED: "Managed policy CachingDisabled: every call reaches the API.",
    ALL_VIEWER_EXCEPT_HOST_HEADER: (
        "Managed policy AllViewerExceptHostHeader: the API must see its own host name."
    ),
    ALL_VIEWER: "Managed policy AllViewer: the application sees the host name that people typed.",
}

_ORIGIN_ANSWERS_WITHIN_SECONDS = 30
_EVERYTHING = frozenset({"", "*", "/*"})


class Path(Frozen):
    """Which requests go to the target: one path pattern, or several."""

    path: str | tuple[str, ...] = Field(
        default="*", description="`*` for everything else, `/api/*` for what begins with it."
    )

    @property
    def patterns(self) -> tuple[str, ...]:
        return (self.path,) if isinstance(self.path, str) else self.path


def forwards(architecture: Architecture, distribution_id: str) -> bool:
    """Return whether the distribution has anything behind it; one that has not is not created."""
    return any(c.verb is Verb.ROUTES for c in architecture.outgoing(distribution_id))


def is_default(pattern: str) -> bool:
    return pattern in _EVERYTHING


def bucket_origin(distribution_id: str, *, bucket_id: str) -> Value:
    return {
        "Id": bucket_id,
        "DomainName": Ref(references.bucket(bucket_id), "RegionalDomainName"),
        "OriginAccessControlId": Ref(origin_access(distribution_id), "Id"),
        "S3OriginConfig": {"OriginAccessIdentity": ""},
    }


def origin_access(distribution_id: str) -> ResourceKey:
    return ResourceKey(distribution_id, "origin-access")


def api_origin(api_id: str) -> Value:
    host = Join((Ref(references.http_api(api_id)), ".execute-api.", Pseudo.REGION, ".amazonaws.com"))
    return {
        "Id": api_id,
        "DomainName": host,
        "CustomOriginConfig": {
            "HTTPSPort": 443,
            "OriginProtocolPolicy": "https-only",
            "OriginReadTimeout": _ORIGIN_ANSWERS_WITHIN_SECONDS,
            "OriginSSLProtocols": ["TLSv1.2"],
        },
    }


def stage_origin(api_id: str, *, stage: str) -> Value:
    """Return the origin of a REST API, whose stage is the first segment of every path."""
    origin = api_origin(api_id)
    return {**origin, "OriginPath": stage} if isinstance(origin, Mapping) else origin


def bucket_behavior(pattern: str, *, bucket_id: str) -> Value:
    return {
        "PathPattern": pattern,
        "TargetOriginId": bucket_id,
        "ViewerProtocolPolicy": "redirect-to-https",
        "AllowedMethods": ["GET", "HEAD", "OPTIONS"],
        "CachedMethods": ["GET", "HEAD"],
        "CachePolicyId": CACHING_OPTIMIZED,
        "Compress": True,
    }


def api_behavior(
    pattern: str,
    *,
    api_id: str,
    request_policy: str = ALL_VIEWER_EXCEPT_HOST_HEADER,
    viewer_policy: str = "https-only",
) -> Value:
    """Return the behaviour that passes every call on to an API or a load balancer, and caches none."""
    return {
        "PathPattern": pattern,
        "TargetOriginId": api_id,
        "ViewerProtocolPolicy": viewer_policy,
        "AllowedMethods": ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"],
        "CachedMethods": ["GET", "HEAD"],
        "CachePolicyId": CACHING_DISABLED,
        "OriginRequestPolicyId": request_policy,
        "Compress": True,
    }
