"""What connections from and to a function bring about."""

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Join, Pseudo, Ref, ResourceKey, Scalar, Statement, Value
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.functions.properties import DEFAULT_TIMEOUT_SECONDS, FunctionProperties
from cloudwright.design.catalog.kind import Effects, LoweringContext, Setting, VerbRule
from cloudwright.design.catalog.naming import bucket_name, statement_id, variable
from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.verbs import Verb

DEFAULT_BATCH_SIZE = 10
_LARGEST_BATCH_WITHOUT_WINDOW = 10
_LEAST_CONCURRENCY = 2


def permission(
    function_id: str, source_id: str, *, service: str, source_arn: Scalar, source_account: bool = False
) -> Resource:
    """Return the resource policy statement that lets one AWS resource run the function."""
    properties: dict[str, Value] = {
        "Action": "lambda:InvokeFunction",
        "FunctionName": Ref(references.function(function_id)),
        "Principal": service,
        "SourceArn": source_arn,
    }
    if source_account:
        properties["SourceAccount"] = Pseudo.ACCOUNT_ID
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
    timeout = function.timeout_seconds if isinstance(function, FunctionProperties) else DEFAULT_TIMEOUT_SECONDS
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
    batch_size = _whole_number(connection, "batch_size", default=DEFAULT_BATCH_SIZE)
    window = _whole_number(
        connection, "batch_window_seconds", default=1 if batch_size > _LARGEST_BATCH_WITHOUT_WINDOW else 0
    )
    properties: dict[str, Value] = {
        "FunctionName": Ref(references.function(connection.source)),
        "EventSourceArn": references.arn_of(queue),
        "BatchSize": batch_size,
        "MaximumBatchingWindowInSeconds": window,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
    }
    concurrency = _whole_number(connection, "maximum_concurrency", default=0)
    if concurrency >= _LEAST_CONCURRENCY:
        properties["ScalingConfig"] = {"MaximumConcurrency": concurrency}
    return Resource(
        key=ResourceKey(connection.source, f"source-{connection.target}"),
        type="AWS::Lambda::EventSourceMapping",
        properties=properties,
        comments={"FunctionResponseTypes": "Only the messages that failed come back, not their whole batch."},
        area="compute",
    )


def _whole_number(connection: Connection, name: str, *, default: int) -> int:
    value = connection.properties.get(name, default)
    return int(value) if isinstance(value, int | float | str) and str(value).isdigit() else default


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
        source_arn=Join(
            ("arn:", Pseudo.PARTITION, ":s3:::", *bucket_name(context, connection.source).parts)
        ),
        source_account=True,
    )
    notification: Value = {
        "Kind": "Lambda",
        "Target": references.arn_of(references.function(connection.target)),
        "After": Ref(allowed.key),
        **notification_filter(connection),
    }
    return Effects(
        resources=(allowed,), settings=(Setting(connection.source, slots.NOTIFICATIONS, notification),)
    )


def notification_filter(connection: Connection) -> dict[str, Value]:
    """Return which object events a bucket tells: properties `events`, `prefix`, `suffix` of the connection."""
    events = connection.properties.get("events")
    prefix = connection.properties.get("prefix")
    suffix = connection.properties.get("suffix")
    return {
        "Events": [str(e) for e in events] if isinstance(events, list | tuple) else ["s3:ObjectCreated:*"],
        "Prefix": str(prefix) if prefix else "",
        "Suffix": str(suffix) if suffix else "",
    }


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
        ("lambda_function",),
        _invoked_by_function,
        explanation="The function starts the other without waiting for its answer.",
    ),
    VerbRule(
        Verb.NOTIFIES,
        ("s3_bucket",),
        _notified_by_bucket,
        explanation="The bucket runs the function for each object event.",
    ),
)
