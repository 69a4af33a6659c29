"""What follows when a plan backs an element up: the element is selected by its ARN."""

from collections.abc import Callable

from cloudwright.design.blueprint.values import Ref, Scalar
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.kind import Effects, LoweringContext, Setting, VerbRule
from cloudwright.design.catalog.storage.properties import BucketProperties
from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.errors import EditRejected, Problem
from cloudwright.design.model.verbs import Verb


def backed_up(context: LoweringContext, connection: Connection, *, arn: Scalar) -> Effects:
    """Return the selection of the target; raises EditRejected when copies would stay in its own Region."""
    wanted = context.elements[connection.source].properties.model_dump()
    if wanted.get("copy_region") == context.architecture.region:
        problem = Problem(
            path=f"components.{connection.source}.properties.copy_region",
            rule="copy-to-another-region",
            got=context.architecture.region,
            hint="recovery points are there already: choose another Region, or none",
        )
        raise EditRejected("A copy has to leave the Region.", problems=[problem])
    return Effects(settings=(Setting(connection.source, slots.BACKED_UP, arn),))


def _table(context: LoweringContext, connection: Connection) -> Effects:
    return backed_up(context, connection, arn=references.arn_of(references.table(connection.target)))


def _bucket(context: LoweringContext, connection: Connection) -> Effects:
    """AWS Backup keeps recovery points of versioned buckets only."""
    bucket = context.elements[connection.target].properties
    if isinstance(bucket, BucketProperties) and not bucket.versioning:
        problem = Problem(
            path=f"connections.{connection.id}",
            rule="versioned-bucket",
            got=connection.target,
            hint=f"set `versioning` of '{connection.target}' first: AWS Backup needs it",
        )
        raise EditRejected("AWS Backup takes versioned buckets only.", problems=[problem])
    return backed_up(context, connection, arn=references.arn_of(references.bucket(connection.target)))


def _instance(context: LoweringContext, connection: Connection) -> Effects:
    database = Ref(references.database(connection.target), "DBInstanceArn")
    return backed_up(context, connection, arn=database)


def _cluster(context: LoweringContext, connection: Connection) -> Effects:
    return backed_up(context, connection, arn=Ref(references.database(connection.target), "DBClusterArn"))


def _files(context: LoweringContext, connection: Connection) -> Effects:
    return backed_up(context, connection, arn=references.arn_of(references.file_system(connection.target)))


def _rule(kind: str, connect: Callable[[LoweringContext, Connection], Effects], *, why: str) -> VerbRule:
    return VerbRule(
        verb=Verb.BACKS_UP, others=(kind,), connect=connect, declared_by_source=True, explanation=why
    )


VERBS = (
    _rule("dynamodb_table", _table, why="Keeps a recovery point of the whole table for each day and week."),
    _rule("s3_bucket", _bucket, why="Keeps recovery points of the objects; the bucket must be versioned."),
    _rule("rds_instance", _instance, why="Keeps a snapshot of the instance, beside its own backups."),
    _rule("aurora_cluster", _cluster, why="Keeps a snapshot of the cluster, beside its own backups."),
    _rule("efs_file_system", _files, why="Keeps recovery points of the files."),
)
