"""One NAT gateway for several Availability Zones."""

from collections.abc import Iterator

from cloudwright.design.catalog.networking.properties import NatGatewayProperties
from cloudwright.design.model.architecture import Environment
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.fixes import set_properties
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject


def _findings(subject: Subject) -> Iterator[Hit]:
    if subject.environment is not Environment.PROD:
        return
    for component in subject.of_kind("nat_gateway"):
        properties = subject.elements[component.id].properties
        if isinstance(properties, NatGatewayProperties) and not properties.one_per_zone:
            yield Hit(
                element_id=component.id,
                message=f"When the zone of {component.title} fails, no private subnet gets out any more.",
                evidence=f"one_per_zone is {properties.one_per_zone}",
                fix=set_properties(subject, component.id, one_per_zone=True),
                fix_label="One gateway in each zone",
            )


RULE = Rule(
    id="CW-NET-003",
    title="One NAT gateway for several Availability Zones",
    severity=Severity.MEDIUM,
    pillar=Pillar.RELIABILITY,
    question="REL02",
    controls=(),
    source="https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html",
    findings=_findings,
)
