"""Service that runs on one task in production."""

from collections.abc import Iterator

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at


def _findings(subject: Subject) -> Iterator[Hit]:
    for target in subject.resources("AWS::ApplicationAutoScaling::ScalableTarget"):
        fewest = at(target, "MinCapacity")
        if at(target, "ServiceNamespace") == "ecs" and isinstance(fewest, int) and fewest < 2:
            yield broken(
                subject,
                target,
                message="{title} is down whenever its one task or the zone of that task is.",
                evidence=f"MinCapacity is {fewest}",
                fix={"minimum_tasks": 2},
                fix_label="Run at least two tasks",
            )


RULE = Rule(
    id="CW-ECS-004",
    title="Service that runs on one task",
    severity=Severity.HIGH,
    pillar=Pillar.RELIABILITY,
    question="REL10",
    controls=(),
    source="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-availability.html",
    findings=_findings,
)
