"""What a database instance costs: hours, storage, backups, logs."""

from collections.abc import Sequence
from decimal import Decimal

from cloudwright.design.catalog.databases.instance_properties import InstanceProperties
from cloudwright.design.catalog.databases.usage import (
    DATABASE_CHANGE_PERCENT,
    DATABASE_GB,
    DATABASE_LOG_GB,
    QUERY_KB,
    backups,
    between_zones,
    logs,
    queries,
)
from cloudwright.design.catalog.formulas import HOURS_PER_MONTH, fixed, number
from cloudwright.design.catalog.kind import Element, PricingContext, Usage

_PRICED_AS = {"postgresql": "postgres", "mysql": "mysql"}
ASSUMPTIONS = (DATABASE_GB, DATABASE_CHANGE_PERCENT, DATABASE_LOG_GB, QUERY_KB)


def price_instance(context: PricingContext, element: Element[InstanceProperties]) -> Sequence[Usage]:
    """Return hours and storage, of two instances where there are two, and what queries and changes add."""
    wanted = element.properties
    zones = "multi_az" if wanted.multi_az else "single_az"
    said = "in two zones" if wanted.multi_az else "in one zone"
    storage = Decimal(wanted.storage_gb)
    copies = Decimal(2 if wanted.multi_az else 1)  # each copy is charged as if it were alone
    return (
        fixed(
            element.id,
            f"rds.{_PRICED_AS[wanted.engine]}.{wanted.instance_class}.{zones}.hour",
            quantity=HOURS_PER_MONTH,
            formula=f"1 {wanted.instance_class} {said} x 730 h",
        ),
        fixed(
            element.id,
            "rds.storage.gp3.single_az.gb_month",
            quantity=storage * copies,
            formula=f"{number(storage)} GB x {number(copies)} copies; more as it grows"
            if wanted.multi_az
            else f"{number(storage)} GB; more as it grows",
        ),
        backups(
            context,
            element.id,
            dimension_id="rds.backup.gb_month",
            days=wanted.backup_retention_days,
            free_gb=storage,
        ),
        *between_zones(
            context, element.id, size=QUERY_KB, noun="queries", calls=queries(context, element.id)
        ),
        *logs(context, element.id, retention_days=wanted.log_retention_days),
    )
