"""Cluster without Container Insights."""

from collections.abc import Iterator

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at

_SETTING = "containerInsights"


def _findings(subject: Subject) -> Iterator[Hit]:
    for cluster in subject.resources("AWS::ECS::Cluster"):
        settings = at(cluster, "ClusterSettings")
        found = settings if isinstance(settings, list | tuple) else ()
        on = [s for s in found if isinstance(s, dict) and s.get("Name") == _SETTING]
        if not any(setting.get("Value") in ("enabled", "enhanced") for setting in on):
            yield broken(
                subject,
                cluster,
                message="Nobody sees how many tasks of {title} run, and what each of them uses.",
                evidence=f"{_SETTING} is not enabled",
                fix={"container_insights": True},
                fix_label="Measure tasks",
            )


RULE = Rule(
    id="CW-ECS-003",
    title="Cluster without Container Insights",
    severity=Severity.MEDIUM,
    pillar=Pillar.OPERATIONS,
    question="OPS04",
    controls=("ECS.12",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-12",
    findings=_findings,
)
