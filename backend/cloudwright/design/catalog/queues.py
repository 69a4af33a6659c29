"""SQS queues as they are always made: encrypted, TLS only, with a policy of their own."""

from collections.abc import Mapping, Sequence

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import PolicyDocument, Ref, ResourceKey, Statement, Value
from cloudwright.design.catalog.kind import AlarmSpec, LoweringContext
from cloudwright.design.catalog.naming import physical_name
from cloudwright.design.catalog.policies import deny_insecure_transport

QUEUE_NAME_CHARACTERS = 80
DEAD_LETTER_RETENTION_SECONDS = 1_209_600  # 14 days, the longest that SQS keeps a message
_ACTIONS = (
    "sqs:ChangeMessageVisibility",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    "sqs:GetQueueUrl",
    "sqs:PurgeQueue",
    "sqs:ReceiveMessage",
    "sqs:SendMessage",
    "sqs:SetQueueAttributes",
)


def policy_key(queue: ResourceKey) -> ResourceKey:
    """Return the key of the queue's policy."""
    return ResourceKey(queue.element_id, f"{queue.part}-policy")


def queue_resources(
    key: ResourceKey,
    properties: Mapping[str, Value],
    *,
    statements: Sequence[Statement] = (),
    comments: Mapping[str, str] | None = None,
    area: str = "messaging",
) -> tuple[Resource, Resource]:
    """Return the queue and its policy: the given statements and a refusal of calls without TLS."""
    queue = Resource(
        key=key, type="AWS::SQS::Queue", properties=properties, comments=comments or {}, area=area
    )
    tls = deny_insecure_transport(_ACTIONS, (Ref(key, "Arn"),))
    policy = Resource(
        key=policy_key(key),
        type="AWS::SQS::QueuePolicy",
        properties={"Queues": [Ref(key)], "PolicyDocument": PolicyDocument((*statements, tls))},
        area=area,
    )
    return queue, policy


def failures_queue_resources(
    context: LoweringContext, element_id: str, *, statements: Sequence[Statement], area: str
) -> tuple[Resource, Resource]:
    """Return the queue that lowering makes for what an element could not take or deliver."""
    # No element id has an underscore, so that no queue of the design can have this name.
    return queue_resources(
        own_failures(element_id),
        {
            "QueueName": physical_name(context, f"{element_id}_failures", limit=QUEUE_NAME_CHARACTERS),
            "MessageRetentionPeriod": DEAD_LETTER_RETENTION_SECONDS,
            "SqsManagedSseEnabled": True,
        },
        statements=statements,
        comments={
            "MessageRetentionPeriod": "14 days, the longest: time to look into it and to run it again."
        },
        area=area,
    )


def own_failures(element_id: str) -> ResourceKey:
    """Return the key of the queue that lowering makes for an element's failures."""
    return ResourceKey(element_id, "failures")


def queue_depth_alarm(queue: ResourceKey, *, part: str, title: str) -> AlarmSpec:
    """Return the alarm of a dead-letter queue: any message in it is a message that nobody dealt with."""
    return AlarmSpec(
        part=part,
        title=title,
        namespace="AWS/SQS",
        metric="ApproximateNumberOfMessagesVisible",
        dimensions={"QueueName": Ref(queue, "QueueName")},
        statistic="Maximum",
        threshold=0,
        comparison="GreaterThanThreshold",
        meaning="Messages could not be dealt with after all retries and wait in the dead-letter queue.",
        first_look="Receive one message, and look for it in the logs of what should have dealt with it.",
    )
