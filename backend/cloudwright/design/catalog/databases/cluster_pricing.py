"""What an Aurora cluster costs: its capacity, its storage, its reads and writes, backups, logs."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from cloudwright.design.catalog.assumed import assumed
from cloudwright.design.catalog.databases.cluster_properties import ClusterProperties
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
from cloudwright.design.catalog.formulas import HOURS_PER_MONTH, counted, fixed, number, usage
from cloudwright.design.catalog.kind import AssumptionSpec, Element, PricingContext, Usage
from cloudwright.design.model.verbs import Verb

_HUNDRED = Decimal(100)
_CAPACITY = "aurora.serverless_v2.standard.acu_hour"
# A proxy keeps connections open, so that the cluster never pauses
# (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html).
_AWAKE = Decimal("0.5")

BUSY_PERCENT = AssumptionSpec(
    "aurora_busy_percent",
    "How busy the Aurora database is on average (0: at its least capacity, 100: at its most)",
    Decimal(20),
    "percent",
    Decimal(5),
    Decimal(70),
)
IO_PER_QUERY = AssumptionSpec(
    "aurora_io_per_query",
    "Reads from and writes to storage for a query; most pages are in memory",
    Decimal(2),
    "I/O requests",
    Decimal("0.2"),
    Decimal(20),
)
ASSUMPTIONS = (
    BUSY_PERCENT,
    IO_PER_QUERY,
    DATABASE_GB,
    DATABASE_CHANGE_PERCENT,
    DATABASE_LOG_GB,
    QUERY_KB,
)


def price_cluster(context: PricingContext, element: Element[ClusterProperties]) -> Sequence[Usage]:
    """Return the usage of the writer and all readers, and of the storage that they share."""
    wanted = element.properties
    stored = assumed(context, DATABASE_GB, element_id=element.id)
    io = assumed(context, IO_PER_QUERY, element_id=element.id)
    asked = queries(context, element.id)
    return (
        *_capacity(context, element),
        usage(
            element.id,
            "aurora.storage.standard.gb_month",
            quantity=stored.value,
            formula=f"{number(stored.value)} GB, its copies in three zones included",
            assumption_ids=(stored.id,),
        ),
        usage(
            element.id,
            "aurora.io.standard.request",
            quantity=asked * io.value,
            formula=f"{number(asked)} queries x {number(io.value)} I/O requests",
            assumption_ids=(io.id,),
        ),
        backups(
            context,
            element.id,
            dimension_id="aurora.backup.gb_month",
            days=wanted.backup_retention_days,
        ),
        *between_zones(context, element.id, size=QUERY_KB, noun="queries", calls=asked),
        *logs(context, element.id, retention_days=wanted.log_retention_days),
    )


def _capacity(context: PricingContext, element: Element[ClusterProperties]) -> Iterator[Usage]:
    """Yield what is due at any load, then what use adds to it."""
    wanted = element.properties
    instances = Decimal(wanted.readers + 1)
    if wanted.capacity == "provisioned":
        yield fixed(
            element.id,
            f"aurora.{wanted.instance_class}.standard.hour",
            quantity=instances * HOURS_PER_MONTH,
            formula=f"{number(instances)} {wanted.instance_class} x 730 h",
        )
        return
    least = _least_units(context, element.id, wanted)
    average, assumption_id = average_units(context, element.id, wanted)
    if least:
        yield fixed(
            element.id,
            _CAPACITY,
            quantity=instances * least * HOURS_PER_MONTH,
            formula=f"{counted(instances, 'instance')} x {number(least)} ACU, the least, x 730 h",
        )
    yield usage(
        element.id,
        _CAPACITY,
        quantity=instances * (average - least) * HOURS_PER_MONTH,
        formula=f"{counted(instances, 'instance')} x {number(average - least)} ACU above that on average "
        f"(up to {wanted.maximum_acu:g}) x 730 h",
        assumption_ids=(assumption_id,),
    )


def average_units(context: PricingContext, cluster_id: str, wanted: ClusterProperties) -> tuple[Decimal, str]:
    """Return the average ACU of an instance, and the id of the assumption that it follows from."""
    share = assumed(context, BUSY_PERCENT, element_id=cluster_id)
    least, most = _least_units(context, cluster_id, wanted), Decimal(str(wanted.maximum_acu))
    return least + (most - least) * share.value / _HUNDRED, share.id


def _least_units(context: PricingContext, cluster_id: str, wanted: ClusterProperties) -> Decimal:
    """Return the ACU that an instance has without any load."""
    least = Decimal(str(wanted.minimum_acu))
    if any(c.verb is Verb.ROUTES for c in context.architecture.incoming(cluster_id)):
        return max(least, _AWAKE)
    return least
