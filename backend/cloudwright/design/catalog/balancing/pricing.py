"""What load balancers cost: hours, capacity units, public addresses, data out, and kept logs.

A capacity unit (LCU) is used by the hour, and what uses most of it counts:
https://aws.amazon.com/elasticloadbalancing/pricing/.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from cloudwright.design.catalog.api.pricing import data_out
from cloudwright.design.catalog.assumed import Assumed, assumed
from cloudwright.design.catalog.balancing.properties import (
    AnyBalancer,
    ApplicationBalancerProperties,
    NetworkBalancerProperties,
)
from cloudwright.design.catalog.distribution.pricing import API_ANSWER_KB, API_REQUEST_KB
from cloudwright.design.catalog.formulas import HOURS_PER_MONTH, fixed, number, usage
from cloudwright.design.catalog.kind import AssumptionSpec, Element, PricingContext, Usage
from cloudwright.design.catalog.networking.networks import zone_count
from cloudwright.design.model.architecture import SubnetTier
from cloudwright.design.model.placement import placement
from cloudwright.design.model.verbs import Verb

REQUESTS_PER_CONNECTION = AssumptionSpec(
    "requests_per_connection",
    "Requests over one connection to a load balancer",
    Decimal(10),
    "requests",
    Decimal(1),
    Decimal(100),
)
CONNECTION_SECONDS = AssumptionSpec(
    "connection_seconds",
    "How long a connection to a load balancer stays open",
    Decimal(60),
    "s",
    Decimal(5),
    Decimal(600),
)
APPLICATION_ASSUMPTIONS = (REQUESTS_PER_CONNECTION, CONNECTION_SECONDS, API_ANSWER_KB, API_REQUEST_KB)
NETWORK_ASSUMPTIONS = APPLICATION_ASSUMPTIONS

_SECONDS_PER_MONTH = HOURS_PER_MONTH * 3600
_KB_PER_GB = Decimal(1024 * 1024)
_LOG_LINE_KB = Decimal("0.1")  # a compressed line of the access log
_DAYS_PER_MONTH = Decimal(30)
_FREE_RULES = 10


def price_application(
    context: PricingContext, element: Element[ApplicationBalancerProperties]
) -> Sequence[Usage]:
    """Return hours and units, public addresses, data to callers that no distribution delivers, and logs.

    Data between the load balancer and targets in another zone is free of charge.
    """
    parts = _application_parts(context, element.id)
    return (
        _hours(element.id, "alb.hour"),
        *_units(context, element.id, "alb.lcu_hour", parts=parts),
        *_addresses(context, element.id),
        *data_out(context, element.id),
        *_kept_logs(context, element),
    )


def price_network(context: PricingContext, element: Element[NetworkBalancerProperties]) -> Sequence[Usage]:
    """Return hours and units, public addresses, data out and between zones, and logs."""
    parts = _network_parts(context, element.id)
    tls = any(c.verb is Verb.CERTIFIES for c in context.architecture.incoming(element.id))
    return (
        _hours(element.id, "nlb.hour"),
        *_units(context, element.id, "nlb.nlcu_hour", parts=parts),
        *_addresses(context, element.id),
        *data_out(context, element.id),
        *_between_zones(context, element),
        *(_kept_logs(context, element) if tls else ()),
    )


def _hours(element_id: str, dimension_id: str) -> Usage:
    formula = f"1 load balancer x {number(HOURS_PER_MONTH)} h"
    return fixed(element_id, dimension_id, quantity=HOURS_PER_MONTH, formula=formula)


def _application_parts(context: PricingContext, element_id: str) -> Mapping[str, Decimal]:
    """Return the units that each dimension would use: 25 new and 3,000 open connections, 1 GB/h, rules."""
    requests = context.load.of(element_id) / _SECONDS_PER_MONTH
    new, opened, gigabytes = _traffic(context, element_id)
    rules = sum(1 for c in context.architecture.outgoing(element_id) if c.verb is Verb.ROUTES)
    evaluated = requests * max(0, rules - _FREE_RULES)
    return {
        f"{number(new)} new connections/s / 25": new / 25,
        f"{number(opened)} active connections / 3,000": opened / 3000,
        f"{number(gigabytes)} GB/h / 1": gigabytes,
        f"{number(evaluated)} rule evaluations/s / 1,000": evaluated / 1000,
    }


def _network_parts(context: PricingContext, element_id: str) -> Mapping[str, Decimal]:
    """Return the units of TLS connections, which carry less than those of TCP: 50 new, 3,000 open, 1 GB/h."""
    new, opened, gigabytes = _traffic(context, element_id)
    return {
        f"{number(new)} new connections/s / 50": new / 50,
        f"{number(opened)} active connections / 3,000": opened / 3000,
        f"{number(gigabytes)} GB/h / 1": gigabytes,
    }


def _traffic(context: PricingContext, element_id: str) -> tuple[Decimal, Decimal, Decimal]:
    """Return new connections a second, connections open at one time, and gigabytes an hour, on average."""
    requests = context.load.of(element_id) / _SECONDS_PER_MONTH
    each, seconds, answer, request = _sizes(context, element_id)
    new = requests / each.value
    gigabytes = requests * 3600 * (answer.value + request.value) / _KB_PER_GB
    return new, new * seconds.value, gigabytes


def _sizes(context: PricingContext, element_id: str) -> tuple[Assumed, Assumed, Assumed, Assumed]:
    return (
        assumed(context, REQUESTS_PER_CONNECTION, element_id=element_id),
        assumed(context, CONNECTION_SECONDS, element_id=element_id),
        assumed(context, API_ANSWER_KB, element_id=element_id),
        assumed(context, API_REQUEST_KB, element_id=element_id),
    )


def _units(
    context: PricingContext, element_id: str, dimension_id: str, *, parts: Mapping[str, Decimal]
) -> Sequence[Usage]:
    if not context.load.of(element_id):
        return ()
    most = max(parts.values())
    shown = ", ".join(f"{words} = {number(value)}" for words, value in parts.items())
    return (
        usage(
            element_id,
            dimension_id,
            quantity=most * HOURS_PER_MONTH,
            formula=f"the most of {shown}; x {number(HOURS_PER_MONTH)} h",
            assumption_ids=tuple(size.id for size in _sizes(context, element_id)),
        ),
    )


def _addresses(context: PricingContext, element_id: str) -> Sequence[Usage]:
    """Return a public IPv4 address in each zone of a load balancer that faces the internet."""
    placed = placement(context.architecture, element_id)
    if placed is not None and placed.tier is SubnetTier.PRIVATE:
        return ()
    zones = Decimal(zone_count(context.architecture, context.elements, element_id))
    return (
        fixed(
            element_id,
            "vpc.public_ipv4.hour",
            quantity=zones * HOURS_PER_MONTH,
            formula=f"{number(zones)} public addresses x {number(HOURS_PER_MONTH)} h",
        ),
    )


def _between_zones(context: PricingContext, element: Element[NetworkBalancerProperties]) -> Sequence[Usage]:
    zones = Decimal(zone_count(context.architecture, context.elements, element.id))
    calls = context.load.of(element.id)
    if not element.properties.cross_zone or zones == 1 or not calls:
        return ()
    answer = assumed(context, API_ANSWER_KB, element_id=element.id)
    request = assumed(context, API_REQUEST_KB, element_id=element.id)
    share = (zones - 1) / zones
    size = answer.value + request.value
    return (
        usage(
            element.id,
            "data_transfer.cross_az.gb",
            quantity=calls * size / _KB_PER_GB * share * 2,
            formula=f"{number(calls)} calls x {number(size)} KB / 1,048,576 KB per GB "
            f"x {number(share)} to other zones x 2 sides",
            assumption_ids=(answer.id, request.id),
        ),
    )


def _kept_logs(context: PricingContext, element: Element[AnyBalancer]) -> Sequence[Usage]:
    calls = context.load.of(element.id)
    if not element.properties.access_logs or not calls:
        return ()
    days = element.properties.access_log_retention_days
    return (
        usage(
            element.id,
            "s3.standard.storage_gb_month",
            quantity=calls * _LOG_LINE_KB / _KB_PER_GB * days / _DAYS_PER_MONTH,
            formula=f"{number(calls)} access log lines x {_LOG_LINE_KB} KB x {days} days kept / 30",
        ),
    )
