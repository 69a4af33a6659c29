"""What follows from a connection to a bucket: permissions, origins, cross-origin rules, keys."""

from typing import Literal

from pydantic import Field

from cloudwright.design.blueprint.values import Join, Pseudo, Ref, Scalar, Statement, Value
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.code_runners import RUNS_CODE
from cloudwright.design.catalog.connection_properties import parsed
from cloudwright.design.catalog.distribution.origins import Path, bucket_behavior, bucket_origin
from cloudwright.design.catalog.kind import Effects, LoweringContext, Setting, VerbRule
from cloudwright.design.catalog.naming import bucket_name, statement_id, variable
from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.frozen import Frozen
from cloudwright.design.model.verbs import Verb


class Access(Frozen):
    """How code uses a bucket: below which key prefix, and whether it may delete."""

    prefix: str = Field(default="", max_length=200, description="Only keys that start with this.")
    delete: bool = Field(default=False, description="Also allow deleting objects.")


class Transfer(Frozen):
    """What the caller does with its signed URL."""

    method: Literal["PUT", "GET", "POST"] = Field(default="PUT", description="The HTTP method of the call.")


def _reads(context: LoweringContext, connection: Connection) -> Effects:
    access = parsed(connection, Access)
    bucket = connection.target
    objects, whole = _arns(context, connection, prefix=access.prefix)
    listing = {"StringLike": {"s3:prefix": f"{access.prefix}*"}} if access.prefix else {}
    return Effects(
        statements=(
            Statement(
                sid=statement_id("read", bucket, "objects"), actions=("s3:GetObject",), resources=(objects,)
            ),
            Statement(
                sid=statement_id("list", bucket),
                actions=("s3:ListBucket",),
                resources=(whole,),
                conditions=listing,
            ),
            *key_use(context, bucket, actions=("kms:Decrypt",)),
        ),
        environment=_environment(context, connection),
    )


def _writes(context: LoweringContext, connection: Connection) -> Effects:
    access = parsed(connection, Access)
    bucket = connection.target
    objects, _whole = _arns(context, connection, prefix=access.prefix)
    actions = ("s3:PutObject", "s3:AbortMultipartUpload", *(("s3:DeleteObject",) if access.delete else ()))
    return Effects(
        statements=(
            Statement(sid=statement_id("write", bucket, "objects"), actions=actions, resources=(objects,)),
            *key_use(context, bucket, actions=("kms:GenerateDataKey", "kms:Decrypt")),
        ),
        environment=_environment(context, connection),
    )


def _environment(context: LoweringContext, connection: Connection) -> dict[str, Value]:
    return {variable(connection.target, "BUCKET_NAME"): _name(context, connection)}


def _name(context: LoweringContext, connection: Connection) -> Scalar:
    """Return the bucket's name; built, not referred to, where the bucket itself waits for the source."""
    notified = {c.target for c in context.architecture.outgoing(connection.target) if c.verb is Verb.NOTIFIES}
    if connection.source in notified:
        return bucket_name(context, connection.target)
    return Ref(references.bucket(connection.target))


def _arns(context: LoweringContext, connection: Connection, *, prefix: str) -> tuple[Scalar, Scalar]:
    name = _name(context, connection)
    whole: Scalar = (
        references.arn_of(name.resource)
        if isinstance(name, Ref)
        else Join(("arn:", Pseudo.PARTITION, ":s3:::", name))
    )
    return Join((whole, f"/{prefix}*")), whole


def key_use(context: LoweringContext, bucket_id: str, *, actions: tuple[str, ...]) -> tuple[Statement, ...]:
    """Return what a role needs on the bucket's own key, if it has one."""
    return tuple(
        Statement(
            sid=statement_id("use", key.source, "for", bucket_id, *actions),
            actions=actions,
            resources=(references.arn_of(references.kms_key(key.source)),),
        )
        for key in encrypting(context, bucket_id)
    )


def encrypting(context: LoweringContext, bucket_id: str) -> tuple[Connection, ...]:
    return tuple(c for c in context.architecture.incoming(bucket_id) if c.verb is Verb.ENCRYPTS)


