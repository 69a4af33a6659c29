"""What a stream costs: by gigabyte on demand, or by shard; and keeping records longer than a day."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, Decimal

from cloudwright.design.catalog.assumed import Assumed, assumed
from cloudwright.design.catalog.formulas import HOURS_PER_MONTH, counted, fixed, number, usage
from cloudwright.design.catalog.kind import AssumptionSpec, Element, PricingContext, Usage
from cloudwright.design.catalog.streams.properties import StreamProperties
from cloudwright.design.model.verbs import Verb

KB_PER_GB = Decimal(1024 * 1024)
_METERED_KB = Decimal(1)  # on demand, each record is rounded up to it
_PAYLOAD_UNIT_KB = Decimal(25)
_INCLUDED_HOURS = 24
_EXTENDED_HOURS = 168  # up to 7 days; beyond that AWS bills long-term retention

RECORD_KB = AssumptionSpec(
    "record_kb", "Average size of a record in a stream", Decimal(2), "KB", Decimal("0.5"), Decimal(50)
)
ASSUMPTIONS = (RECORD_KB,)


def price(context: PricingContext, element: Element[StreamProperties]) -> Sequence[Usage]:
    """Return writing, reading by each consumer, and longer retention."""
    records = sum(
        (context.load.on(c) for c in context.architecture.incoming(element.id) if c.verb is Verb.PUBLISHES),
        Decimal(0),
    )
    size = assumed(context, RECORD_KB, element_id=element.id)
    if element.properties.capacity_mode == "provisioned":
        return tuple(_provisioned(element, records, size=size))
    consumers = sum(c.verb is Verb.CONSUMES for c in context.architecture.incoming(element.id))
    return tuple(_on_demand(element, records, size=size, consumers=consumers))


def rounded_kb(size: Decimal, unit: Decimal) -> Decimal:
    """Return a record's size as it is billed: rounded up to whole units."""
    return (size / unit).to_integral_value(ROUND_CEILING) * unit


def _on_demand(
    element: Element[StreamProperties], records: Decimal, *, size: Assumed, consumers: int
) -> Iterator[Usage]:
    billed = rounded_kb(size.value, _METERED_KB)
    gigabytes = records * billed / KB_PER_GB
    written = f"{number(records)} records x {number(billed)} KB"
    used = (size.id,)
    yield fixed(
        element.id, "kinesis.on_demand.stream_hour", quantity=HOURS_PER_MONTH, formula="1 stream x 730 h"
    )
    yield usage(
        element.id,
        "kinesis.on_demand.ingest_gb",
        quantity=gigabytes,
        formula=written,
        assumption_ids=used,
    )
    yield usage(
        element.id,
        "kinesis.on_demand.retrieval_gb",
        quantity=gigabytes * consumers,
        formula=f"{written} x {counted(consumers, 'consumer')}",
        assumption_ids=used,
    )
    extended = min(element.properties.retention_hours, _EXTENDED_HOURS) - _INCLUDED_HOURS
    if extended:
        yield usage(
            element.id,
            "kinesis.on_demand.extended_retention_gb_month",
            quantity=gigabytes * extended / HOURS_PER_MONTH,
            formula=f"{written} x {extended} h beyond the first day / 730 h",
            assumption_ids=used,
        )
    yield from _long_term(element, gigabytes, formula=written, size=size)


def _provisioned(element: Element[StreamProperties], records: Decimal, *, size: Assumed) -> Iterator[Usage]:
    shards = element.properties.shards
    hours = shards * HOURS_PER_MONTH
    units = rounded_kb(size.value, _PAYLOAD_UNIT_KB) / _PAYLOAD_UNIT_KB
    yield fixed(
        element.id,
        "kinesis.provisioned.shard_hour",
        quantity=hours,
        formula=f"{counted(shards, 'shard')} x 730 h",
    )
    yield usage(
        element.id,
        "kinesis.provisioned.put_payload_unit",
        quantity=records * units,
        formula=f"{number(records)} records x {counted(units, 'unit')} of 25 KB",
        assumption_ids=(size.id,),
    )
    if element.properties.retention_hours > _INCLUDED_HOURS:
        yield fixed(
            element.id,
            "kinesis.provisioned.extended_retention.shard_hour",
            quantity=hours,
            formula=f"{counted(shards, 'shard')} x 730 h, kept longer than a day",
        )
    written = f"{number(records)} records x {number(size.value)} KB"
    yield from _long_term(element, records * size.value / KB_PER_GB, formula=written, size=size)


def _long_term(
    element: Element[StreamProperties], gigabytes: Decimal, *, formula: str, size: Assumed
) -> Iterator[Usage]:
    beyond = element.properties.retention_hours - _EXTENDED_HOURS
    if beyond > 0:
        yield usage(
            element.id,
            "kinesis.long_term_retention_gb_month",
            quantity=gigabytes * beyond / HOURS_PER_MONTH,
            formula=f"{formula} x {beyond} h beyond 7 days / 730 h",
            assumption_ids=(size.id,),
        )
