"""What connections to and from a queue bring about."""

from cloudwright.design.blueprint.values import Pseudo, Ref, Statement
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.code_runners import RUNS_CODE
from cloudwright.design.catalog.kind import Effects, LoweringContext, Setting, VerbRule
from cloudwright.design.catalog.messaging.notifications import bucket_arn, bucket_notification
from cloudwright.design.catalog.naming import statement_id, variable
from cloudwright.design.catalog.policies import from_resource
from cloudwright.design.catalog.queues import policy_key
from cloudwright.design.model.architecture import Architecture, Connection
from cloudwright.design.model.verbs import Verb


def is_dead_letter_queue(architecture: Architecture, queue_id: str) -> bool:
    """Say whether another element sends here what it could not deliver."""
    return any(c.verb is Verb.DEAD_LETTERS for c in architecture.incoming(queue_id))


def send_statement(queue_id: str) -> Statement:
    """Return what a role needs to send to the queue."""
    return Statement(
        sid=statement_id("send", "to", queue_id),
        actions=("sqs:SendMessage",),
        resources=(references.arn_of(references.queue(queue_id)),),
    )


def _published(_: LoweringContext, connection: Connection) -> Effects:
    url = Ref(references.queue(connection.target))
    return Effects(
        statements=(send_statement(connection.target),),
        environment={variable(connection.target, "QUEUE_URL"): url},
    )


def _notified_by_bucket(context: LoweringContext, connection: Connection) -> Effects:
    """The policy names the bucket by its known name: a reference would be a cycle."""
    queue = references.queue(connection.target)
    allowed = Statement(
        sid=statement_id("allow", connection.source),
        principal={"Service": "s3.amazonaws.com"},
        actions=("sqs:SendMessage",),
        resources=(references.arn_of(queue),),
        conditions={
            "StringEquals": {"aws:SourceAccount": Pseudo.ACCOUNT_ID},
            "ArnEquals": {"aws:SourceArn": bucket_arn(context, connection.source)},
        },
    )
    notification = bucket_notification(
        connection, kind="Queue", target=references.arn_of(queue), after=policy_key(queue)
    )
    return Effects(
        settings=(
            Setting(connection.target, slots.QUEUE_POLICY, allowed),
            Setting(connection.source, slots.NOTIFICATIONS, notification),
        )
    )


def _failures_of_role(_: LoweringContext, connection: Connection) -> Effects:
    """A function's role sends its failed events; the statement comes with the function's own failures."""
    return Effects(settings=_dead_letter_settings(connection))


def _failures_of_schedule(_: LoweringContext, connection: Connection) -> Effects:
    """The schedule's own role sends; its statement comes with the schedule."""
    return Effects(settings=_dead_letter_settings(connection))


def _failures_of_queue(_: LoweringContext, connection: Connection) -> Effects:
    """SQS moves messages between queues of one account without a policy."""
    return Effects(settings=_dead_letter_settings(connection))


def _failures_of_rule(_: LoweringContext, connection: Connection) -> Effects:
    rule = references.arn_of(references.rule(connection.source))
    return _failures_of_service(connection, service="events.amazonaws.com", source=rule)


def _failures_of_topic(_: LoweringContext, connection: Connection) -> Effects:
    topic = Ref(references.topic(connection.source))
    return _failures_of_service(connection, service="sns.amazonaws.com", source=topic)


def _failures_of_service(connection: Connection, *, service: str, source: Ref) -> Effects:
    queue = references.queue(connection.target)
    allowed = from_resource(
        service,
        source,
        sid=statement_id("allow", "failures", "of", connection.source),
        actions=("sqs:SendMessage",),
        resource=references.arn_of(queue),
    )
    return Effects(
        settings=(
            *_dead_letter_settings(connection),
            Setting(connection.target, slots.QUEUE_POLICY, allowed),
        )
    )


def _dead_letter_settings(connection: Connection) -> tuple[Setting, ...]:
    arn = references.arn_of(references.queue(connection.target))
    return (Setting(connection.source, slots.DEAD_LETTER_QUEUE, arn),)


VERBS = (
    VerbRule(
        Verb.PUBLISHES,
        RUNS_CODE,
        _published,
        explanation="Code sends messages; the queue's URL comes as an environment variable.",
    ),
    VerbRule(
        Verb.NOTIFIES,
        ("s3_bucket",),
        _notified_by_bucket,
        explanation="The bucket sends a message for each object event.",
    ),
    VerbRule(
        Verb.DEAD_LETTERS,
        ("sqs_queue",),
        _failures_of_queue,
        explanation="Messages that were tried too often wait there.",
    ),
    VerbRule(
        Verb.DEAD_LETTERS,
        ("lambda_function",),
        _failures_of_role,
        explanation="Events that the function could not take after all retries wait there.",
    ),
    VerbRule(
        Verb.DEAD_LETTERS,
        ("eventbridge_rule",),
        _failures_of_rule,
        explanation="Events that could not be delivered to a target wait there.",
    ),
    VerbRule(
        Verb.DEAD_LETTERS,
        ("eventbridge_schedule",),
        _failures_of_schedule,
        explanation="Runs that could not be started wait there.",
    ),
    VerbRule(
        Verb.DEAD_LETTERS,
        ("sns_topic",),
        _failures_of_topic,
        explanation="Messages that could not be delivered to a subscriber wait there.",
    ),
)
