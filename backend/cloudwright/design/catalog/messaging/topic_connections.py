"""What connections to and from a topic bring about."""

from typing import Annotated

from pydantic import Field

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Ref, ResourceKey, Statement, Value
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.code_runners import RUNS_CODE
from cloudwright.design.catalog.connection_properties import parsed
from cloudwright.design.catalog.functions.connections import permission
from cloudwright.design.catalog.keys import via_service
from cloudwright.design.catalog.kind import Effects, LoweringContext, Setting, VerbRule
from cloudwright.design.catalog.messaging.notifications import bucket_notification
from cloudwright.design.catalog.messaging.topic_lowering import own_key_of
from cloudwright.design.catalog.messaging.topic_properties import has_own_key
from cloudwright.design.catalog.naming import statement_id, variable
from cloudwright.design.catalog.policies import from_resource
from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.frozen import Frozen
from cloudwright.design.model.verbs import Verb


class Subscription(Frozen):
    """Which messages of a topic a subscriber gets."""

    filter_attribute: Annotated[str, Field(max_length=100)] = Field(
        default="", description="Message attribute that is compared; without it all messages are delivered"
    )
    filter_values: tuple[str, ...] = Field(
        default=(), max_length=50, description="Values of the attribute that are delivered"
    )


def _published(context: LoweringContext, connection: Connection) -> Effects:
    topic = references.topic(connection.target)
    publishing = Statement(
        sid=statement_id("publish", "to", connection.target),
        actions=("sns:Publish",),
        resources=(Ref(topic),),
    )
    own_key = Statement(
        sid=statement_id("use", "key", "of", connection.target),
        actions=("kms:Decrypt", "kms:GenerateDataKey"),
        resources=(references.arn_of(own_key_of(topic)),),
        conditions={"StringEquals": {"kms:ViaService": via_service("sns")}},
    )
    needs_key = has_own_key(context.architecture, connection.target)
    return Effects(
        statements=(publishing, own_key) if needs_key else (publishing,),
        environment={variable(connection.target, "TOPIC_ARN"): Ref(topic)},
    )


def _notified_by_bucket(_: LoweringContext, connection: Connection) -> Effects:
    """The topic's own policy lets S3 publish for this account."""
    notification = bucket_notification(
        connection,
        kind="Topic",
        target=Ref(references.topic(connection.target)),
        after=ResourceKey(connection.target, "topic-policy"),
    )
    return Effects(settings=(Setting(connection.source, slots.NOTIFICATIONS, notification),))


def _notifies_function(context: LoweringContext, connection: Connection) -> Effects:
    allowed = permission(
        connection.target,
        connection.source,
        service="sns.amazonaws.com",
        source_arn=Ref(references.topic(connection.source)),
    )
    function = references.arn_of(references.function(connection.target))
    return Effects(
        resources=(allowed, _subscription(context, connection, protocol="lambda", endpoint=function))
    )


def _notifies_queue(context: LoweringContext, connection: Connection) -> Effects:
    queue = references.arn_of(references.queue(connection.target))
    allowed = from_resource(
        "sns.amazonaws.com",
        Ref(references.topic(connection.source)),
        sid=statement_id("allow", connection.source),
        actions=("sqs:SendMessage",),
        resource=queue,
    )
    return Effects(
        resources=(_subscription(context, connection, protocol="sqs", endpoint=queue),),
        settings=(Setting(connection.target, slots.QUEUE_POLICY, allowed),),
    )


def _subscription(
    context: LoweringContext, connection: Connection, *, protocol: str, endpoint: Ref
) -> Resource:
    wanted = parsed(connection, Subscription)
    properties: dict[str, Value] = {
        "TopicArn": Ref(references.topic(connection.source)),
        "Protocol": protocol,
        "Endpoint": endpoint,
    }
    if protocol == "sqs":
        properties["RawMessageDelivery"] = True
    if wanted.filter_attribute and wanted.filter_values:
        properties["FilterPolicy"] = {wanted.filter_attribute: list(wanted.filter_values)}
    for failed in context.architecture.outgoing(connection.source):
        if failed.verb is Verb.DEAD_LETTERS:
            failures = references.arn_of(references.queue(failed.target))
            properties["RedrivePolicy"] = {"deadLetterTargetArn": failures}
    return Resource(
        key=ResourceKey(connection.source, f"subscription-{connection.target}"),
        type="AWS::SNS::Subscription",
        properties=properties,
        area="messaging",
    )


VERBS = (
    VerbRule(
        Verb.PUBLISHES,
        RUNS_CODE,
        _published,
        explanation="Code publishes messages; the topic's ARN comes as an environment variable.",
    ),
    VerbRule(
        Verb.NOTIFIES,
        ("s3_bucket",),
        _notified_by_bucket,
        explanation="The bucket publishes a message for each object event.",
    ),
    VerbRule(
        Verb.NOTIFIES,
        ("lambda_function",),
        _notifies_function,
        declared_by_source=True,
        explanation="Each message runs the function.",
    ),
    VerbRule(
        Verb.NOTIFIES,
        ("sqs_queue",),
        _notifies_queue,
        declared_by_source=True,
        explanation="Each message is put into the queue.",
    ),
)
