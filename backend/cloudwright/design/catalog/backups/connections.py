"""What follows when a plan backs an element up: the element is selected by its ARN."""

from cloudwright.design.blueprint.values import Scalar
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


VERBS = (
    VerbRule(
        verb=Verb.BACKS_UP,
        others=("dynamodb_table",),
        connect=_table,
        declared_by_source=True,
        explanation="Keeps a recovery point of the whole table for each day and week.",
    ),
    VerbRule(
        verb=Verb.BACKS_UP,
        others=("s3_bucket",),
        connect=_bucket,
        declared_by_source=True,
        explanation="Keeps recovery points of the bucket's objects; the bucket must be versioned.",
    ),
)
