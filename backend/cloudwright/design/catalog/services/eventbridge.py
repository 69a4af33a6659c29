"""Amazon EventBridge: rules, on a schedule or for events, and the buses that they listen on."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import Field, JsonValue, StringConstraints, model_validator

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Ref, Value
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
    Properties,
    Usage,
)
from cloudwright.design.catalog.messaging.bus_connections import bus_of
from cloudwright.design.catalog.messaging.event_buses import EVENTBRIDGE_BUS
from cloudwright.design.catalog.messaging.rule_connections import VERBS, event_source
from cloudwright.design.catalog.messaging.schedules import runs_per_month
from cloudwright.design.catalog.naming import physical_name
from cloudwright.design.model.architecture import Environment
from cloudwright.design.model.verbs import Verb

RULE_NAME_CHARACTERS = 64


class RuleProperties(Properties):
    """When the rule starts its targets: on a schedule, or for events that elements publish to it."""

    schedule: Annotated[str, StringConstraints(max_length=256)] | None = Field(
        default=None,
        description="`rate(5 minutes)` or `cron(0 3 * * ? *)` in UTC; without it the rule waits for events",
    )
    detail_types: tuple[Annotated[str, StringConstraints(min_length=1, max_length=128)], ...] = Field(
        default=(), max_length=20, description="Event types that the rule takes; without them all"
    )
    enabled: bool = Field(default=True, description="Whether the rule starts its targets")

    @property
    def schedule_runs_per_month(self) -> Decimal | None:
        """How often the schedule runs in a month of 730 hours; None without a schedule."""
        if self.schedule is None:
            return None
        return runs_per_month(self.schedule) if self.enabled else Decimal(0)

    @model_validator(mode="after")
    def _readable_schedule(self) -> Self:
        if self.schedule is not None:
            runs_per_month(self.schedule)
        return self


def _defaults(_: Environment) -> Mapping[str, JsonValue]:
    return {}


def _lower(context: LoweringContext, element: Element[RuleProperties], gathered: Gathered) -> Lowered:
    wanted = element.properties
    properties: dict[str, Value] = {
        "Name": physical_name(context, element.id, limit=RULE_NAME_CHARACTERS),
        "Description": element.component.purpose[:512] or element.component.title,
        "State": "ENABLED" if wanted.enabled else "DISABLED",
    }
    for bus in gathered.slot(slots.EVENT_BUS):
        if isinstance(bus, Ref):
            properties["EventBusName"] = bus
    if wanted.schedule is not None:
        properties["ScheduleExpression"] = wanted.schedule
    else:
        properties["EventPattern"] = _pattern(context, element, gathered)
    targets = [t for t in gathered.slot(slots.TARGETS) if isinstance(t, Mapping)]
    if targets:
        properties["Targets"] = targets
    rule = Resource(
        key=references.rule(element.id), type="AWS::Events::Rule", properties=properties, area="messaging"
    )
    return Lowered(resources=(rule,))


def _pattern(context: LoweringContext, element: Element[RuleProperties], gathered: Gathered) -> Value:
    """Match events of this design's code, new objects of the buckets that notify the rule, or both."""
    buckets = [name for name in gathered.slot(slots.EVENT_BUCKETS) if isinstance(name, Ref)]
    objects: Value = {
        "source": ["aws.s3"],
        "detail-type": ["Object Created"],
        "detail": {"bucket": {"name": buckets}},
    }
    published: dict[str, Value] = {"source": [event_source(context)]}
    if element.properties.detail_types:
        published["detail-type"] = list(element.properties.detail_types)
    if not buckets:
        return published
    incoming = context.architecture.incoming(element.id)
    return {"$or": [published, objects]} if any(c.verb is Verb.PUBLISHES for c in incoming) else objects


def _price(context: PricingContext, element: Element[RuleProperties]) -> Sequence[Usage]:
    published = sum(
        (context.load.on(c) for c in context.architecture.incoming(element.id) if c.verb is Verb.PUBLISHES),
        Decimal(0),
    )
    if element.properties.schedule is not None or bus_of(context.architecture, element.id) is not None:
        return ()
    return (
        usage(
            element.id,
            "eventbridge.custom_event",
            quantity=published,
            formula=f"{number(published)} events published; starting targets is free",
        ),
    )


def _dimensions(context: LoweringContext, element: Element[RuleProperties]) -> Mapping[str, Value]:
    """Return how CloudWatch calls the rule: on a bus of one's own, Ref gives more than the rule's name."""
    bus = bus_of(context.architecture, element.id)
    if bus is None:
        return {"RuleName": Ref(references.rule(element.id))}
    name = physical_name(context, element.id, limit=RULE_NAME_CHARACTERS)
    return {"EventBusName": Ref(references.event_bus(bus)), "RuleName": name}


def _alarms(context: LoweringContext, element: Element[RuleProperties]) -> Sequence[AlarmSpec]:
    return (
        AlarmSpec(
            part="failed-invocations",
            title=f"{element.component.title}: targets not started",
            namespace="AWS/Events",
            metric="FailedInvocations",
            dimensions=_dimensions(context, element),
            statistic="Sum",
            threshold=0,
            comparison="GreaterThanThreshold",
            meaning="EventBridge could not start a target at all: a permission is missing or it is gone.",
            first_look="The dead-letter queue of the target: the message says which error came.",
        ),
    )


EVENTBRIDGE_RULE = Kind(
    id="eventbridge_rule",
    service="Amazon EventBridge",
    title="EventBridge rule",
    summary="Starts targets on a schedule, or for events that match.",
    category=Category.INTEGRATION,
    icon="AmazonEventBridge",
    documentation="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rules.html",
    properties=RuleProperties,
    defaults=_defaults,
    lower=_lower,
    price=_price,
    verbs=VERBS,
    alarms=_alarms,
    resource_types=("AWS::Events::Rule",),
    sla=("EventBridge", "event buses"),
    synonyms=(
        "schedule",
        "cron",
        "timer",
        "event rule",
        "nightly job",
        "eventbridge",
    ),
)

KINDS: tuple[Kind[Any], ...] = (
    EVENTBRIDGE_RULE,
    EVENTBRIDGE_BUS,
)  # Any: a tuple of kinds has no common property type
