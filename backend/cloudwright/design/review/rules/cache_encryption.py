"""Cache that is not encrypted."""

from collections.abc import Iterator

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at, shown


def _findings(subject: Subject) -> Iterator[Hit]:
    for group in subject.resources("AWS::ElastiCache::ReplicationGroup"):
        for path in ("AtRestEncryptionEnabled", "TransitEncryptionEnabled"):
            value = at(group, path)
            if value is not True:
                yield broken(
                    subject,
                    group,
                    message="What {title} holds or sends can be read by whoever gets at disk or network.",
                    evidence=f"{path} is {shown(value)}",
                )


RULE = Rule(
    id="CW-ECH-001",
    title="Cache that is not encrypted",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    question="SEC08",
    controls=("ElastiCache.4", "ElastiCache.5"),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/elasticache-controls.html#elasticache-4",
    findings=_findings,
)
