"""AWS Certificate Manager: the public TLS certificate of a distribution or of load balancers."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from pydantic import Field, JsonValue

from cloudwright.design.blueprint.graph import Resource, Stack
from cloudwright.design.blueprint.values import Ref, Scalar, Value
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.balancing import keys as balancing
from cloudwright.design.catalog.domains import (
    DomainName,
    DomainProperties,
    asked,
    covered,
    domain_of,
    name_here,
)
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
from cloudwright.design.model.architecture import Architecture, Connection, Environment
from cloudwright.design.model.errors import EditRejected, Problem
from cloudwright.design.model.verbs import Verb

_EDGE_KIND = "cloudfront_distribution"
_REGION_OF_EDGE = "us-east-1"


class CertificateProperties(DomainProperties):
    alternative_names: tuple[DomainName, ...] = Field(
        default=(), max_length=9, description="Further domain names of the certificate, in the same zone."
    )


def _defaults(_environment: Environment) -> Mapping[str, JsonValue]:
    return {}


def _lower(context: LoweringContext, element: Element[CertificateProperties], gathered: Gathered) -> Lowered:
    names = _names(context, element)
    properties: dict[str, Value] = {"DomainName": names[0], "ValidationMethod": "DNS"}
    if len(names) > 1:
        properties["SubjectAlternativeNames"] = list(names[1:])
    zones = [value for value in gathered.slot(slots.HOSTED_ZONE) if isinstance(value, Ref)]
    if zones:
        properties["DomainValidationOptions"] = [
            {"DomainName": name, "HostedZoneId": zones[0]} for name in names
        ]
    return Lowered(
        resources=(
            Resource(
                key=references.certificate(element.id),
                type="AWS::CertificateManager::Certificate",
                properties=properties,
                stack=Stack.MAIN if _in_home_region(context.architecture, element.id) else Stack.GLOBAL,
                comments={
                    "DomainName": _comment(zones, edge=not _in_home_region(context.architecture, element.id))
                },
                area="edge",
            ),
        ),
        parameters=asked(*names),
    )


def _names(context: LoweringContext, element: Element[CertificateProperties]) -> tuple[Scalar, ...]:
    """Return the stated names, and each name that leads to the distribution and is not covered by them."""
    stated = (element.properties.domain_name, *element.properties.alternative_names)
    names: dict[Scalar, None] = {name_here(context, element.id, name): None for name in stated if name}
    for name in _leading_names(context, element.id):
        if not covered(name, tuple(names)):
            names[name] = None
    return tuple(names) or (domain_of(context, element.id),)


def _leading_names(context: LoweringContext, certificate_id: str) -> list[Scalar]:
    return [
        domain_of(context, resolving.source)
        for certified in context.architecture.outgoing(certificate_id)
        if certified.verb is Verb.CERTIFIES
        for resolving in context.architecture.incoming(certified.target)
        if resolving.verb is Verb.RESOLVES
    ]


def _comment(zones: list[Ref], *, edge: bool) -> str:
    place = "In us-east-1, where CloudFront looks for certificates" if edge else "In the Region of its user"
    if zones:
        return f"{place}; proven by a record in the zone."
    return f"{place}; the deployment waits until you add the shown DNS record yourself."


def _in_home_region(architecture: Architecture, certificate_id: str) -> bool:
    """Say whether load balancers use the certificate: those look for it in their own Region."""
    return any(
        architecture.component(c.target).kind in (balancing.APPLICATION, balancing.NETWORK)
        for c in architecture.outgoing(certificate_id)
        if c.verb is Verb.CERTIFIES
    )


def _price(_context: PricingContext, element: Element[CertificateProperties]) -> Sequence[Usage]:
    return (
        fixed(
            element.id, "acm.public_certificate", quantity=Decimal(1), formula="1 public certificate, free"
        ),
    )


def _certifies(context: LoweringContext, connection: Connection) -> Effects:
    """Give the distribution the certificate, and its names where no record of the design names it."""
    _one_region(context, connection)
    certificate, distribution = connection.source, connection.target
    arn = Ref(references.certificate(certificate))
    settings = [Setting(distribution, slots.CERTIFICATE, arn)]
    if not _leading_names(context, certificate):
        name = domain_of(context, certificate)
        if not (isinstance(name, str) and name.startswith("*.")):
            settings.append(Setting(distribution, slots.ALIASES, name))
    return Effects(settings=tuple(settings))


def _certifies_balancer(context: LoweringContext, connection: Connection) -> Effects:
    _one_region(context, connection)
    arn = Ref(references.certificate(connection.source))
    return Effects(settings=(Setting(connection.target, slots.CERTIFICATE, arn),))


def _one_region(context: LoweringContext, connection: Connection) -> None:
    """Raise EditRejected when a distribution and a load balancer of another Region share the certificate."""
    architecture = context.architecture
    kinds = {
        architecture.component(c.target).kind
        for c in architecture.outgoing(connection.source)
        if c.verb is Verb.CERTIFIES
    }
    if _EDGE_KIND in kinds and len(kinds) > 1 and architecture.region != _REGION_OF_EDGE:
        problem = Problem(
            path=f"connections.{connection.id}",
            rule="one-region-per-certificate",
            got=connection.target,
            hint="CloudFront takes certificates of us-east-1, a load balancer those of its own Region: "
            "add another certificate",
        )
        raise EditRejected("The certificate would need two Regions.", problems=[problem])


ACM_CERTIFICATE = Kind(
    id="acm_certificate",
    service="AWS Certificate Manager",
    title="TLS certificate",
    summary="Public certificate for a domain name, proven by DNS, renewed by AWS, free of charge.",
    category=Category.SECURITY,
    icon="AWSCertificateManager",
    documentation="https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html",
    properties=CertificateProperties,
    defaults=_defaults,
    lower=_lower,
    price=_price,
    verbs=(
        VerbRule(
            verb=Verb.CERTIFIES,
            others=("cloudfront_distribution",),
            connect=_certifies,
            declared_by_source=True,
            explanation="The distribution proves its domain name with the certificate, TLS 1.2 or newer.",
        ),
        VerbRule(
            verb=Verb.CERTIFIES,
            others=(balancing.APPLICATION, balancing.NETWORK),
            connect=_certifies_balancer,
            declared_by_source=True,
            explanation="The load balancer proves its domain name with the certificate, TLS 1.2 or newer.",
        ),
    ),
    resource_types=("AWS::CertificateManager::Certificate",),
    plumbing=True,
    may_exist=True,
    synonyms=("certificate", "tls", "ssl", "https certificate"),
)

KINDS: tuple[Kind[Any], ...] = (ACM_CERTIFICATE,)  # Any: kinds share no property type
