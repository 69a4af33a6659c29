"""Alarms that reach nobody."""

from collections.abc import Iterator

from cloudwright.design.model.architecture import Component
from cloudwright.design.model.edits import Edit
from cloudwright.design.model.verbs import Verb
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.fixes import add_connected, free_id
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject


def _findings(subject: Subject) -> Iterator[Hit]:
    alerting = {c.source for c in subject.architecture.connections if c.verb is Verb.ALERTS}
    for alarms in subject.of_kind("cloudwatch_alarms"):
        if alarms.id not in alerting:
            yield Hit(
                element_id=alarms.id,
                message=f"{alarms.title} turns red where nobody looks.",
                evidence=f"{alarms.id} alerts no topic",
                fix=_fix(subject, alarms.id),
                fix_label="Send alarms to a topic",
            )


def _fix(subject: Subject, alarms_id: str) -> tuple[Edit, ...]:
    topic = Component(id=free_id(subject, "alerts"), kind="sns_topic", title="Alerts", origin="rule")
    return add_connected(subject, topic, source=alarms_id, verb=Verb.ALERTS, target=topic.id)


RULE = Rule(
    id="CW-OPS-002",
    title="Alarms that reach nobody",
    severity=Severity.MEDIUM,
    pillar=Pillar.OPERATIONS,
    question="OPS08",
    controls=(),
    source="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html",
    findings=_findings,
)
