"""Dead letters that nobody is told about."""

from collections.abc import Iterator

from cloudwright.design.blueprint.graph import references
from cloudwright.design.blueprint.values import Ref
from cloudwright.design.review.alarms import watch
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.queues import dead_letter_queues
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject


def _findings(subject: Subject) -> Iterator[Hit]:
    watched = {
        reference.resource
        for alarm in subject.resources("AWS::CloudWatch::Alarm")
        for reference in references(alarm.properties)
        if isinstance(reference, Ref)
    }
    for queue in sorted(dead_letter_queues(subject) - watched, key=str):
        yield Hit(
            element_id=queue.element_id,
            message=f"Messages that fail in {subject.title(queue.element_id)} wait unseen until they expire.",
            evidence=f"no AWS::CloudWatch::Alarm on the dead-letter queue {queue}",
            fix=watch(subject, queue.element_id),
            fix_label="Raise an alarm",
        )


RULE = Rule(
    id="CW-SQS-003",
    title="Dead letters that nobody is told about",
    severity=Severity.MEDIUM,
    pillar=Pillar.RELIABILITY,
    question="REL06",
    controls=(),
    source="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/dead-letter-queues-alarms-cloudwatch.html",
    findings=_findings,
)
