"""Subnets with fewer addresses than what scales out in them may take."""

from collections.abc import Iterator
from ipaddress import IPv4Network

from cloudwright.design.catalog.containers.properties import FargateProperties
from cloudwright.design.catalog.instances.properties import GroupProperties
from cloudwright.design.catalog.networking.addresses import LARGEST_PREFIX, subnet_blocks
from cloudwright.design.catalog.networking.networks import VPC, inhabitants, tier_in
from cloudwright.design.catalog.networking.properties import VpcProperties
from cloudwright.design.model.architecture import Component, SubnetTier
from cloudwright.design.model.edits import Edit
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.fixes import set_properties
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject

_RESERVED = 5  # https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html


def _findings(subject: Subject) -> Iterator[Hit]:
    for network in subject.of_kind(VPC):
        properties = subject.elements[network.id].properties
        if not isinstance(properties, VpcProperties):
            continue
        for tier in SubnetTier:
            blocks = subnet_blocks(properties.cidr, tier, zones=properties.availability_zones)
            free = sum(IPv4Network(block).num_addresses - _RESERVED for block in blocks)
            wanted = sum(_most(subject, c) for c in _in_tier(subject, network, tier))
            if wanted > free:
                yield Hit(
                    element_id=network.id,
                    message=f"{network.title} runs out of addresses before everything in it has scaled out.",
                    evidence=f"{wanted} tasks and instances at most, {free} addresses in {tier} subnets",
                    fix=_wider(subject, network, cidr=properties.cidr),
                    fix_label=f"Use a /{LARGEST_PREFIX}",
                )


def _in_tier(subject: Subject, network: Component, tier: SubnetTier) -> Iterator[Component]:
    for component in inhabitants(subject.architecture, network.id):
        kind = subject.kinds[component.kind]
        if kind.tiers and tier_in(subject.architecture, component, kinds=subject.kinds) is tier:
            yield component


def _most(subject: Subject, component: Component) -> int:
    """Return how many addresses the element takes when it has scaled out: one for each task or instance."""
    match subject.elements[component.id].properties:
        case FargateProperties(maximum_tasks=tasks):
            return tasks
        case GroupProperties(maximum_instances=instances):
            return instances
        case _:
            return 0


def _wider(subject: Subject, network: Component, *, cidr: str) -> tuple[Edit, ...]:
    block = IPv4Network(cidr)
    if block.prefixlen <= LARGEST_PREFIX:
        return ()
    return set_properties(subject, network.id, cidr=str(block.supernet(new_prefix=LARGEST_PREFIX)))


RULE = Rule(
    id="CW-NET-007",
    title="Subnets with fewer addresses than scaling out may take",
    severity=Severity.HIGH,
    pillar=Pillar.RELIABILITY,
    question="REL01",
    controls=(),
    source="https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html",
    findings=_findings,
)
