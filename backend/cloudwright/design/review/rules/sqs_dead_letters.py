"""Queue without a dead-letter queue."""

from collections.abc import Iterator

from cloudwright.design.model.architecture import Component
from cloudwright.design.model.verbs import Verb
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.fixes import add_connected, free_id
from cloudwright.design.review.queues import consumers
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at


def _findings(subject: Subject) -> Iterator[Hit]:
    for queue in dict.fromkeys(queue.key for queue, _, _ in consumers(subject)):
        if at(subject.blueprint.by_key[queue], "RedrivePolicy.deadLetterTargetArn") is not None:
            continue
        element_id = queue.element_id
        letters = Component(
            id=free_id(subject, f"{element_id}-dlq"),
            kind="sqs_queue",
            title=f"{subject.title(element_id)[:60]} dead letters",
            origin="rule",
        )
        yield Hit(
            element_id=element_id,
            message=f"A message that always fails stays in {subject.title(element_id)} and blocks work.",
            evidence="RedrivePolicy.deadLetterTargetArn is not set",
            fix=add_connected(subject, letters, source=element_id, verb=Verb.DEAD_LETTERS, target=letters.id),
            fix_label="Add a dead-letter queue",
        )


RULE = Rule(
    id="CW-SQS-002",
    title="Queue without a dead-letter queue",
    severity=Severity.HIGH,
    pillar=Pillar.RELIABILITY,
    question="REL05",
    controls=(),
    source="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
    findings=_findings,
)
