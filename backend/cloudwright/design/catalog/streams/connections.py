"""What connections to a stream bring about."""

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Ref, ResourceKey, Statement
from cloudwright.design.catalog import references
from cloudwright.design.catalog.code_runners import RUNS_CODE
from cloudwright.design.catalog.connection_properties import parsed
from cloudwright.design.catalog.functions.failures import failures_queue
from cloudwright.design.catalog.kind import Effects, LoweringContext, VerbRule
from cloudwright.design.catalog.naming import statement_id, variable
from cloudwright.design.catalog.streams.properties import StreamConsumption
from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.verbs import Verb

READ_ACTIONS = (
    "kinesis:DescribeStream",
    "kinesis:DescribeStreamSummary",
    "kinesis:GetRecords",
    "kinesis:GetShardIterator",
    "kinesis:ListShards",
)


def read_statement(stream_id: str) -> Statement:
    """Return what a role needs to read the stream."""
    return Statement(
        sid=statement_id("read", stream_id),
        actions=READ_ACTIONS,
        resources=(references.arn_of(references.stream(stream_id)),),
    )


def _published(_: LoweringContext, connection: Connection) -> Effects:
    stream = references.stream(connection.target)
    statement = Statement(
        sid=statement_id("put", "into", connection.target),
        actions=("kinesis:PutRecord", "kinesis:PutRecords"),
        resources=(references.arn_of(stream),),
    )
    return Effects(
        statements=(statement,), environment={variable(connection.target, "STREAM_NAME"): Ref(stream)}
    )


def _consumed(context: LoweringContext, connection: Connection) -> Effects:
    wanted = parsed(connection, StreamConsumption)
    failures = failures_queue(context.architecture, connection.source)
    source = Resource(
        key=ResourceKey(connection.source, f"source-{connection.target}"),
        type="AWS::Lambda::EventSourceMapping",
        properties={
            "FunctionName": Ref(references.function(connection.source)),
            "EventSourceArn": references.arn_of(references.stream(connection.target)),
            "StartingPosition": wanted.start,
            "BatchSize": wanted.batch_size,
            "MaximumBatchingWindowInSeconds": wanted.batch_window_seconds,
            "ParallelizationFactor": wanted.parallel_batches,
            "BisectBatchOnFunctionError": True,
            "MaximumRetryAttempts": wanted.maximum_retries,
            "MaximumRecordAgeInSeconds": wanted.maximum_record_age_seconds,
            "FunctionResponseTypes": ["ReportBatchItemFailures"],
            "DestinationConfig": {"OnFailure": {"Destination": references.arn_of(failures)}},
        },
        comments={
            "BisectBatchOnFunctionError": "A bad record is found by halving, and does not block its shard.",
            "DestinationConfig": "Says which records were given up; the stream still keeps them.",
        },
        area="compute",
    )
    return Effects(statements=(read_statement(connection.target),), resources=(source,))


VERBS = (
    VerbRule(
        Verb.PUBLISHES,
        RUNS_CODE,
        _published,
        explanation="Code puts records; the stream's name comes as an environment variable.",
    ),
    VerbRule(
        Verb.CONSUMES,
        ("lambda_function",),
        _consumed,
        explanation="Lambda reads the stream in order and runs the function with batches of records.",
    ),
)
