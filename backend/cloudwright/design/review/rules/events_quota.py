"""Peak above the event quota of the Region."""

from collections.abc import Iterator

from cloudwright.design.review.arithmetic import peak, written
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject


def _findings(subject: Subject) -> Iterator[Hit]:
    quota = subject.facts.regional_limit("EventBridge", "invocations_tps", region=subject.architecture.region)
    if quota is None or quota.number is None:
        return
    for rule in subject.of_kind("eventbridge_rule"):
        busiest = peak(subject, subject.load.of(rule.id))
        if busiest.per_second > quota.number:
            yield Hit(
                element_id=rule.id,
                message=f"{rule.title} delivers late at the peak that is expected.",
                evidence=f"{busiest.formula}, the Region's quota is {written(quota.number)} a second",
            )


RULE = Rule(
    id="CW-EVT-002",
    title="Peak above the event quota of the Region",
    severity=Severity.HIGH,
    pillar=Pillar.RELIABILITY,
    question="REL01",
    controls=(),
    source="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html",
    findings=_findings,
)
