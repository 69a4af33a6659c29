"""Element that nothing uses."""

from collections.abc import Iterator

from cloudwright.design.model.edits import RemoveComponent
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject


def _findings(subject: Subject) -> Iterator[Hit]:
    connected = {end for c in subject.architecture.connections for end in (c.source, c.target)}
    for component in subject.architecture.components:
        kind = subject.kinds.get(component.kind)
        serves_its_network = kind is not None and kind.plumbing and kind.needs_network
        if component.id in connected or serves_its_network:
            continue
        if len(subject.architecture.components) > 1:
            yield Hit(
                element_id=component.id,
                message=f"{component.title} is connected to nothing.",
                evidence="no connection starts or ends here",
                fix=(RemoveComponent(id=component.id),),
                fix_label="Remove it",
            )


RULE = Rule(
    id="CW-OPS-003",
    title="Element that nothing uses",
    severity=Severity.LOW,
    pillar=Pillar.COST,
    question="COST01",
    controls=(),
    source="https://docs.aws.amazon.com/wellarchitected/latest/cost-optimization-pillar/decommission-resources.html",
    findings=_findings,
)
