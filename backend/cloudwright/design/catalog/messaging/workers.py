"""Code that polls a queue by itself: containers and instances."""

from typing import Annotated

from pydantic import Field

from cloudwright.design.blueprint.values import Ref, Statement
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.connection_properties import parsed
from cloudwright.design.catalog.kind import Effects, LoweringContext, Setting
from cloudwright.design.catalog.naming import statement_id, variable
from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.frozen import Frozen


class Work(Frozen):
    """How long the work on a message takes."""

    work_seconds: Annotated[int, Field(ge=1, le=7200)] = Field(
        default=30, description="Longest work on one message, in seconds; the queue hides it six times that"
    )


def takes_messages(_: LoweringContext, connection: Connection) -> Effects:
    """Let code receive and delete messages, and hide them while it works."""
    queue = references.queue(connection.target)
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
    work = parsed(connection, Work)
    return Effects(
        statements=(statement,),
        environment={variable(connection.target, "QUEUE_URL"): Ref(queue)},
        settings=(Setting(connection.target, slots.CONSUMER_TIMEOUT, work.work_seconds),),
    )
