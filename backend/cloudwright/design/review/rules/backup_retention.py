"""Recovery points are kept for less than a week."""

from collections.abc import Iterator

from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.fixes import set_properties
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject

_WEEK_DAYS = 7


def _findings(subject: Subject) -> Iterator[Hit]:
    for plan in subject.of_kind("backup_plan"):
        days = subject.elements[plan.id].properties.model_dump()["daily_retention_days"]
        if days < _WEEK_DAYS:
            yield Hit(
                element_id=plan.id,
                message=f"What went wrong before a long weekend cannot be undone by {plan.title}.",
                evidence=f"daily_retention_days is {days}",
                fix=set_properties(subject, plan.id, daily_retention_days=35),
                fix_label="Keep each day for 35 days",
            )


RULE = Rule(
    id="CW-BKP-002",
    title="Recovery points are kept for less than a week",
    severity=Severity.MEDIUM,
    pillar=Pillar.RELIABILITY,
    question="REL09",
    controls=(),
    source="https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_backing_up_data_automated_backups_data.html",
    findings=_findings,
)
