"""What recovery points cost: those kept in the vault, and their copies in another Region."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cloudwright.design.catalog.assumed import Assumed, assumed
from cloudwright.design.catalog.backups.properties import BackupProperties
from cloudwright.design.catalog.databases.usage import DATABASE_GB
from cloudwright.design.catalog.files.pricing import FILES_GB
from cloudwright.design.catalog.formulas import number, usage
from cloudwright.design.catalog.kind import AssumptionSpec, Element, PricingContext, Usage
from cloudwright.design.catalog.services.dynamodb import TABLE_STORAGE_GB
from cloudwright.design.catalog.storage.pricing import STORED_GB
from cloudwright.design.model.verbs import Verb

_DAYS_PER_WEEK = 7
_DAYS_PER_MONTH = Decimal(730) / 24
_HUNDRED = Decimal(100)

BACKUP_CHANGE_PERCENT = AssumptionSpec(
    "backup_change_percent",
    "Stored data that changes between two backups",
    Decimal(2),
    "percent",
    Decimal("0.5"),
    Decimal(10),
)
ASSUMPTIONS = (BACKUP_CHANGE_PERCENT, DATABASE_GB, FILES_GB, STORED_GB, TABLE_STORAGE_GB)


@dataclass(frozen=True, slots=True)
class _Kept:
    """How recovery points of one kind are billed; a `full` point is a whole copy, others hold changes."""

    dimension_id: str
    size: AssumptionSpec
    full: bool


# Which services copy the whole each time (full or incremental):
# https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-feature-availability.html
_KINDS: Mapping[str, _Kept] = {
    "dynamodb_table": _Kept("backup.dynamodb.warm_gb_month", TABLE_STORAGE_GB, full=True),
    "s3_bucket": _Kept("backup.s3.warm_gb_month", STORED_GB, full=False),
    "rds_instance": _Kept("backup.rds.snapshot_gb_month", DATABASE_GB, full=False),
    "aurora_cluster": _Kept("backup.aurora.snapshot_gb_month", DATABASE_GB, full=True),
    "efs_file_system": _Kept("backup.efs.warm_gb_month", FILES_GB, full=False),
}


def price(context: PricingContext, element: Element[BackupProperties]) -> Sequence[Usage]:
    """Return the storage of each element's recovery points, and copying them where that is asked for."""
    targets = sorted(c.target for c in context.architecture.outgoing(element.id) if c.verb is Verb.BACKS_UP)
    return tuple(line for target in targets for line in _of(context, element, target=target))


def _of(context: PricingContext, element: Element[BackupProperties], *, target: str) -> Iterator[Usage]:
    kept = _KINDS.get(context.architecture.component(target).kind)
    if kept is None:
        yield Usage(element.id, None, Decimal(0), "", what=f"recovery points of {target}")
        return
    size = assumed(context, kept.size, element_id=target)
    change = assumed(context, BACKUP_CHANGE_PERCENT, element_id=target)
    points = _points(element.properties)
    stored = _stored(size, change, points=points, full=kept.full)
    yield stored.of(element.id, kept.dimension_id, what=f"recovery points of {target}")
    if element.properties.copy_region == "none":
        return
    region = element.properties.copy_region
    yield stored.of(element.id, kept.dimension_id, what=f"copies of {target} in {region}", region=region)
    share = Decimal(1) if kept.full else change.value / _HUNDRED
    yield usage(
        element.id,
        "backup.cross_region_gb",
        quantity=size.value * share * _DAYS_PER_MONTH,
        formula=f"{number(size.value)} GB x {number(share * _HUNDRED)} % x {number(_DAYS_PER_MONTH)} days",
        assumption_ids=(size.id,) if kept.full else (size.id, change.id),
    )


def _points(wanted: BackupProperties) -> Decimal:
    return Decimal(wanted.daily_retention_days + wanted.weekly_retention_days // _DAYS_PER_WEEK)


@dataclass(frozen=True, slots=True)
class _Stored:
    quantity: Decimal
    formula: str
    assumption_ids: tuple[str, ...]

    def of(self, element_id: str, dimension_id: str, *, what: str, region: str | None = None) -> Usage:
        return Usage(
            element_id,
            dimension_id,
            self.quantity,
            self.formula,
            self.assumption_ids,
            what=what,
            region=region,
        )


def _stored(size: Assumed, change: Assumed, *, points: Decimal, full: bool) -> _Stored:
    if full:
        formula = f"{number(size.value)} GB x {number(points)} recovery points, each a whole copy"
        return _Stored(size.value * points, formula, (size.id,))
    quantity = size.value * (1 + change.value / _HUNDRED * points)
    formula = f"{number(size.value)} GB x (1 + {number(change.value)} % changes x {number(points)} points)"
    return _Stored(quantity, formula, (size.id, change.id))
