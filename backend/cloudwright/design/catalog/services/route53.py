"""Amazon Route 53: public hosted zones, and names in them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from pydantic import JsonValue

from cloudwright.design.blueprint.graph import Output, Resource, Stack, pascal_case
from cloudwright.design.blueprint.values import Join, Param, Ref, ResourceKey, Scalar, Select, Value
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.balancing import keys as balancing
from cloudwright.design.catalog.distribution.origins import forwards
from cloudwright.design.catalog.domains import ZONE_PARAMETER, DomainProperties, asked, domain_of
from cloudwright.design.catalog.formulas import fixed
from cloudwright.design.catalog.kind import (
    Category,
    Effects,
    Element,
    Gathered,
    Kind,
    Lowered,
    LoweringContext,
    PricingContext,
    Setting,
    Usage,
    VerbRule,
)
from cloudwright.design.model.architecture import Connection, Environment
from cloudwright.design.model.verbs import Verb

# The zone of every CloudFront distribution:
# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-route53-recordset-aliastarget.html
CLOUDFRONT_ZONE_ID = "Z2FDTNDATAQYW2"
_NAME_SERVERS = 4  # every public zone is served by four


class ZoneProperties(DomainProperties):
    pass


class RecordProperties(DomainProperties):
    pass


def _no_defaults(_environment: Environment) -> Mapping[str, JsonValue]:
    return {}


def _lower_zone(
    context: LoweringContext, element: Element[ZoneProperties], _gathered: Gathered, /
) -> Lowered:
    name = domain_of(context, element.id)
    key = references.hosted_zone(element.id)
    return Lowered(
        resources=(
            Resource(
                key=key,
                type="AWS::Route53::HostedZone",
                properties={"Name": name, "HostedZoneConfig": {"Comment": element.component.title}},
                stack=Stack.GLOBAL,
                retain=context.environment is Environment.PROD,
                comments={
                    "Name": "Certificates of this zone are issued once the registrar names its servers."
                },
                area="dns",
            ),
        ),
        parameters=asked(name),
        outputs=(
            Output(
                name=f"{pascal_case(element.id)}NameServers",
                description="Set these at the registrar of the domain, so that the zone answers for it",
                value=_name_servers(key),
                stack=Stack.GLOBAL,
                element_id=element.id,
            ),
        ),
    )


def _name_servers(zone: ResourceKey) -> Join:
    servers = [Select(index, Ref(zone, "NameServers")) for index in range(_NAME_SERVERS)]
    parts: list[Scalar] = [servers[0]]
    for server in servers[1:]:
        parts += [", ", server]
    return Join(tuple(parts))


def _price_zone(_context: PricingContext, element: Element[ZoneProperties]) -> Sequence[Usage]:
    """Return the zone. Queries for aliases of AWS resources are free, and there are no other records."""
    if element.component.existing:
        return ()
    return (fixed(element.id, "route53.hosted_zone_month", quantity=Decimal(1), formula="1 hosted zone"),)


def _lower_record(
    context: LoweringContext, element: Element[RecordProperties], gathered: Gathered
) -> Lowered:
    targets = [value for value in gathered.slot(slots.ALIAS_TARGET) if isinstance(value, Mapping)]
    if not targets:
        return Lowered()
    name = domain_of(context, element.id)
    zones = [value for value in gathered.slot(slots.HOSTED_ZONE) if isinstance(value, Ref)]
    zone: Scalar = zones[0] if zones else Param(ZONE_PARAMETER.name)
    return Lowered(
        resources=tuple(
            _record(element.id, record_type, name=name, zone=zone, target=targets[0])
            for record_type in (("A", "AAAA") if _at_edge(targets[0]) else ("A",))
        ),
        parameters=asked(name, zone),
        outputs=(
            Output(
                name=f"{pascal_case(element.id)}Url",
                description=f"URL of the name '{element.component.title}'",
                value=Join(("https://", name)),
                element_id=element.id,
            ),
        ),
    )


def _record(
    element_id: str, record_type: str, *, name: Scalar, zone: Scalar, target: Mapping[str, Value]
) -> Resource:
    return Resource(
        key=ResourceKey(element_id, record_type.lower()),
        type="AWS::Route53::RecordSet",
        properties={
            "HostedZoneId": zone,
            "Name": name,
            "Type": record_type,
            "AliasTarget": {**target, "EvaluateTargetHealth": not _at_edge(target)},
        },
        comments={"AliasTarget.EvaluateTargetHealth": "Cannot be set for CloudFront, which has no health."}
        if _at_edge(target)
        else {},
        area="dns",
    )


def _at_edge(target: Mapping[str, Value]) -> bool:
    return target["HostedZoneId"] == CLOUDFRONT_ZONE_ID


def _price_record(_context: PricingContext, _element: Element[RecordProperties]) -> Sequence[Usage]:
    return ()


def _contains(_context: LoweringContext, connection: Connection) -> Effects:
    zone = Ref(references.hosted_zone(connection.source))
    return Effects(settings=(Setting(connection.target, slots.HOSTED_ZONE, zone),))


def _resolves(context: LoweringContext, connection: Connection) -> Effects:
    """Point the name at the distribution; a distribution that forwards to nothing yet does not exist."""
    record, distribution = connection.source, connection.target
    if not forwards(context.architecture, distribution):
        return Effects()
    host = Ref(references.distribution(distribution), "DomainName")
    return Effects(
        settings=(
            Setting(record, slots.ALIAS_TARGET, {"DNSName": host, "HostedZoneId": CLOUDFRONT_ZONE_ID}),
            Setting(distribution, slots.ALIASES, domain_of(context, record)),
        )
    )


def _resolves_balancer(_context: LoweringContext, connection: Connection) -> Effects:
    """Point the name at the load balancer, which has an address for IPv4 only."""
    balancer = balancing.balancer(connection.target)
    target = {"DNSName": Ref(balancer, "DNSName"), "HostedZoneId": Ref(balancer, "CanonicalHostedZoneID")}
    return Effects(settings=(Setting(connection.source, slots.ALIAS_TARGET, target),))


ROUTE53_ZONE = Kind(
    id="route53_zone",
    service="Amazon Route 53",
    title="Hosted zone",
    summary="Answers DNS queries for a domain; new, or one that exists already.",
    category=Category.NETWORK,
    icon="AmazonRoute53HostedZone",
    documentation="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-working-with.html",
    properties=ZoneProperties,
    defaults=_no_defaults,
    lower=_lower_zone,
    price=_price_zone,
    verbs=(
        VerbRule(
            verb=Verb.CONTAINS,
            others=("route53_record", "acm_certificate"),
            connect=_contains,
            declared_by_source=True,
            explanation="The zone holds the name, or the record that proves the certificate's domain.",
        ),
    ),
    resource_types=("AWS::Route53::HostedZone",),
    sla=("Route 53", "hosted zones DNS answers"),
    plumbing=True,
    may_exist=True,
    synonyms=("dns", "hosted zone", "domain", "dns zone"),
)

ROUTE53_RECORD = Kind(
    id="route53_record",
    service="Amazon Route 53",
    title="Domain name",
    summary="A name that leads people to a distribution or load balancer.",
    category=Category.NETWORK,
    icon="AmazonRoute53",
    documentation=(
        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-to-cloudfront-distribution.html"
    ),
    properties=RecordProperties,
    defaults=_no_defaults,
    lower=_lower_record,
    price=_price_record,
    verbs=(
        VerbRule(
            verb=Verb.RESOLVES,
            others=("cloudfront_distribution",),
            connect=_resolves,
            declared_by_source=True,
            explanation="The name is an alias of the distribution, which answers to it.",
        ),
        VerbRule(
            verb=Verb.RESOLVES,
            others=(balancing.APPLICATION, balancing.NETWORK),
            connect=_resolves_balancer,
            declared_by_source=True,
            explanation="The name is an alias of the load balancer.",
        ),
    ),
    resource_types=("AWS::Route53::RecordSet",),
    sla=("Route 53", "hosted zones DNS answers"),
    synonyms=("custom domain", "domain name", "dns record", "alias", "subdomain"),
)

KINDS: tuple[Kind[Any], ...] = (ROUTE53_ZONE, ROUTE53_RECORD)  # Any: kinds share no property type
