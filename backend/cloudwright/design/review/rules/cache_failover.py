"""Cache without a replica."""

from collections.abc import Iterator

from cloudwright.design.model.architecture import Environment
from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at, shown


def _findings(subject: Subject) -> Iterator[Hit]:
    if subject.environment is not Environment.PROD:
        return
    for resource in subject.resources("AWS::ElastiCache::ReplicationGroup"):
        value = at(resource, "AutomaticFailoverEnabled")
        if value is not True:
            yield broken(
                subject,
                resource,
                message="When its node fails, {title} is empty and away until a new one stands.",
                evidence=f"AutomaticFailoverEnabled is {shown(value)}",
                fix={"replicas": 1},
                fix_label="Add a replica in another zone",
            )


RULE = Rule(
    id="CW-ECH-002",
    title="Cache without a replica",
    severity=Severity.HIGH,
    pillar=Pillar.RELIABILITY,
    question="REL11",
    controls=("ElastiCache.3",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/elasticache-controls.html#elasticache-3",
    findings=_findings,
)