def _requested(_context: LoweringContext, connection: Connection) -> Effects:
    method = parsed(connection, Transfer).method
    return Effects(settings=(Setting(connection.target, slots.CORS, {"AllowedMethods": [method]}),))


def _served(context: LoweringContext, connection: Connection) -> Effects:
    distribution, bucket = connection.source, connection.target
    path = parsed(connection, Path)
    reading = Statement(
        sid=statement_id("allow", distribution),
        principal={"Service": "cloudfront.amazonaws.com"},
        actions=("s3:GetObject",),
        resources=(Join((references.arn_of(references.bucket(bucket)), "/*")),),
        conditions={"StringEquals": {"AWS:SourceArn": _distribution_arn(distribution)}},
    )
    return Effects(
        settings=(
            Setting(distribution, slots.ORIGINS, bucket_origin(distribution, bucket_id=bucket)),
            *(
                Setting(distribution, slots.BEHAVIORS, bucket_behavior(pattern, bucket_id=bucket))
                for pattern in path.patterns
            ),
            Setting(bucket, slots.BUCKET_POLICY, reading),
            *_decryption_by_cloudfront(context, bucket),
        )
    )


def _distribution_arn(distribution_id: str) -> Join:
    return Join(
        (
            "arn:",
            Pseudo.PARTITION,
            ":cloudfront::",
            Pseudo.ACCOUNT_ID,
            ":distribution/",
            Ref(references.distribution(distribution_id)),
        )
    )


def _decryption_by_cloudfront(context: LoweringContext, bucket_id: str) -> tuple[Setting, ...]:
    """Let CloudFront use the bucket's key.

    Naming the distribution would be a cycle (key, bucket, distribution), so any of the account may.
    """
    anywhere = Join(("arn:", Pseudo.PARTITION, ":cloudfront::", Pseudo.ACCOUNT_ID, ":distribution/*"))
    return tuple(
        Setting(
            key.source,
            slots.KEY_POLICY,
            Statement(
                sid=statement_id("allow", "cloudfront", "for", bucket_id),
                principal={"Service": "cloudfront.amazonaws.com"},
                actions=("kms:Decrypt",),
                resources=("*",),
                conditions={"ArnLike": {"AWS:SourceArn": anywhere}},
            ),
        )
        for key in encrypting(context, bucket_id)
    )


def _publishes(_context: LoweringContext, connection: Connection) -> Effects:
    """S3's events to the rule; they are free and need no permission."""
    bucket, rule = connection.source, connection.target
    return Effects(
        settings=(
            Setting(bucket, slots.NOTIFICATIONS, {"Kind": "EventBridge"}),
            Setting(rule, slots.EVENT_BUCKETS, Ref(references.bucket(bucket))),
        )
    )


def _encrypted(_context: LoweringContext, connection: Connection) -> Effects:
    arn = references.arn_of(references.kms_key(connection.source))
    return Effects(settings=(Setting(connection.target, slots.KMS_KEY, arn),))


VERBS = (
    VerbRule(
        verb=Verb.READS,
        others=RUNS_CODE,
        connect=_reads,
        explanation="Code may get objects and list the bucket; its name comes as an environment variable.",
    ),
    VerbRule(
        verb=Verb.WRITES,
        others=RUNS_CODE,
        connect=_writes,
        explanation="Code may put objects (and delete with `delete: true`), or sign such uploads.",
    ),
    VerbRule(
        verb=Verb.REQUESTS,
        others=("external_actor",),
        connect=_requested,
        explanation="People upload (`method: PUT`) or download (`GET`) with signed URLs from a browser.",
    ),
    VerbRule(
        verb=Verb.ROUTES,
        others=("cloudfront_distribution",),
        connect=_served,
        explanation="The distribution reads the private bucket through origin access control.",
    ),
    VerbRule(
        verb=Verb.NOTIFIES,
        others=("eventbridge_rule",),
        connect=_publishes,
        declared_by_source=True,
        explanation="The rule starts its targets for every new object.",
    ),
    VerbRule(
        verb=Verb.ENCRYPTS,
        others=("kms_key",),
        connect=_encrypted,
        explanation="Objects are encrypted with the key instead of the keys of S3.",
    ),
)
