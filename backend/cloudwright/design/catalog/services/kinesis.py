"""Amazon Kinesis Data Streams."""

from collections.abc import Mapping, Sequence

from cloudwright.design.blueprint.graph import Output, Resource, pascal_case
from cloudwright.design.blueprint.values import Ref, Value
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
from cloudwright.design.catalog.naming import physical_name
from cloudwright.design.catalog.streams.connections import VERBS
from cloudwright.design.catalog.streams.pricing import ASSUMPTIONS, price
from cloudwright.design.catalog.streams.properties import StreamProperties, defaults

_NAME_CHARACTERS = 128
_MILLISECONDS = 1000
_KEY_OF_KINESIS = "alias/aws/kinesis"


def _lower(context: LoweringContext, element: Element[StreamProperties], gathered: Gathered) -> Lowered:
    key = references.stream(element.id)
    own_keys = [k for k in gathered.slot(slots.KMS_KEY) if isinstance(k, Ref)]
    stream = Resource(
        key=key,
        type="AWS::Kinesis::Stream",
        properties={
            "Name": physical_name(context, element.id, limit=_NAME_CHARACTERS),
            **_capacity(element.properties),
            "RetentionPeriodHours": element.properties.retention_hours,
            "StreamEncryption": {
                "EncryptionType": "KMS",
                "KeyId": own_keys[0] if own_keys else _KEY_OF_KINESIS,
            },
        },
        retain=element.properties.retain,
        comments={}
        if own_keys
        else {"StreamEncryption": "The account's key of Kinesis, which costs nothing."},
        area="streams",
    )
    output = Output(
        name=f"{pascal_case(element.id)}StreamName",
        description=f"Name of the stream '{element.component.title}'",
        value=Ref(key),
        element_id=element.id,
    )
    return Lowered(resources=(stream,), outputs=(output,))


def _capacity(wanted: StreamProperties) -> Mapping[str, Value]:
    mode: Value = {"StreamMode": wanted.capacity_mode.upper()}
    if wanted.capacity_mode == "on_demand":
        return {"StreamModeDetails": mode}
    return {"StreamModeDetails": mode, "ShardCount": wanted.shards}


def _alarms(_: LoweringContext, element: Element[StreamProperties]) -> Sequence[AlarmSpec]:
    seconds = element.properties.iterator_age_alarm_seconds
    title = element.component.title
    dimensions: Mapping[str, Value] = {"StreamName": Ref(references.stream(element.id))}
    return (
        AlarmSpec(
            part="iterator-age",
            title=f"{title}: consumers behind",
            namespace="AWS/Kinesis",
            metric="GetRecords.IteratorAgeMilliseconds",
            dimensions=dimensions,
            statistic="Maximum",
            threshold=seconds * _MILLISECONDS,
            comparison="GreaterThanThreshold",
            meaning=f"A consumer is over {seconds} s behind; records that grow older than"
            f" {element.properties.retention_hours} h are lost to it.",
            first_look="Errors and duration of the consuming function: a bad record, or too slow a run.",
        ),
        _throttles(
            element,
            part="write-throttles",
            metric="WriteProvisionedThroughputExceeded",
            noun="writes throttled",
            cause="Producers write more than the shards take, or a few partition keys get most of it.",
        ),
        _throttles(
            element,
            part="read-throttles",
            metric="ReadProvisionedThroughputExceeded",
            noun="reads throttled",
            cause="Too many consumers share the 2 MB a second that each shard gives.",
        ),
    )


def _throttles(
    element: Element[StreamProperties], *, part: str, metric: str, noun: str, cause: str
) -> AlarmSpec:
    return AlarmSpec(
        part=part,
        title=f"{element.component.title}: {noun}",
        namespace="AWS/Kinesis",
        metric=metric,
        dimensions={"StreamName": Ref(references.stream(element.id))},
        statistic="Sum",
        threshold=0,
        comparison="GreaterThanThreshold",
        evaluation_periods=3,
        meaning=f"Throttled for 15 minutes. {cause}",
        first_look="IncomingBytes and IncomingRecords against the shards; then the partition keys.",
    )


KINESIS_STREAM = Kind(
    id="kinesis_stream",
    service="Amazon Kinesis",
    title="Kinesis data stream",
    summary="Takes in records in order by key and keeps them for several consumers to read at their pace.",
    category=Category.INTEGRATION,
    icon="AmazonKinesisDataStreams",
    documentation="https://docs.aws.amazon.com/streams/latest/dev/introduction.html",
    properties=StreamProperties,
    defaults=defaults,
    lower=_lower,
    price=price,
    verbs=VERBS,
    alarms=_alarms,
    assumptions=ASSUMPTIONS,
    resource_types=("AWS::Kinesis::Stream",),
    sla=("Kinesis Data Streams", "streams"),
    synonyms=("kinesis", "data stream", "stream", "event stream", "clickstream", "streaming", "telemetry"),
)

KINDS = (KINESIS_STREAM,)
