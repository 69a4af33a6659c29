"""Schedule without a dead-letter queue."""

from cloudwright.design.review.expectation import expect, is_set
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Rule

RULE = Rule(
    id="CW-EVT-003",
    title="Schedule without a dead-letter queue",
    severity=Severity.MEDIUM,
    pillar=Pillar.RELIABILITY,
    question="REL05",
    controls=(),
    source="https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html",
    findings=expect(
        "AWS::Scheduler::Schedule",
        "Target.DeadLetterConfig.Arn",
        holds=is_set,
        message="A run of {title} that cannot be started leaves no trace.",
    ),
)
