"""What a bucket tells about its objects, and to whom."""

from typing import Annotated, Literal

from pydantic import Field

from cloudwright.design.blueprint.values import Join, Pseudo, Ref, ResourceKey, Value
from cloudwright.design.catalog.connection_properties import parsed
from cloudwright.design.catalog.kind import LoweringContext
from cloudwright.design.catalog.naming import bucket_name
from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.frozen import Frozen

ObjectEvent = Literal["s3:ObjectCreated:*", "s3:ObjectCreated:Put", "s3:ObjectRemoved:*"]


class Notification(Frozen):
    """Which objects of a bucket, and which changes of them, are told."""

    events: Annotated[tuple[ObjectEvent, ...], Field(min_length=1)] = Field(
        default=("s3:ObjectCreated:*",), description="Object events that are told"
    )
    prefix: Annotated[str, Field(max_length=200)] = Field(
        default="", description="Only keys that start with this"
    )
    suffix: Annotated[str, Field(max_length=200)] = Field(
        default="", description="Only keys that end with this"
    )


def bucket_notification(
    connection: Connection, *, kind: Literal["Queue", "Topic", "Lambda"], target: Ref, after: ResourceKey
) -> Value:
    """Return the value of the bucket's `notifications` slot; `after` is what must exist first."""
    told = parsed(connection, Notification)
    return {
        "Kind": kind,
        "Target": target,
        "Events": list(told.events),
        "Prefix": told.prefix,
        "Suffix": told.suffix,
        "After": Ref(after),
    }


def bucket_arn(context: LoweringContext, bucket_id: str) -> Join:
    """Return the bucket's ARN from its known name, for policies that must exist before the bucket."""
    return Join(("arn:", Pseudo.PARTITION, ":s3:::", *bucket_name(context, bucket_id).parts))
