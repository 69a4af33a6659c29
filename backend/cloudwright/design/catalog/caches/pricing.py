"""What a cache costs: nodes by the hour, or data and work; snapshots, and traffic between zones."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, Decimal

from cloudwright.design.catalog.assumed import Assumed, assumed
from cloudwright.design.catalog.caches.properties import CacheProperties
from cloudwright.design.catalog.databases.usage import between_zones
from cloudwright.design.catalog.formulas import HOURS_PER_MONTH, fixed, number, usage
from cloudwright.design.catalog.kind import AssumptionSpec, Element, PricingContext, Usage

CACHE_GB = AssumptionSpec("cache_gb", "Data in a cache", Decimal(1), "GB", Decimal("0.1"), Decimal(50))
CACHE_VALUE_KB = AssumptionSpec(
    "cache_value_kb", "Average size of a value in a cache", Decimal(2), "KB", Decimal("0.2"), Decimal(50)
)
ASSUMPTIONS = (CACHE_GB, CACHE_VALUE_KB)


def price_cache(context: PricingContext, element: Element[CacheProperties]) -> Sequence[Usage]:
    """Return the nodes or the data and work of a serverless cache, then what both have."""
    calls = context.load.of(element.id)
    data = assumed(context, CACHE_GB, element_id=element.id)
    own = (
        _serverless(context, element, data=data, calls=calls)
        if element.properties.capacity == "serverless"
        else _nodes(element)
    )
    return (
        *own,
        *_snapshots(element, data=data),
        *between_zones(context, element.id, size=CACHE_VALUE_KB, noun="calls", calls=calls),
    )


def _nodes(element: Element[CacheProperties]) -> Iterator[Usage]:
    wanted = element.properties
    nodes = Decimal(wanted.replicas + 1)
    yield fixed(
        element.id,
        f"elasticache.valkey.{wanted.node_type}.hour",
        quantity=nodes * HOURS_PER_MONTH,
        formula=f"{number(nodes)} {wanted.node_type} x 730 h",
    )


def _serverless(
    context: PricingContext, element: Element[CacheProperties], *, data: Assumed, calls: Decimal
) -> Iterator[Usage]:
    size = assumed(context, CACHE_VALUE_KB, element_id=element.id)
    units = size.value.to_integral_value(ROUND_CEILING)  # one ECPU for each KB of a simple call
    yield usage(
        element.id,
        "elasticache.serverless.valkey.gb_hour",
        quantity=data.value * HOURS_PER_MONTH,
        formula=f"{number(data.value)} GB x 730 h",
        assumption_ids=(data.id,),
    )
    yield usage(
        element.id,
        "elasticache.serverless.valkey.ecpu",
        quantity=calls * units,
        formula=f"{number(calls)} calls x {number(units)} ECPU for {number(size.value)} KB",
        assumption_ids=(size.id,),
    )


def _snapshots(element: Element[CacheProperties], *, data: Assumed) -> Iterator[Usage]:
    """Yield the snapshots beyond the one that AWS keeps free of charge."""
    days = element.properties.snapshot_retention_days
    if days > 1:
        yield usage(
            element.id,
            "elasticache.backup.gb_month",
            quantity=data.value * (days - 1),
            formula=f"{number(data.value)} GB x {days - 1} snapshots beyond the free one",
            assumption_ids=(data.id,),
        )
