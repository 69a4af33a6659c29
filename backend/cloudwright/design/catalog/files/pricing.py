"""What a file system costs: files by class, what is read and written, and backups."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from cloudwright.design.catalog.assumed import Assumed, assumed
from cloudwright.design.catalog.files.properties import FileSystemProperties
from cloudwright.design.catalog.formulas import number, usage
from cloudwright.design.catalog.kind import AssumptionSpec, Element, PricingContext, Usage
from cloudwright.design.model.verbs import Verb

_KB_PER_GB = Decimal(1024 * 1024)
_HUNDRED = Decimal(100)
_BACKUP_DAYS = 35  # of automatic backups (https://docs.aws.amazon.com/efs/latest/ug/awsbackup.html)

FILES_GB = AssumptionSpec("files_gb", "Data in a file system", Decimal(50), "GB", Decimal(5), Decimal(1000))
IDLE_PERCENT = AssumptionSpec(
    "files_idle_percent",
    "Files that nobody opens for so long that they move to the cheaper class",
    Decimal(60),
    "percent",
    Decimal(10),
    Decimal(90),
)
FILE_KB = AssumptionSpec(
    "file_kb", "Average data read or written by a call", Decimal(200), "KB", Decimal(4), Decimal(10_000)
)
FILE_CHANGE_PERCENT = AssumptionSpec(
    "files_change_percent",
    "Data of a file system that changes in a day",
    Decimal(1),
    "percent",
    Decimal("0.1"),
    Decimal(10),
)
ASSUMPTIONS = (FILES_GB, IDLE_PERCENT, FILE_KB, FILE_CHANGE_PERCENT)


def price_file_system(context: PricingContext, element: Element[FileSystemProperties]) -> Sequence[Usage]:
    """Return storage, throughput where it is paid as used, and backups; mounts in the own zone are free."""
    stored = assumed(context, FILES_GB, element_id=element.id)
    return (
        *_storage(context, element, stored=stored),
        *(_throughput(context, element.id) if element.properties.throughput == "elastic" else ()),
        *(_backups(context, element.id, stored=stored) if element.properties.automatic_backups else ()),
    )


def _storage(
    context: PricingContext, element: Element[FileSystemProperties], *, stored: Assumed
) -> Iterator[Usage]:
    if element.properties.infrequent_access_after_days is None:
        idle = Decimal(0)
        ids: tuple[str, ...] = (stored.id,)
    else:
        share = assumed(context, IDLE_PERCENT, element_id=element.id)
        idle, ids = share.value, (stored.id, share.id)
    yield usage(
        element.id,
        "efs.standard.storage_gb_month",
        quantity=stored.value * (_HUNDRED - idle) / _HUNDRED,
        formula=f"{number(stored.value)} GB x {number(_HUNDRED - idle)} % in use",
        assumption_ids=ids,
    )
    if idle:
        yield usage(
            element.id,
            "efs.infrequent_access.storage_gb_month",
            quantity=stored.value * idle / _HUNDRED,
            formula=f"{number(stored.value)} GB x {number(idle)} % not in use",
            assumption_ids=ids,
        )


def _throughput(context: PricingContext, element_id: str) -> Iterator[Usage]:
    size = assumed(context, FILE_KB, element_id=element_id)
    for verb, dimension_id in _MOVED.items():
        incoming = [c for c in context.architecture.incoming(element_id) if c.verb is verb]
        calls = sum((context.load.on(c) for c in incoming), Decimal(0))
        yield usage(
            element_id,
            dimension_id,
            quantity=calls * size.value / _KB_PER_GB,
            formula=f"{number(calls)} {verb.value} x {number(size.value)} KB",
            assumption_ids=(size.id,),
        )


_MOVED = {
    Verb.READS: "efs.elastic_throughput.read_gb",
    Verb.WRITES: "efs.elastic_throughput.write_gb",
}


def _backups(context: PricingContext, element_id: str, *, stored: Assumed) -> Iterator[Usage]:
    change = assumed(context, FILE_CHANGE_PERCENT, element_id=element_id)
    yield usage(
        element_id,
        "backup.efs.warm_gb_month",
        quantity=stored.value * (1 + change.value / _HUNDRED * _BACKUP_DAYS),
        formula=f"{number(stored.value)} GB x (1 + {number(change.value)} % changes x {_BACKUP_DAYS} days)",
        assumption_ids=(stored.id, change.id),
    )
