"""The standard alarm of a topic."""

from collections.abc import Sequence

from cloudwright.design.blueprint.values import Ref
from cloudwright.design.catalog import references
from cloudwright.design.catalog.kind import AlarmSpec, Element, LoweringContext
from cloudwright.design.catalog.messaging.topic_properties import TopicProperties


def alarms(_: LoweringContext, element: Element[TopicProperties]) -> Sequence[AlarmSpec]:
    """Return the alarm on messages that did not reach a subscriber."""
    return (
        AlarmSpec(
            part="undelivered",
            title=f"{element.component.title}: messages not delivered",
            namespace="AWS/SNS",
            metric="NumberOfNotificationsFailed",
            dimensions={"TopicName": Ref(references.topic(element.id), "TopicName")},
            statistic="Sum",
            threshold=0,
            comparison="GreaterThanThreshold",
            meaning="A subscriber did not take messages after all retries.",
            first_look="The topic's subscriptions: is one gone, refused by its policy, or out of order?",
        ),
    )
