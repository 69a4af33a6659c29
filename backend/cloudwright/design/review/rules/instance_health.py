"""Group behind a load balancer that does not ask it who is healthy."""

from collections.abc import Iterator

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at


def _findings(subject: Subject) -> Iterator[Hit]:
    for group in subject.resources("AWS::AutoScaling::AutoScalingGroup"):
        if at(group, "TargetGroupARNs") and at(group, "HealthCheckType") != "ELB":
            yield broken(
                subject,
                group,
                message="Instances of {title} that answer nobody are never replaced.",
                evidence="HealthCheckType is not ELB",
            )


RULE = Rule(
    id="CW-EC2-004",
    title="Group behind a load balancer that does not ask it who is healthy",
    severity=Severity.MEDIUM,
    pillar=Pillar.RELIABILITY,
    question="REL11",
    controls=("AutoScaling.1",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/autoscaling-controls.html#autoscaling-1",
    findings=_findings,
)
