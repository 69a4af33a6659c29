"""Messages come back while they are worked on."""

from collections.abc import Iterator

from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.fixes import set_properties
from cloudwright.design.review.queues import consumers
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at

_TIMES = 6
_QUEUE_DEFAULT = 30  # seconds, when a queue does not say
_FUNCTION_DEFAULT = 3  # seconds, when a function does not say


def _findings(subject: Subject) -> Iterator[Hit]:
    for queue, _, function in consumers(subject):
        hidden, timeout = at(queue, "VisibilityTimeout"), at(function, "Timeout")
        seconds = hidden if isinstance(hidden, int) else _QUEUE_DEFAULT
        run = timeout if isinstance(timeout, int) else _FUNCTION_DEFAULT
        if seconds < _TIMES * run:
            element_id = queue.key.element_id
            yield Hit(
                element_id=element_id,
                message=f"A slow run of {subject.title(function.key.element_id)} gets its message twice.",
                evidence=f"VisibilityTimeout is {seconds} s, {_TIMES} x {run} s = {_TIMES * run} s is safe",
                fix=set_properties(subject, element_id, visibility_timeout_seconds=_TIMES * run),
                fix_label=f"Hide messages for {_TIMES * run} s",
            )


RULE = Rule(
    id="CW-SQS-001",
    title="Messages come back while they are worked on",
    severity=Severity.MEDIUM,
    pillar=Pillar.RELIABILITY,
    question="REL04",
    controls=(),
    source="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
    findings=_findings,
)
