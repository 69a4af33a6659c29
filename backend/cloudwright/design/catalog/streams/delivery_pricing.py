"""What delivery costs by gigabyte, and how many objects it writes."""

from collections.abc import Sequence
from decimal import Decimal

from cloudwright.design.catalog.assumed import assumed
from cloudwright.design.catalog.formulas import number, usage
from cloudwright.design.catalog.kind import Element, PricingContext, Usage
from cloudwright.design.catalog.streams.delivery_properties import DeliveryProperties
from cloudwright.design.catalog.streams.pricing import KB_PER_GB, RECORD_KB, rounded_kb

_METERED_KB = Decimal(5)  # Firehose rounds each record up to it
_KB_PER_MB = Decimal(1024)

ASSUMPTIONS = (RECORD_KB,)


def price(context: PricingContext, element: Element[DeliveryProperties]) -> Sequence[Usage]:
    """Return what is taken in; the bucket pays for the objects."""
    records = context.load.of(element.id)
    size = assumed(context, RECORD_KB, element_id=element.id)
    billed = rounded_kb(size.value, _METERED_KB)
    return (
        usage(
            element.id,
            "firehose.direct_put.ingest_gb",
            quantity=records * billed / KB_PER_GB,
            formula=f"{number(records)} records x {number(billed)} KB, rounded up to 5 KB each",
            assumption_ids=(size.id,),
        ),
    )


def objects_written(context: PricingContext, delivery_id: str) -> Decimal:
    """Return the objects a month that a delivery stream writes; 0 for an element that is none."""
    properties = context.elements[delivery_id].properties
    if not isinstance(properties, DeliveryProperties):
        return Decimal(0)
    size = assumed(context, RECORD_KB, element_id=delivery_id)
    return properties.objects_per_month(context.load.of(delivery_id) * size.value / _KB_PER_MB)
