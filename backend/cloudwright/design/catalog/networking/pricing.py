"""What a network costs: gateways by the hour and the gigabyte, addresses, endpoints, flow logs."""

from collections.abc import Sequence
from decimal import Decimal

from cloudwright.design.catalog.assumed import assumed
from cloudwright.design.catalog.formulas import HOURS_PER_MONTH, fixed, number, usage
from cloudwright.design.catalog.kind import AssumptionSpec, Element, PricingContext, Usage
from cloudwright.design.catalog.networking.networks import zone_count
from cloudwright.design.catalog.networking.properties import (
    GATEWAY_SERVICES,
    EndpointProperties,
    NatGatewayProperties,
    VpcProperties,
)

NAT_GB = AssumptionSpec(
    id="nat_gb",
    label="Data sent through a NAT gateway a month",
    default=Decimal(50),
    unit="GB",
    low=Decimal(5),
    high=Decimal(1000),
)
ENDPOINT_GB = AssumptionSpec(
    id="endpoint_gb",
    label="Data sent through each interface endpoint a month",
    default=Decimal(10),
    unit="GB",
    low=Decimal(1),
    high=Decimal(500),
)
FLOW_LOG_GB = AssumptionSpec(
    id="flow_log_gb",
    label="Size of the flow logs of a network a month",
    default=Decimal(5),
    unit="GB",
    low=Decimal(1),
    high=Decimal(100),
)


def price_network(context: PricingContext, element: Element[VpcProperties]) -> Sequence[Usage]:
    """Return flow logs; the VPC, its subnets, its routes and gateway endpoints are free."""
    if not element.properties.flow_logs:
        return ()
    logs = assumed(context, FLOW_LOG_GB, element_id=element.id)
    days = element.properties.flow_log_retention_days
    return (
        usage(
            element.id,
            "cloudwatch.logs.ingest_gb",
            quantity=logs.value,
            formula=f"{number(logs.value)} GB of flow logs",
            assumption_ids=(logs.id,),
        ),
        usage(
            element.id,
            "cloudwatch.logs.storage_gb_month",
            quantity=logs.value * days / 30,
            formula=f"{number(logs.value)} GB a month kept {days} days",
            assumption_ids=(logs.id,),
        ),
    )


def price_nat_gateway(context: PricingContext, element: Element[NatGatewayProperties]) -> Sequence[Usage]:
    """Return hours and public addresses of each gateway, and the gigabytes through all of them."""
    zones = zone_count(context.architecture, context.elements, element.id)
    gateways = Decimal(zones if element.properties.one_per_zone else 1)
    through = assumed(context, NAT_GB, element_id=element.id)
    hours = gateways * HOURS_PER_MONTH
    return (
        fixed(
            element.id,
            "nat_gateway.hour",
            quantity=hours,
            formula=f"{number(gateways)} gateways x {number(HOURS_PER_MONTH)} h",
        ),
        fixed(
            element.id,
            "vpc.public_ipv4.hour",
            quantity=hours,
            formula=f"{number(gateways)} public addresses x {number(HOURS_PER_MONTH)} h",
        ),
        usage(
            element.id,
            "nat_gateway.data_processed_gb",
            quantity=through.value,
            formula=f"{number(through.value)} GB through the gateways",
            assumption_ids=(through.id,),
        ),
    )


def price_endpoint(context: PricingContext, element: Element[EndpointProperties]) -> Sequence[Usage]:
    """Return hours in each zone and gigabytes of an interface endpoint; gateway endpoints are free."""
    if element.properties.service in GATEWAY_SERVICES:
        return ()
    zones = Decimal(zone_count(context.architecture, context.elements, element.id))
    through = assumed(context, ENDPOINT_GB, element_id=element.id)
    return (
        fixed(
            element.id,
            "vpc_endpoint.interface.az_hour",
            quantity=zones * HOURS_PER_MONTH,
            formula=f"{number(zones)} zones x {number(HOURS_PER_MONTH)} h",
        ),
        usage(
            element.id,
            "vpc_endpoint.interface.data_gb",
            quantity=through.value,
            formula=f"{number(through.value)} GB through the endpoint",
            assumption_ids=(through.id,),
        ),
    )
