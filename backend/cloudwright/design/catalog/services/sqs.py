"""Amazon SQS."""

from collections.abc import Mapping, Sequence

from cloudwright.design.blueprint.graph import Output, pascal_case
from cloudwright.design.blueprint.values import Ref, Statement, Value
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
from cloudwright.design.catalog.messaging.queue_connections import VERBS, is_dead_letter_queue
from cloudwright.design.catalog.messaging.queue_pricing import ASSUMPTIONS, price
from cloudwright.design.catalog.messaging.queue_properties import QueueProperties, defaults
from cloudwright.design.catalog.naming import physical_name
from cloudwright.design.catalog.queues import (
    DEAD_LETTER_RETENTION_SECONDS,
    QUEUE_NAME_CHARACTERS,
    queue_depth_alarm,
    queue_resources,
)

_TIMEOUTS_PER_VISIBILITY = 6
_DEFAULT_VISIBILITY_SECONDS = 30
_LONGEST_VISIBILITY_SECONDS = 43_200
_LONG_POLL_SECONDS = 20
_KEY_REUSE_SECONDS = 300


def _lower(context: LoweringContext, element: Element[QueueProperties], gathered: Gathered) -> Lowered:
    key = references.queue(element.id)
    comments: dict[str, str] = {}
    if not gathered.slot(slots.KMS_KEY):
        comments["SqsManagedSseEnabled"] = "A key of SQS: AWS services may send without more rights."
    if gathered.slot(slots.CONSUMER_TIMEOUT):
        comments["VisibilityTimeout"] = (
            "Six times the consumer's timeout, as AWS advises: a message being worked on stays hidden."
        )
    resources = queue_resources(
        key,
        _queue(context, element, gathered=gathered),
        statements=[s for s in gathered.slot(slots.QUEUE_POLICY) if isinstance(s, Statement)],
        comments=comments,
    )
    output = Output(
        name=f"{pascal_case(element.id)}QueueUrl",
        description=f"URL of the queue '{element.component.title}'",
        value=Ref(key),
        element_id=element.id,
    )
    return Lowered(resources=resources, outputs=(output,))


def _queue(
    context: LoweringContext, element: Element[QueueProperties], *, gathered: Gathered
) -> Mapping[str, Value]:
    wanted = element.properties
    failures = is_dead_letter_queue(context.architecture, element.id)
    properties: dict[str, Value] = {
        "QueueName": physical_name(context, element.id, limit=QUEUE_NAME_CHARACTERS),
        "MessageRetentionPeriod": DEAD_LETTER_RETENTION_SECONDS if failures else wanted.retention_seconds,
        "VisibilityTimeout": _visibility(gathered),
        "ReceiveMessageWaitTimeSeconds": _LONG_POLL_SECONDS,
    }
    if wanted.delay_seconds:
        properties["DelaySeconds"] = wanted.delay_seconds
    for dead_letter_queue in gathered.slot(slots.DEAD_LETTER_QUEUE):
        if isinstance(dead_letter_queue, Ref):
            properties["RedrivePolicy"] = {
                "deadLetterTargetArn": dead_letter_queue,
                "maxReceiveCount": wanted.maximum_receives,
            }
    return {**properties, **_encryption(gathered)}


def _visibility(gathered: Gathered) -> int:
    timeouts = [t for t in gathered.slot(slots.CONSUMER_TIMEOUT) if isinstance(t, int)]
    if not timeouts:
        return _DEFAULT_VISIBILITY_SECONDS
    return min(_TIMEOUTS_PER_VISIBILITY * max(timeouts), _LONGEST_VISIBILITY_SECONDS)


def _encryption(gathered: Gathered) -> Mapping[str, Value]:
    for kms_key in gathered.slot(slots.KMS_KEY):
        if isinstance(kms_key, Ref):
            return {"KmsMasterKeyId": kms_key, "KmsDataKeyReusePeriodSeconds": _KEY_REUSE_SECONDS}
    return {"SqsManagedSseEnabled": True}


def _alarms(context: LoweringContext, element: Element[QueueProperties]) -> Sequence[AlarmSpec]:
    key = references.queue(element.id)
    title = element.component.title
    if is_dead_letter_queue(context.architecture, element.id):
        return (queue_depth_alarm(key, part="depth", title=f"{title}: messages waiting"),)
    age = element.properties.maximum_age_alarm_seconds
    return (
        AlarmSpec(
            part="age",
            title=f"{title}: oldest message too old",
            namespace="AWS/SQS",
            metric="ApproximateAgeOfOldestMessage",
            dimensions={"QueueName": Ref(key, "QueueName")},
            statistic="Maximum",
            threshold=age,
            comparison="GreaterThanThreshold",
            meaning=f"A message has waited over {age} s: consumers fail, or are slower than what comes in.",
            first_look="The consumer's errors and throttles; then how many messages are sent per minute.",
        ),
    )


SQS_QUEUE = Kind(
    id="sqs_queue",
    service="Amazon SQS",
    title="SQS queue",
    summary="Keeps messages until a consumer has dealt with them; evens out bursts.",
    category=Category.INTEGRATION,
    icon="AmazonSimpleQueueService",
    documentation="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/welcome.html",
    properties=QueueProperties,
    defaults=defaults,
    lower=_lower,
    price=price,
    verbs=VERBS,
    alarms=_alarms,
    assumptions=ASSUMPTIONS,
    resource_types=("AWS::SQS::Queue", "AWS::SQS::QueuePolicy"),
    sla=("SQS", "queues"),
    reached_by=("sqs",),
    synonyms=("queue", "message queue", "job queue", "buffer", "dead-letter queue", "dlq", "task queue"),
)

KINDS = (SQS_QUEUE,)
