"""What all databases are charged for: queries and the gigabytes that they move, logs and backups."""

from collections.abc import Iterator
from decimal import Decimal

from cloudwright.design.catalog.assumed import assumed
from cloudwright.design.catalog.formulas import number, usage
from cloudwright.design.catalog.kind import AssumptionSpec, PricingContext, Usage
from cloudwright.design.catalog.networking.networks import zone_count
from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.verbs import Verb

_KB_PER_GB = Decimal(1024 * 1024)
_HUNDRED = Decimal(100)
_DIRECTIONS = 2

DATABASE_GB = AssumptionSpec(
    "database_gb", "Data in a database, indexes included", Decimal(20), "GB", Decimal(5), Decimal(200)
)
QUERY_KB = AssumptionSpec(
    "query_kb",
    "Average size of a query with its answer",
    Decimal(4),
    "KB",
    Decimal("0.5"),
    Decimal(100),
)
DATABASE_LOG_GB = AssumptionSpec(
    "database_log_gb", "Logs of a database a month", Decimal(1), "GB", Decimal("0.1"), Decimal(20)
)
DATABASE_CHANGE_PERCENT = AssumptionSpec(
    "database_change_percent",
    "Data of a database that changes in a day",
    Decimal(2),
    "percent",
    Decimal("0.5"),
    Decimal(10),
)


def queries(context: PricingContext, database_id: str) -> Decimal:
    """Return the queries a month: of the code that uses the database, also through its proxies."""
    return sum((context.load.on(c) for c in _using(context, database_id)), Decimal(0))


def _using(context: PricingContext, database_id: str) -> Iterator[Connection]:
    for connection in context.architecture.incoming(database_id):
        if connection.verb in (Verb.READS, Verb.WRITES):
            yield connection
        elif connection.verb is Verb.ROUTES:
            yield from (
                c
                for c in context.architecture.incoming(connection.source)
                if c.verb in (Verb.READS, Verb.WRITES)
            )


def between_zones(
    context: PricingContext, element_id: str, *, size: AssumptionSpec, noun: str, calls: Decimal
) -> Iterator[Usage]:
    """Yield the gigabytes between zones: code runs in all zones, what it calls answers in one of them."""
    zones = Decimal(zone_count(context.architecture, context.elements, element_id))
    if zones == 1:
        return
    kilobytes = assumed(context, size, element_id=element_id)
    away = zones - 1
    yield usage(
        element_id,
        "data_transfer.cross_az.gb",
        quantity=calls * kilobytes.value / _KB_PER_GB * away / zones * _DIRECTIONS,
        formula=f"{number(calls)} {noun} x {number(kilobytes.value)} KB x {number(away)} of {number(zones)} "
        "from another zone x 2 (charged on both sides)",
        assumption_ids=(kilobytes.id,),
    )


def logs(context: PricingContext, element_id: str, *, retention_days: int) -> Iterator[Usage]:
    """Yield taking in and keeping what the database logs."""
    written = assumed(context, DATABASE_LOG_GB, element_id=element_id)
    yield usage(
        element_id,
        "cloudwatch.logs.ingest_gb",
        quantity=written.value,
        formula=f"{number(written.value)} GB of logs",
        assumption_ids=(written.id,),
    )
    yield usage(
        element_id,
        "cloudwatch.logs.storage_gb_month",
        quantity=written.value * retention_days / 30,
        formula=f"{number(written.value)} GB a month kept {retention_days} days",
        assumption_ids=(written.id,),
    )


def backups(
    context: PricingContext, element_id: str, *, dimension_id: str, days: int, free_gb: Decimal | None = None
) -> Usage:
    """Return backups beyond what is free: the size of the storage, which for Aurora is that of its data."""
    size = assumed(context, DATABASE_GB, element_id=element_id)
    change = assumed(context, DATABASE_CHANGE_PERCENT, element_id=element_id)
    kept = size.value * (1 + change.value / _HUNDRED * days)
    free = size.value if free_gb is None else free_gb
    return usage(
        element_id,
        dimension_id,
        quantity=max(kept - free, Decimal(0)),
        formula=f"{number(size.value)} GB x (1 + {number(change.value)} % changes x {days} days) "
        f"- {number(free)} GB free",
        assumption_ids=(size.id, change.id),
    )
