"""Amazon Data Firehose: collects records and writes them to a bucket, by date and compressed."""

from collections.abc import Mapping, Sequence

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Join, Ref, ResourceKey, Scalar, Statement, Value
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.kind import (
    AlarmSpec,
    Category,
    Element,
    Gathered,
    Kind,
    Lowered,
    LoweringContext,
)
from cloudwright.design.catalog.naming import fitted, physical_name
from cloudwright.design.catalog.policies import OWN_ACCOUNT, role, service_role
from cloudwright.design.catalog.streams.delivery_connections import ERRORS_PREFIX, VERBS
from cloudwright.design.catalog.streams.delivery_pricing import ASSUMPTIONS, price
from cloudwright.design.catalog.streams.delivery_properties import DeliveryProperties, defaults

_NAME_CHARACTERS = 64
_LOG_GROUP_CHARACTERS = 512
_LOG_STREAM = "s3-delivery"
_BY_DATE = "year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/hour=!{timestamp:HH}/"


def _lower(context: LoweringContext, element: Element[DeliveryProperties], gathered: Gathered) -> Lowered:
    """Without a bucket there is nowhere to deliver to: only the log is made."""
    buckets = [b for b in gathered.slot(slots.DESTINATION_BUCKET) if isinstance(b, Ref | Join)]
    group = _log_group(context, element)
    if not buckets:
        return Lowered(resources=(group,))
    own_role = service_role(
        role(element.id),
        (*gathered.statements, _log_statement(element.id)),
        service="firehose.amazonaws.com",
        area="streams",
        description=f"What {element.id} may read and write",
        conditions=OWN_ACCOUNT,
    )
    delivery = Resource(
        key=references.delivery_stream(element.id),
        type="AWS::KinesisFirehose::DeliveryStream",
        properties={
            "DeliveryStreamName": physical_name(context, element.id, limit=_NAME_CHARACTERS),
            **_source(element.id, gathered),
            "ExtendedS3DestinationConfiguration": _destination(element, buckets[0]),
        },
        comments={
            "ExtendedS3DestinationConfiguration.Prefix": "Dates in UTC: queries can leave out whole days.",
        },
        area="streams",
    )
    return Lowered(resources=(group, _log_stream(element.id), own_role, delivery))


def _group_key(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "logs")


def _log_group(context: LoweringContext, element: Element[DeliveryProperties]) -> Resource:
    name = fitted(f"/aws/kinesisfirehose/{context.prefix}-{element.id}", _LOG_GROUP_CHARACTERS)
    return Resource(
        key=_group_key(element.id),
        type="AWS::Logs::LogGroup",
        properties={"LogGroupName": name, "RetentionInDays": element.properties.log_retention_days},
        area="streams",
    )


def _log_stream(element_id: str) -> Resource:
    return Resource(
        key=ResourceKey(element_id, "log-stream"),
        type="AWS::Logs::LogStream",
        properties={"LogGroupName": Ref(_group_key(element_id)), "LogStreamName": _LOG_STREAM},
        comments={"LogStreamName": "Firehose writes into a log stream but does not make one."},
        area="streams",
    )


def _log_statement(element_id: str) -> Statement:
    group = references.regional_arn("logs", "log-group:", Ref(_group_key(element_id)))
    return Statement(
        sid="WriteLogs",
        actions=("logs:PutLogEvents",),
        resources=(Join((group, f":log-stream:{_LOG_STREAM}")),),
    )


def _source(element_id: str, gathered: Gathered) -> Mapping[str, Value]:
    for stream in gathered.slot(slots.SOURCE_STREAM):
        if isinstance(stream, Ref):
            source: Value = {"KinesisStreamARN": stream, "RoleARN": references.arn_of(role(element_id))}
            return {"DeliveryStreamType": "KinesisStreamAsSource", "KinesisStreamSourceConfiguration": source}
    return {
        "DeliveryStreamType": "DirectPut",
        "DeliveryStreamEncryptionConfigurationInput": {"KeyType": "AWS_OWNED_CMK"},
    }


def _destination(element: Element[DeliveryProperties], bucket: Scalar) -> Mapping[str, Value]:
    wanted = element.properties
    return {
        "BucketARN": bucket,
        "RoleARN": references.arn_of(role(element.id)),
        "Prefix": f"{wanted.prefix}{_BY_DATE}",
        "ErrorOutputPrefix": f"{ERRORS_PREFIX}!{{firehose:error-output-type}}/{_BY_DATE}",
        "CompressionFormat": wanted.compression,
        "BufferingHints": {"SizeInMBs": wanted.buffer_mb, "IntervalInSeconds": wanted.buffer_seconds},
        "CloudWatchLoggingOptions": {
            "Enabled": True,
            "LogGroupName": Ref(_group_key(element.id)),
            "LogStreamName": Ref(ResourceKey(element.id, "log-stream")),
        },
    }


def _alarms(_: LoweringContext, element: Element[DeliveryProperties]) -> Sequence[AlarmSpec]:
    seconds = element.properties.freshness_alarm_seconds
    return (
        AlarmSpec(
            part="freshness",
            title=f"{element.component.title}: delivery late",
            namespace="AWS/Firehose",
            metric="DeliveryToS3.DataFreshness",
            dimensions={"DeliveryStreamName": Ref(references.delivery_stream(element.id))},
            statistic="Maximum",
            threshold=seconds,
            comparison="GreaterThanThreshold",
            meaning=f"The oldest record that is not yet in the bucket is over {seconds} s old.",
            first_look="Its log group: a right on the bucket or on its key is missing. Soon data is lost.",
        ),
    )


FIREHOSE_STREAM = Kind(
    id="firehose_stream",
    service="Amazon Data Firehose",
    title="Firehose delivery stream",
    summary="Collects records and writes them to a bucket in large objects, by date, without code.",
    category=Category.INTEGRATION,
    icon="AmazonDataFirehose",
    documentation="https://docs.aws.amazon.com/firehose/latest/dev/what-is-this-service.html",
    properties=DeliveryProperties,
    defaults=defaults,
    lower=_lower,
    price=price,
    verbs=VERBS,
    alarms=_alarms,
    assumptions=ASSUMPTIONS,
    resource_types=(
        "AWS::KinesisFirehose::DeliveryStream",
        "AWS::IAM::Role",
        "AWS::Logs::LogGroup",
        "AWS::Logs::LogStream",
    ),
    sla=("Data Firehose", "delivery streams"),
    synonyms=(
        "firehose",
        "kinesis firehose",
        "delivery stream",
        "data delivery",
        "log delivery",
        "data lake ingest",
    ),
)

KINDS = (FIREHOSE_STREAM,)
