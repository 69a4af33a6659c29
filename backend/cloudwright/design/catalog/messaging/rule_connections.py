"""What connections to and from an EventBridge rule bring about."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from cloudwright.design.blueprint.values import Ref, ResourceKey, Statement, Value
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.code_runners import RUNS_CODE
from cloudwright.design.catalog.connection_properties import parsed
from cloudwright.design.catalog.functions.connections import permission
from cloudwright.design.catalog.functions.failures import failures_queue
from cloudwright.design.catalog.kind import Effects, LoweringContext, Setting, VerbRule
from cloudwright.design.catalog.naming import statement_id, variable
from cloudwright.design.catalog.policies import OWN_ACCOUNT, from_resource, service_role
from cloudwright.design.catalog.workflows.starting import start_statement
from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.frozen import Frozen
from cloudwright.design.model.verbs import Verb

_SERVICE = "events.amazonaws.com"
_TARGET_ID_CHARACTERS = 64


class Delivery(Frozen):
    """How often and how long EventBridge tries to start a target."""

    maximum_retries: Annotated[int, Field(ge=0, le=185)] = Field(
        default=3, description="Tries after the first"
    )
    maximum_age_seconds: Annotated[int, Field(ge=60, le=86_400)] = Field(
        default=3600, description="Age of an event, in seconds, after which it is given up"
    )


def event_source(context: LoweringContext) -> str:
    """Return the `source` of every event that this design's own code publishes."""
    return context.prefix


def _invokes_function(context: LoweringContext, connection: Connection) -> Effects:
    rule = references.arn_of(references.rule(connection.source))
    failures = _connected_failures(context, connection.source) or failures_queue(
        context.architecture, connection.target
    )
    allowed = permission(connection.target, connection.source, service=_SERVICE, source_arn=rule)
    keep = from_resource(
        _SERVICE,
        rule,
        sid=statement_id("allow", "failures", "of", connection.source),
        actions=("sqs:SendMessage",),
        resource=references.arn_of(failures),
    )
    function = references.arn_of(references.function(connection.target))
    return Effects(
        resources=(allowed,),
        settings=(
            Setting(connection.source, slots.TARGETS, _target(connection, arn=function, failures=failures)),
            *(
                ()
                if _connected_failures(context, connection.source)
                else (Setting(failures.element_id, slots.QUEUE_POLICY, keep),)
            ),
        ),
    )


def _notifies_queue(context: LoweringContext, connection: Connection) -> Effects:
    queue = references.arn_of(references.queue(connection.target))
    allowed = from_resource(
        _SERVICE,
        references.arn_of(references.rule(connection.source)),
        sid=statement_id("allow", connection.source),
        actions=("sqs:SendMessage",),
        resource=queue,
    )
    failures = _connected_failures(context, connection.source)
    return Effects(
        settings=(
            Setting(connection.source, slots.TARGETS, _target(connection, arn=queue, failures=failures)),
            Setting(connection.target, slots.QUEUE_POLICY, allowed),
        )
    )


def _notifies_topic(context: LoweringContext, connection: Connection) -> Effects:
    """The topic's own policy lets EventBridge publish for this account."""
    topic = Ref(references.topic(connection.target))
    failures = _connected_failures(context, connection.source)
    target = _target(connection, arn=topic, failures=failures)
    return Effects(settings=(Setting(connection.source, slots.TARGETS, target),))


def _starts_workflow(context: LoweringContext, connection: Connection) -> Effects:
    workflow = Ref(references.workflow(connection.target))
    role = service_role(
        ResourceKey(connection.source, f"role-{connection.target}"),
        (start_statement(connection.target),),
        service=_SERVICE,
        area="messaging",
        description=f"Lets {connection.source} start {connection.target}",
        conditions=OWN_ACCOUNT,
    )
    failures = _connected_failures(context, connection.source)
    target = {**_target(connection, arn=workflow, failures=failures), "RoleArn": references.arn_of(role.key)}
    return Effects(resources=(role,), settings=(Setting(connection.source, slots.TARGETS, target),))


def _published(context: LoweringContext, connection: Connection) -> Effects:
    statement = Statement(
        sid=statement_id("publish", "to", connection.target),
        actions=("events:PutEvents",),
        resources=(references.regional_arn("events", "event-bus/default"),),
        conditions={"StringEquals": {"events:source": event_source(context)}},
    )
    return Effects(
        statements=(statement,),
        environment={variable(connection.target, "EVENT_SOURCE"): event_source(context)},
    )


def _target(connection: Connection, *, arn: Ref, failures: ResourceKey | None) -> Mapping[str, Value]:
    wanted = parsed(connection, Delivery)
    target: dict[str, Value] = {
        "Id": connection.target[:_TARGET_ID_CHARACTERS],
        "Arn": arn,
        "RetryPolicy": {
            "MaximumRetryAttempts": wanted.maximum_retries,
            "MaximumEventAgeInSeconds": wanted.maximum_age_seconds,
        },
    }
    if failures is not None:
        target["DeadLetterConfig"] = {"Arn": references.arn_of(failures)}
    return target


def _connected_failures(context: LoweringContext, rule_id: str) -> ResourceKey | None:
    for connection in context.architecture.outgoing(rule_id):
        if connection.verb is Verb.DEAD_LETTERS:
            return references.queue(connection.target)
    return None


VERBS = (
    VerbRule(
        Verb.INVOKES,
        ("lambda_function",),
        _invokes_function,
        declared_by_source=True,
        explanation="The rule runs the function; events it cannot take wait in its failures queue.",
    ),
    VerbRule(
        Verb.INVOKES,
        ("step_functions_workflow",),
        _starts_workflow,
        declared_by_source=True,
        explanation="The rule starts a run for each event, which is its input.",
    ),
    VerbRule(
        Verb.NOTIFIES,
        ("sqs_queue",),
        _notifies_queue,
        declared_by_source=True,
        explanation="The rule puts each event into the queue.",
    ),
    VerbRule(
        Verb.NOTIFIES,
        ("sns_topic",),
        _notifies_topic,
        declared_by_source=True,
        explanation="The rule publishes each event to the topic.",
    ),
    VerbRule(
        Verb.PUBLISHES,
        RUNS_CODE,
        _published,
        explanation="Code publishes events to the account's default bus, and the rule takes them.",
    ),
)
