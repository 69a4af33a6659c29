"""Amazon CloudWatch alarms: a set that watches elements and tells a topic."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from pydantic import Field, JsonValue

from cloudwright.design.blueprint.graph import Resource, Stack
from cloudwright.design.blueprint.values import Ref, ResourceKey, Value
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.alarm_sets import GLOBAL_REGION, as_lowering, specs
from cloudwright.design.catalog.budget_alerts import RESOURCE_TYPE
from cloudwright.design.catalog.formulas import fixed
from cloudwright.design.catalog.kind import (
    AlarmSpec,
    Category,
    Effects,
    Element,
    Gathered,
    Kind,
    Lowered,
    LoweringContext,
    PricingContext,
    Properties,
    Setting,
    Usage,
    VerbRule,
)
from cloudwright.design.catalog.messaging.topic_lowering import global_topic
from cloudwright.design.catalog.naming import name_away_from_home, physical_name
from cloudwright.design.model.architecture import Connection, Environment
from cloudwright.design.model.verbs import Verb

ALARM_NAME_CHARACTERS = 255


class AlarmsProperties(Properties):
    """Which messages are sent. What is watched, and at which thresholds, comes from the watched kinds."""

    tell_recovery: bool = Field(default=True, description="Also tell when an alarm is over")


def _defaults(_: Environment) -> Mapping[str, JsonValue]:
    return {}


def _lower(context: LoweringContext, element: Element[AlarmsProperties], gathered: Gathered) -> Lowered:
    topics = [topic for topic in gathered.slot(slots.ALARM_TOPICS) if isinstance(topic, str)]
    return Lowered(
        resources=tuple(
            _alarm(context, element, target=target, spec=spec, topics=topics)
            for target, spec in specs(context, element.id)
        )
    )


def _alarm(
    context: LoweringContext,
    element: Element[AlarmsProperties],
    *,
    target: Element[Properties],
    spec: AlarmSpec,
    topics: Sequence[str],
) -> Resource:
    actions: Value = [Ref(_topic(context, topic, stack=spec.stack)) for topic in topics]
    named = physical_name if spec.stack is Stack.MAIN else name_away_from_home
    statistic = "ExtendedStatistic" if spec.statistic.startswith("p") else "Statistic"
    properties: dict[str, Value] = {
        "AlarmName": named(context, f"{element.id}-{target.id}-{spec.part}", limit=ALARM_NAME_CHARACTERS),
        "AlarmDescription": f"{spec.title}. {spec.meaning} First look: {spec.first_look}",
        "Namespace": spec.namespace,
        "MetricName": spec.metric,
        "Dimensions": [{"Name": name, "Value": value} for name, value in spec.dimensions.items()],
        statistic: spec.statistic,
        "Period": spec.period_seconds,
        "EvaluationPeriods": spec.evaluation_periods,
        "Threshold": spec.threshold,
        "ComparisonOperator": spec.comparison,
        "TreatMissingData": spec.treat_missing,
        "AlarmActions": actions,
    }
    if element.properties.tell_recovery:
        properties["OKActions"] = actions
    return Resource(
        key=ResourceKey(element.id, f"{target.id}-{spec.part}"),
        type="AWS::CloudWatch::Alarm",
        properties=properties,
        stack=spec.stack,
        area="alarms",
        about=target.id,
    )


def _topic(context: LoweringContext, topic_id: str, *, stack: Stack) -> ResourceKey:
    if stack is not Stack.MAIN and context.architecture.region != GLOBAL_REGION:
        return global_topic(topic_id)
    return references.topic(topic_id)


def _watches(_: LoweringContext, __: Connection) -> Effects:
    """The alarms follow from what is watched; the watched element itself does not change."""
    return Effects()


def _alerts(_: LoweringContext, connection: Connection) -> Effects:
    return Effects(settings=(Setting(connection.source, slots.ALARM_TOPICS, connection.target),))


def _price(context: PricingContext, element: Element[AlarmsProperties]) -> Sequence[Usage]:
    count = Decimal(len(specs(as_lowering(context), element.id)))
    return (fixed(element.id, "cloudwatch.alarm.standard_month", quantity=count, formula=f"{count} alarms"),)


CLOUDWATCH_ALARMS = Kind(
    id="cloudwatch_alarms",
    service="Amazon CloudWatch",
    title="CloudWatch alarms",
    summary="Watches the standard metrics of other elements and tells a topic when one is wrong.",
    category=Category.MANAGEMENT,
    icon="AmazonCloudWatch",
    documentation=("https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html"),
    properties=AlarmsProperties,
    defaults=_defaults,
    lower=_lower,
    price=_price,
    verbs=(
        VerbRule(
            Verb.WATCHES,
            ("*",),
            _watches,
            declared_by_source=True,
            explanation="Raises the standard alarms of the watched element.",
        ),
        VerbRule(
            Verb.ALERTS,
            ("sns_topic",),
            _alerts,
            declared_by_source=True,
            explanation="Every alarm of the set publishes to the topic.",
        ),
    ),
    resource_types=("AWS::CloudWatch::Alarm", RESOURCE_TYPE),
    sla=("CloudWatch", "metrics, logs ingestion, alarms"),
    plumbing=True,
    synonyms=("alarms", "monitoring", "alerting", "cloudwatch", "observability", "metrics"),
)

KINDS = (CLOUDWATCH_ALARMS,)
