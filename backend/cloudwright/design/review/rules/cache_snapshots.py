"""Cache without snapshots."""

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
        value = at(resource, "SnapshotRetentionLimit")
        if not value:
            yield broken(
                subject,
                resource,
                message="{title} starts empty after a loss: whatever is kept only there is gone.",
                evidence=f"SnapshotRetentionLimit is {shown(value)}",
                fix={"snapshot_retention_days": 7},
                fix_label="Keep snapshots for a week",
            )


RULE = Rule(
    id="CW-ECH-003",
    title="Cache without snapshots",
    severity=Severity.MEDIUM,
    pillar=Pillar.RELIABILITY,
    question="REL09",
    controls=("ElastiCache.1",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/elasticache-controls.html#elasticache-1",
    findings=_findings,
)
