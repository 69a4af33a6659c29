"""Network without flow logs."""

from collections.abc import Iterator

from cloudwright.design.catalog.networking.properties import VpcProperties
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.fixes import set_properties
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject


def _findings(subject: Subject) -> Iterator[Hit]:
    for component in subject.of_kind("vpc"):
        properties = subject.elements[component.id].properties
        if isinstance(properties, VpcProperties) and not properties.flow_logs:
            yield Hit(
                element_id=component.id,
                message=f"Nobody can tell afterwards who connected to what in {component.title}.",
                evidence=f"flow_logs is {properties.flow_logs}",
                fix=set_properties(subject, component.id, flow_logs=True),
                fix_label="Record flow logs",
            )


RULE = Rule(
    id="CW-NET-002",
    title="Network without flow logs",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    question="SEC04",
    controls=("EC2.6",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-6",
    findings=_findings,
)
