"""What connections from and to a function bring about."""

from typing import Annotated

from pydantic import Field

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Pseudo, Ref, ResourceKey, Scalar, Statement, Value
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.code_runners import RUNS_CODE
from cloudwright.design.catalog.connection_properties import parsed
from cloudwright.design.catalog.functions.properties import DEFAULT_TIMEOUT_SECONDS, FunctionProperties
from cloudwright.design.catalog.kind import Effects, LoweringContext, Setting, VerbRule
from cloudwright.design.catalog.messaging.notifications import bucket_arn, bucket_notification
from cloudwright.design.catalog.naming import statement_id, variable
from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.frozen import Frozen
from cloudwright.design.model.verbs import Verb

_LARGEST_BATCH_WITHOUT_WINDOW = 10


class Consumption(Frozen):
    """How a function takes messages from a queue."""

    batch_size: Annotated[int, Field(ge=1, le=10_000)] = Field(
        default=10, description="Most messages in one run"
    )
    batch_window_seconds: Annotated[int, Field(ge=0, le=300)] = Field(
        default=0, description="How long to wait for a full batch, in seconds; over 10 messages at least 1"
    )
    maximum_concurrency: Annotated[int, Field(ge=2, le=1000)] | None = Field(
        default=None, description="Most runs at one time for this queue"
    )


def permission(
    function_id: str,
    source_id: str,
    *,
    service: str,
    source_arn: Scalar,
    source_account: Pseudo | None = None,
) -> Resource:
    """Return the resource policy statement that lets one AWS resource run the function."""
    properties: dict[str, Value] = {
        "Action": "lambda:InvokeFunction",
        "FunctionName": Ref(references.function(function_id)),
        "Principal": service,
        "SourceArn": source_arn,
    }
    if source_account is not None:
        properties["SourceAccount"] = source_account
    return Resource(
        key=permission_key(function_id, source_id),
        type="AWS::Lambda::Permission",
        properties=properties,
        area="compute",
    )


def permission_key(function_id: str, source_id: str) -> ResourceKey:
    return ResourceKey(function_id, f"permission-{source_id}")


def _consumes(context: LoweringContext, connection: Connection) -> Effects:
    queue = references.queue(connection.target)
    function = context.elements[connection.source].properties
    timeout = (
        function.timeout_seconds if isinstance(function, FunctionProperties) else DEFAULT_TIMEOUT_SECONDS
    )
    statement = Statement(
        sid=statement_id(connection.verb, connection.target),
        actions=(
            "sqs:ChangeMessageVisibility",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "sqs:ReceiveMessage",
        ),
        resources=(references.arn_of(queue),),
    )
    return Effects(
        statements=(statement,),
        resources=(_event_source(connection, queue),),
        settings=(Setting(connection.target, slots.CONSUMER_TIMEOUT, timeout),),
    )


def _event_source(connection: Connection, queue: ResourceKey) -> Resource:
    wanted = parsed(connection, Consumption)
    smallest_window = 1 if wanted.batch_size > _LARGEST_BATCH_WITHOUT_WINDOW else 0
    properties: dict[str, Value] = {
        "FunctionName": Ref(references.function(connection.source)),
        "EventSourceArn": references.arn_of(queue),
        "BatchSize": wanted.batch_size,
        "MaximumBatchingWindowInSeconds": max(wanted.batch_window_seconds, smallest_window),
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
    }
    if wanted.maximum_concurrency is not None:
        properties["ScalingConfig"] = {"MaximumConcurrency": wanted.maximum_concurrency}
    return Resource(
        key=ResourceKey(connection.source, f"source-{connection.target}"),
        type="AWS::Lambda::EventSourceMapping",
        properties=properties,
        comments={"FunctionResponseTypes": "Only the messages that failed come back, not their whole batch."},
        area="compute",
    )


def _invoked_by_function(_: LoweringContext, connection: Connection) -> Effects:
    function = references.function(connection.target)
    statement = Statement(
        sid=statement_id(connection.verb, connection.target),
        actions=("lambda:InvokeFunction",),
        resources=(references.arn_of(function),),
    )
    return Effects(
        statements=(statement,), environment={variable(connection.target, "FUNCTION_NAME"): Ref(function)}
    )


def _notified_by_bucket(context: LoweringContext, connection: Connection) -> Effects:
    """The permission names the bucket by its known name: a reference would be a cycle."""
    allowed = permission(
        connection.target,
        connection.source,
        service="s3.amazonaws.com",
        source_arn=bucket_arn(context, connection.source),
        source_account=Pseudo.ACCOUNT_ID,
    )
    notification = bucket_notification(
        connection,
        kind="Lambda",
        target=references.arn_of(references.function(connection.target)),
        after=allowed.key,
    )
    return Effects(
        resources=(allowed,), settings=(Setting(connection.source, slots.NOTIFICATIONS, notification),)
    )


VERBS = (
    VerbRule(
        Verb.CONSUMES,
        ("sqs_queue",),
        _consumes,
        declared_by_source=True,
        explanation="Lambda polls the queue and runs the function with batches of messages.",
    ),
    VerbRule(
        Verb.INVOKES,
        RUNS_CODE,
        _invoked_by_function,
        explanation="Code starts the other without waiting for its answer.",
    ),
    VerbRule(
        Verb.NOTIFIES,
        ("s3_bucket",),
        _notified_by_bucket,
        explanation="The bucket runs the function for each object event.",
    ),
)
