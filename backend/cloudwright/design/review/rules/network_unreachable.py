"""Service that an element in a network cannot reach."""

from collections.abc import Iterator

from cloudwright.design.catalog.networking.networks import VPC_ENDPOINT, nat_gateway, network_of, tier_in
from cloudwright.design.catalog.networking.reaching import (
    endpoints_in,
    services_called_by,
    services_without_charge,
)
from cloudwright.design.model.architecture import Component, SubnetTier
from cloudwright.design.model.edits import AddComponent
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.fixes import free_id
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject


def _findings(subject: Subject) -> Iterator[Hit]:
    for component in subject.architecture.components:
        network_id = network_of(subject.architecture, component.id)
        if network_id is None or component.id == network_id or component.existing:
            continue
        if subject.architecture.component(network_id).existing:
            continue
        if _has_a_way_out(subject, component, network_id=network_id):
            continue
        reached = _reached(subject, network_id)
        for service in sorted(_called(subject, component) - reached):
            yield Hit(
                element_id=component.id,
                message=f"{component.title} calls {service} from a network that does not lead there.",
                evidence=f"no NAT gateway for its subnets and no endpoint for {service} in '{network_id}'",
                fix=(_endpoint(subject, component, service=service),),
                fix_label=f"Add a VPC endpoint for {service}",
            )


def _has_a_way_out(subject: Subject, component: Component, *, network_id: str) -> bool:
    tier = tier_in(subject.architecture, component, kinds=subject.kinds)
    if tier is SubnetTier.PRIVATE:
        return nat_gateway(subject.architecture, network_id) is not None
    return tier is SubnetTier.PUBLIC


def _called(subject: Subject, component: Component) -> set[str]:
    by_its_code = services_called_by(
        component, subject.architecture, kinds=subject.kinds, elements=subject.elements
    )
    return by_its_code.union(subject.kinds[component.kind].must_reach)


def _reached(subject: Subject, network_id: str) -> set[str]:
    return {
        *services_without_charge(network_id, elements=subject.elements),
        *endpoints_in(subject.architecture, network_id, elements=subject.elements),
    }


def _endpoint(subject: Subject, component: Component, *, service: str) -> AddComponent:
    return AddComponent(
        component=Component(
            id=free_id(subject, f"{service.replace('.', '-')}-endpoint"),
            kind=VPC_ENDPOINT,
            title=f"Endpoint for {service}",
            boundary=component.boundary,
            properties={"service": service},
            origin="rule",
        )
    )


RULE = Rule(
    id="CW-NET-001",
    title="Service that an element in a network cannot reach",
    severity=Severity.HIGH,
    pillar=Pillar.RELIABILITY,
    question="REL02",
    controls=(),
    source="https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html",
    findings=_findings,
)
