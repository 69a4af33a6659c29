"""S3 or DynamoDB reached through a NAT gateway."""

from collections.abc import Iterator

from cloudwright.design.catalog.networking.networks import inhabitants, nat_gateway
from cloudwright.design.catalog.networking.properties import GATEWAY_SERVICES, VpcProperties
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.fixes import set_properties
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject


def _findings(subject: Subject) -> Iterator[Hit]:
    for component in subject.of_kind("vpc"):
        properties = subject.elements[component.id].properties
        if not isinstance(properties, VpcProperties) or properties.gateway_endpoints:
            continue
        called = sorted(_called(subject, component.id) & set(GATEWAY_SERVICES))
        if called and nat_gateway(subject.architecture, component.id) is not None:
            yield Hit(
                element_id=component.id,
                message=f"{component.title} pays its NAT gateway for traffic that an endpoint carries free.",
                evidence=f"gateway_endpoints is off, and {', '.join(called)} is called",
                fix=set_properties(subject, component.id, gateway_endpoints=True),
                fix_label="Use gateway endpoints",
            )


def _called(subject: Subject, network_id: str) -> set[str]:
    called = [
        subject.architecture.component(connection.target)
        for component in inhabitants(subject.architecture, network_id)
        for connection in subject.architecture.outgoing(component.id)
    ]
    return {
        service
        for target in called
        for service in subject.kinds[target.kind].endpoints(subject.elements[target.id].properties)
    }


RULE = Rule(
    id="CW-NET-004",
    title="S3 or DynamoDB reached through a NAT gateway",
    severity=Severity.MEDIUM,
    pillar=Pillar.COST,
    question="COST08",
    controls=("EC2.10",),
    source="https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
    findings=_findings,
)
