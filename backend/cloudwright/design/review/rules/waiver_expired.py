"""Waiver has expired."""

from collections.abc import Iterator

from cloudwright.design.model.edits import RemoveWaiver
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject


def _findings(subject: Subject) -> Iterator[Hit]:
    for waiver in subject.architecture.waivers:
        if waiver.expires < subject.as_of:
            yield Hit(
                element_id=waiver.element_id,
                message=f"The waiver of {waiver.rule_id} by {waiver.owner} no longer counts.",
                evidence=f"expired on {waiver.expires}, today is {subject.as_of}; reason: {waiver.reason}",
                fix=(RemoveWaiver(rule_id=waiver.rule_id, element_id=waiver.element_id),),
                fix_label="Remove the waiver",
            )


RULE = Rule(
    id="CW-WVR-001",
    title="Waiver has expired",
    severity=Severity.LOW,
    pillar=Pillar.OPERATIONS,
    question="OPS01",
    controls=(),
    source="https://docs.aws.amazon.com/wellarchitected/latest/operational-excellence-pillar/operate.html",
    findings=_findings,
)
