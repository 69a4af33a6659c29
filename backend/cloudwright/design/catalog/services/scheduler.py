"""Amazon EventBridge Scheduler: starts one target at set times, in a time zone of its own."""

from collections.abc import Mapping, Sequence

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Pseudo, Ref, ResourceKey, Statement, Value
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.formulas import number, usage
from cloudwright.design.catalog.kind import (
    AlarmSpec,
    Category,
    Element,
    Gathered,
    Kind,
    Lowered,
    LoweringContext,
    PricingContext,
    Usage,
)
from cloudwright.design.catalog.messaging.schedule_connections import VERBS
from cloudwright.design.catalog.messaging.schedule_properties import ScheduleProperties, defaults
from cloudwright.design.catalog.naming import physical_name
from cloudwright.design.catalog.policies import role, service_role
from cloudwright.design.catalog.queues import failures_queue_resources, own_failures, queue_depth_alarm
from cloudwright.design.model.architecture import Architecture
from cloudwright.design.model.verbs import Verb

_NAME_CHARACTERS = 64
_DESCRIPTION_CHARACTERS = 512


def _lower(context: LoweringContext, element: Element[ScheduleProperties], gathered: Gathered) -> Lowered:
    """Without a target there is nothing to start: only the group that alarms look at."""
    targets = [t for t in gathered.slot(slots.TARGETS) if isinstance(t, Ref)]
    group = Resource(
        key=_group_key(element.id),
        type="AWS::Scheduler::ScheduleGroup",
        properties={"Name": physical_name(context, element.id, limit=_NAME_CHARACTERS)},
        comments={"Name": "A group of its own: CloudWatch counts failures by group, not by schedule."},
        area="messaging",
    )
    if not targets:
        return Lowered(resources=(group,))
    failures = failures_key(context.architecture, element.id)
    own = (
        failures_queue_resources(context, element.id, statements=(), area="messaging")
        if failures.element_id == element.id
        else ()
    )
    schedule = _schedule(context, element, target=targets[0], failures=failures)
    return Lowered(resources=(group, *own, _role(element.id, gathered, failures=failures), schedule))


def failures_key(architecture: Architecture, schedule_id: str) -> ResourceKey:
    """Return the queue the schedule dead-letters to, or the one that lowering makes for it."""
    for connection in architecture.outgoing(schedule_id):
        if connection.verb is Verb.DEAD_LETTERS:
            return references.queue(connection.target)
    return own_failures(schedule_id)


def _group_key(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "group")


def _role(element_id: str, gathered: Gathered, *, failures: ResourceKey) -> Resource:
    keep = Statement(
        sid="SendFailures", actions=("sqs:SendMessage",), resources=(references.arn_of(failures),)
    )
    return service_role(
        role(element_id),
        (*gathered.statements, keep),
        service="scheduler.amazonaws.com",
        area="messaging",
        description=f"What {element_id} may start",
        conditions={
            "StringEquals": {
                "aws:SourceAccount": Pseudo.ACCOUNT_ID,
                "aws:SourceArn": references.arn_of(_group_key(element_id)),
            }
        },
    )


def _schedule(
    context: LoweringContext, element: Element[ScheduleProperties], *, target: Ref, failures: ResourceKey
) -> Resource:
    wanted = element.properties
    window: dict[str, Value] = {"Mode": "OFF"}
    if wanted.flexible_window_minutes is not None:
        window = {"Mode": "FLEXIBLE", "MaximumWindowInMinutes": wanted.flexible_window_minutes}
    return Resource(
        key=ResourceKey(element.id, "schedule"),
        type="AWS::Scheduler::Schedule",
        properties={
            "Name": physical_name(context, element.id, limit=_NAME_CHARACTERS),
            "GroupName": Ref(_group_key(element.id)),
            "Description": element.component.purpose[:_DESCRIPTION_CHARACTERS] or element.component.title,
            "ScheduleExpression": wanted.schedule,
            "ScheduleExpressionTimezone": wanted.time_zone,
            "FlexibleTimeWindow": window,
            "State": "ENABLED" if wanted.enabled else "DISABLED",
            "Target": {
                "Arn": target,
                "RoleArn": references.arn_of(role(element.id)),
                "RetryPolicy": {
                    "MaximumRetryAttempts": wanted.maximum_retries,
                    "MaximumEventAgeInSeconds": wanted.maximum_age_seconds,
                },
                "DeadLetterConfig": {"Arn": references.arn_of(failures)},
            },
        },
        area="messaging",
    )


def _price(context: PricingContext, element: Element[ScheduleProperties]) -> Sequence[Usage]:
    runs = context.load.of(element.id)
    formula = f"{number(runs)} runs a month of {element.properties.schedule}"
    return (usage(element.id, "eventbridge.scheduler.invocation", quantity=runs, formula=formula),)


def _alarms(context: LoweringContext, element: Element[ScheduleProperties]) -> Sequence[AlarmSpec]:
    title = element.component.title
    dimensions: Mapping[str, Value] = {"ScheduleGroup": Ref(_group_key(element.id))}
    own = own_failures(element.id)
    started = any(c.verb in (Verb.INVOKES, Verb.PUBLISHES) for c in context.architecture.outgoing(element.id))
    lost = started and failures_key(context.architecture, element.id) == own
    return (
        AlarmSpec(
            part="target-errors",
            title=f"{title}: target refused",
            namespace="AWS/Scheduler",
            metric="TargetErrorCount",
            dimensions=dimensions,
            statistic="Sum",
            threshold=0,
            comparison="GreaterThanThreshold",
            meaning="The target answered the scheduler with an error: a right is missing, or it is busy.",
            first_look="The schedule's role and target; then the message in its dead-letter queue.",
        ),
        AlarmSpec(
            part="dropped",
            title=f"{title}: run given up",
            namespace="AWS/Scheduler",
            metric="InvocationDroppedCount",
            dimensions=dimensions,
            statistic="Sum",
            threshold=0,
            comparison="GreaterThanThreshold",
            meaning="After all retries a run was given up: what should have happened did not.",
            first_look="The dead-letter queue of the schedule: run by hand what was missed.",
        ),
        *((queue_depth_alarm(own, part="failures", title=f"{title}: failed runs"),) if lost else ()),
    )


EVENTBRIDGE_SCHEDULE = Kind(
    id="eventbridge_schedule",
    service="Amazon EventBridge",
    title="EventBridge schedule",
    summary="Starts one target at set times in any time zone, with retries and a dead-letter queue.",
    category=Category.INTEGRATION,
    icon="AmazonEventBridgeScheduler",
    documentation="https://docs.aws.amazon.com/scheduler/latest/UserGuide/what-is-scheduler.html",
    properties=ScheduleProperties,
    defaults=defaults,
    lower=_lower,
    price=_price,
    verbs=VERBS,
    alarms=_alarms,
    resource_types=("AWS::Scheduler::Schedule", "AWS::Scheduler::ScheduleGroup", "AWS::IAM::Role"),
    sla=("EventBridge Scheduler", "schedules"),
    synonyms=("scheduler", "eventbridge scheduler", "timed job", "time zone schedule", "scheduled task"),
)

KINDS = (EVENTBRIDGE_SCHEDULE,)
