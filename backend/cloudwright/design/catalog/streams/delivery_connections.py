"""What connections to and from a delivery stream bring about."""

from cloudwright.design.blueprint.values import Join, Pseudo, Ref, Scalar, Statement
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.code_runners import RUNS_CODE
from cloudwright.design.catalog.kind import Effects, LoweringContext, Setting, VerbRule
from cloudwright.design.catalog.naming import bucket_name, statement_id, variable
from cloudwright.design.catalog.storage.connections import key_use
from cloudwright.design.catalog.streams.connections import read_statement
from cloudwright.design.catalog.streams.delivery_properties import DeliveryProperties
from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.verbs import Verb

ERRORS_PREFIX = "errors/"


def _published(_: LoweringContext, connection: Connection) -> Effects:
    delivery = references.delivery_stream(connection.target)
    statement = Statement(
        sid=statement_id("put", "into", connection.target),
        actions=("firehose:PutRecord", "firehose:PutRecordBatch"),
        resources=(references.arn_of(delivery),),
    )
    return Effects(
        statements=(statement,),
        environment={variable(connection.target, "DELIVERY_STREAM_NAME"): Ref(delivery)},
    )


def _consumes(_: LoweringContext, connection: Connection) -> Effects:
    stream = references.arn_of(references.stream(connection.target))
    return Effects(
        statements=(read_statement(connection.target),),
        settings=(Setting(connection.source, slots.SOURCE_STREAM, stream),),
    )


def _writes(context: LoweringContext, connection: Connection) -> Effects:
    bucket = bucket_arn(context, connection.target)
    wanted = context.elements[connection.source].properties
    prefix = wanted.prefix if isinstance(wanted, DeliveryProperties) else ""
    objects = Statement(
        sid=statement_id("write", connection.target, "objects"),
        actions=("s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"),
        resources=(Join((bucket, f"/{prefix}*")), Join((bucket, f"/{ERRORS_PREFIX}*"))),
    )
    whole = Statement(
        sid=statement_id("list", connection.target),
        actions=("s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"),
        resources=(bucket,),
    )
    keys = key_use(context, connection.target, actions=("kms:GenerateDataKey", "kms:Decrypt"))
    return Effects(
        statements=(objects, whole, *keys),
        settings=(Setting(connection.source, slots.DESTINATION_BUCKET, bucket),),
    )


def bucket_arn(context: LoweringContext, bucket_id: str) -> Scalar:
    """Return the bucket's ARN; built, not referred to, where the bucket waits for what it notifies.

    Such a function may publish to the delivery stream, which would be a cycle.
    """
    if any(c.verb is Verb.NOTIFIES for c in context.architecture.outgoing(bucket_id)):
        return Join(("arn:", Pseudo.PARTITION, ":s3:::", bucket_name(context, bucket_id)))
    return references.arn_of(references.bucket(bucket_id))


VERBS = (
    VerbRule(
        Verb.PUBLISHES,
        RUNS_CODE,
        _published,
        explanation="Code puts records; the delivery stream's name comes as an environment variable.",
    ),
    VerbRule(
        Verb.CONSUMES,
        ("kinesis_stream",),
        _consumes,
        declared_by_source=True,
        explanation="Records of the stream are delivered, besides its other consumers.",
    ),
    VerbRule(
        Verb.WRITES,
        ("s3_bucket",),
        _writes,
        declared_by_source=True,
        explanation="Objects are written by date below `prefix`, failures below errors/.",
    ),
)
