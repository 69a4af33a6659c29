"""What every bucket has: no public access, no plain HTTP; and buckets that only hold logs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Join, PolicyDocument, Ref, ResourceKey, Statement, Value
from cloudwright.design.catalog import references
from cloudwright.design.catalog.kind import LoweringContext
from cloudwright.design.catalog.naming import bucket_name
from cloudwright.design.catalog.policies import deny_insecure_transport

LOGS_KEPT_DAYS = 90
S3_MANAGED: Mapping[str, Value] = {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}


@dataclass(frozen=True, slots=True)
class LogWriter:
    """How logs come into a bucket: by statements of its policy, or (`by_grant`) by an access control list.

    `why_these_keys` says why the bucket is encrypted with the keys of S3, where there is a reason.
    """

    statements: tuple[Statement, ...] = ()
    by_grant: bool = False
    why_these_keys: str = ""


def log_bucket_key(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "logs")


def private(*, ownership: str = "BucketOwnerEnforced") -> Mapping[str, Value]:
    """Return the properties that keep a bucket to its account."""
    return {
        "OwnershipControls": {"Rules": [{"ObjectOwnership": ownership}]},
        "PublicAccessBlockConfiguration": {
            "BlockPublicAcls": True,
            "BlockPublicPolicy": True,
            "IgnorePublicAcls": True,
            "RestrictPublicBuckets": True,
        },
    }


def encrypted_by(rule: Mapping[str, Value]) -> Value:
    return {"ServerSideEncryptionConfiguration": [rule]}


def bucket_policy(bucket: ResourceKey, granted: Sequence[Statement]) -> Resource:
    """Return the policy that refuses plain HTTP and allows what is granted."""
    arn = references.arn_of(bucket)
    only_tls = deny_insecure_transport(("s3:*",), (arn, Join((arn, "/*"))))
    part = "policy" if bucket.part == "bucket" else f"{bucket.part}-policy"
    return Resource(
        key=ResourceKey(bucket.element_id, part),
        type="AWS::S3::BucketPolicy",
        properties={"Bucket": Ref(bucket), "PolicyDocument": PolicyDocument((only_tls, *granted))},
        comments={"PolicyDocument": "Refuses every request that does not come over TLS."},
        area="storage",
    )


def log_bucket(
    context: LoweringContext,
    element_id: str,
    *,
    writer: LogWriter,
    retain: bool,
    days: int = LOGS_KEPT_DAYS,
) -> tuple[Resource, Resource]:
    """Return a bucket for the access logs of an element, emptied after so many days, and its policy."""
    key = log_bucket_key(element_id)
    comments = {"LifecycleConfiguration": "Access logs are read for weeks, not for years."}
    if writer.why_these_keys:
        comments["BucketEncryption"] = writer.why_these_keys
    if writer.by_grant:
        comments["OwnershipControls"] = (
            "CloudFront delivers logs by an access control list, which must be on."
        )
    bucket = Resource(
        key=key,
        type="AWS::S3::Bucket",
        properties={
            "BucketName": bucket_name(context, f"{element_id}-logs"),
            "BucketEncryption": encrypted_by(S3_MANAGED),
            **private(ownership="BucketOwnerPreferred" if writer.by_grant else "BucketOwnerEnforced"),
            "LifecycleConfiguration": {
                "Rules": [{"Id": "expire-logs", "Status": "Enabled", "ExpirationInDays": days}]
            },
        },
        retain=retain,
        comments=comments,
        area="storage",
    )
    return bucket, bucket_policy(key, writer.statements)
