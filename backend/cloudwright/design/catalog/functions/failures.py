"""Where the events go that a function could not take."""

from collections.abc import Sequence

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Ref, ResourceKey, Statement
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.kind import Gathered, LoweringContext
from cloudwright.design.catalog.queues import failures_queue_resources, own_failures
from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.verbs import Verb

_MAXIMUM_EVENT_AGE_SECONDS = 3600
_RETRIES = 2
# Kinds that run a function without waiting for its answer, with the verb they use.
_ASYNCHRONOUS = frozenset(
    {
        ("eventbridge_rule", Verb.INVOKES),
        ("eventbridge_schedule", Verb.INVOKES),
        ("lambda_function", Verb.INVOKES),
        ("s3_bucket", Verb.NOTIFIES),
        ("sns_topic", Verb.NOTIFIES),
    }
)


_STREAMS = frozenset({"kinesis_stream"})


def keeps_failures(architecture: Architecture, function_id: str) -> bool:
    """Say whether failed events need a place: nobody waits for them, or a stream goes on without them."""
    return runs_asynchronously(architecture, function_id) or any(
        c.verb is Verb.CONSUMES and architecture.component(c.target).kind in _STREAMS
        for c in architecture.outgoing(function_id)
    )


def runs_asynchronously(architecture: Architecture, function_id: str) -> bool:
    """Say whether anything runs the function without waiting, so that a failure has nobody to go to."""
    return any(
        (architecture.component(c.source).kind, c.verb) in _ASYNCHRONOUS
        for c in architecture.incoming(function_id)
    )


def failures_queue(architecture: Architecture, function_id: str) -> ResourceKey:
    """Return the queue the function dead-letters to, or the one that lowering makes for it."""
    for connection in architecture.outgoing(function_id):
        if connection.verb is Verb.DEAD_LETTERS:
            return references.queue(connection.target)
    return own_failures(function_id)


def failure_statement(queue: ResourceKey) -> Statement:
    """Return what the function's role needs so that Lambda can send failed events to the queue."""
    return Statement(
        sid="SendFailedEvents", actions=("sqs:SendMessage",), resources=(references.arn_of(queue),)
    )


def failure_resources(context: LoweringContext, function_id: str, gathered: Gathered) -> tuple[Resource, ...]:
    """Return the settings of asynchronous runs and, unless one is connected, the queue of failed events."""
    if not keeps_failures(context.architecture, function_id):
        return ()
    queue = failures_queue(context.architecture, function_id)
    waited_for = not runs_asynchronously(context.architecture, function_id)
    return (
        *_own_queue(context, queue, gathered=gathered, function_id=function_id),
        *(() if waited_for else (_settings(function_id, queue),)),
    )


def _own_queue(
    context: LoweringContext, queue: ResourceKey, *, gathered: Gathered, function_id: str
) -> Sequence[Resource]:
    if queue.element_id != function_id:
        return ()
    return failures_queue_resources(
        context,
        function_id,
        statements=[s for s in gathered.slot(slots.QUEUE_POLICY) if isinstance(s, Statement)],
        area="compute",
    )


def _settings(function_id: str, queue: ResourceKey) -> Resource:
    return Resource(
        key=ResourceKey(function_id, "asynchronous-runs"),
        type="AWS::Lambda::EventInvokeConfig",
        properties={
            "FunctionName": Ref(references.function(function_id)),
            "Qualifier": "$LATEST",
            "MaximumEventAgeInSeconds": _MAXIMUM_EVENT_AGE_SECONDS,
            "MaximumRetryAttempts": _RETRIES,
            "DestinationConfig": {"OnFailure": {"Destination": references.arn_of(queue)}},
        },
        comments={"DestinationConfig": "An event that fails three times is kept, not lost."},
        area="compute",
    )
