"""Event target without a dead-letter queue."""

from collections.abc import Iterator, Mapping

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at, items


def _findings(subject: Subject) -> Iterator[Hit]:
    for rule in subject.resources("AWS::Events::Rule"):
        bare = [
            str(target.get("Id"))
            for target in items(at(rule, "Targets"))
            if isinstance(target, Mapping) and not target.get("DeadLetterConfig")
        ]
        if bare:
            yield broken(
                subject,
                rule,
                message="An event of {title} that cannot be delivered is dropped after a day.",
                evidence=f"DeadLetterConfig is not set for {', '.join(bare)}",
            )


RULE = Rule(
    id="CW-EVT-001",
    title="Event target without a dead-letter queue",
    severity=Severity.MEDIUM,
    pillar=Pillar.RELIABILITY,
    question="REL05",
    controls=(),
    source="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html",
    findings=_findings,
)
