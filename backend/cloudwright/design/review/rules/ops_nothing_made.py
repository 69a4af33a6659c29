"""Element that is drawn but for which nothing would be deployed."""

from collections.abc import Iterator, Mapping

from cloudwright.design.model.edits import RemoveComponent
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject

_WHY: Mapping[str, str] = {
    "cloudfront_distribution": "it routes to no bucket, API or load balancer",
    "cloudwatch_alarms": "nothing that is deployed is watched by it",
    "route53_record": "it resolves to nothing that is deployed",
}


def _findings(subject: Subject) -> Iterator[Hit]:
    made = {resource.key.element_id for resource in subject.blueprint.resources}
    for component in subject.architecture.components:
        kind = subject.kinds.get(component.kind)
        if component.existing or kind is None or not kind.resource_types or component.id in made:
            continue
        yield Hit(
            element_id=component.id,
            message=f"{component.title} is drawn, but nothing is deployed for it.",
            evidence=_WHY.get(component.kind, "what would make it complete is missing"),
            fix=(RemoveComponent(id=component.id),),
            fix_label="Remove it",
        )


RULE = Rule(
    id="CW-OPS-004",
    title="Element for which nothing is deployed",
    severity=Severity.HIGH,
    pillar=Pillar.OPERATIONS,
    question="OPS05",
    controls=(),
    source="https://docs.aws.amazon.com/wellarchitected/latest/operational-excellence-pillar/ops_dev_integ_test_val_chg.html",
    findings=_findings,
)
