"""Domain names: stated on the element, or taken from the zone that contains it, or asked for."""

from typing import Annotated, Protocol, runtime_checkable

from pydantic import Field, StringConstraints

from cloudwright.design.blueprint.graph import Parameter
from cloudwright.design.blueprint.values import Param, Scalar
from cloudwright.design.catalog.kind import LoweringContext, Properties
from cloudwright.design.model.architecture import Environment
from cloudwright.design.model.verbs import Verb

DomainName = Annotated[
    str,
    StringConstraints(
        pattern=r"^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$|^$",
        max_length=253,
        to_lower=True,
    ),
]

DOMAIN_PARAMETER = Parameter(
    name="DomainName",
    description="The domain name that people type, for example app.example.com",
    pattern=r"^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$",
    example="app.example.com",
    group="Domain",
)
ZONE_PARAMETER = Parameter(
    name="HostedZoneId",
    description="Id of the public Route 53 hosted zone of the domain name",
    pattern=r"^Z[A-Z0-9]{1,31}$",
    example="Z0123456789ABCDEFGHIJ",
    group="Domain",
)


class DomainProperties(Properties):
    domain_name: DomainName = Field(
        default="",
        description="Domain name; empty: that of the containing zone, else asked for at deployment.",
    )


@runtime_checkable
class _Named(Protocol):
    @property
    def domain_name(self) -> str: ...


def domain_of(context: LoweringContext, element_id: str) -> Scalar:
    """Return the domain name of a zone, record or certificate, as it is in this environment."""
    for candidate in (element_id, *_containing(context, element_id)):
        if stated := _stated(context, candidate):
            return name_here(context, element_id, stated)
    return Param(DOMAIN_PARAMETER.name)


def name_here(context: LoweringContext, element_id: str, name: str) -> str:
    """Return the name in production, else one of the environment's own: `shop.dev.example.com`.

    Two environments under one name would take it from each other, and CloudFront refuses the second.
    """
    if context.environment is Environment.PROD:
        return name
    zones = [_stated(context, zone) for zone in _containing(context, element_id)]
    zone = next((zone for zone in zones if zone and f".{name}".endswith(f".{zone}")), name.removeprefix("*."))
    return f"{name.removesuffix(zone)}{context.environment}.{zone}"


def _containing(context: LoweringContext, element_id: str) -> list[str]:
    return [c.source for c in context.architecture.incoming(element_id) if c.verb is Verb.CONTAINS]


def _stated(context: LoweringContext, element_id: str) -> str:
    properties: object = context.elements[element_id].properties
    return properties.domain_name if isinstance(properties, _Named) else ""


def covered(name: Scalar, names: tuple[Scalar, ...]) -> bool:
    """Return whether a certificate for `names` is valid for `name`; a `*` stands for one label."""
    if name in names or not isinstance(name, str):
        return name in names
    return f"*.{name.partition('.')[2]}" in names


def asked(*values: Scalar) -> tuple[Parameter, ...]:
    """Return the parameters that the values need."""
    known = {parameter.name: parameter for parameter in (DOMAIN_PARAMETER, ZONE_PARAMETER)}
    return tuple(known[value.name] for value in values if isinstance(value, Param) and value.name in known)
