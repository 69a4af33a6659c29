"""What a group of instances costs: instances and disks by the hour, metrics and logs."""

from collections.abc import Sequence
from decimal import Decimal

from cloudwright.design.catalog.assumed import assumed
from cloudwright.design.catalog.containers.pricing import TASK_LOG_KB, logs
from cloudwright.design.catalog.formulas import HOURS_PER_MONTH, number
from cloudwright.design.catalog.instances.properties import GroupProperties
from cloudwright.design.catalog.kind import AssumptionSpec, Element, PricingContext, Usage

_METRICS_OF_AN_INSTANCE = 7  # of detailed monitoring: note of ec2.detailed_monitoring.metric_month

EXTRA_INSTANCES = AssumptionSpec(
    "extra_instances",
    "Instances beyond the fewest, on average over the month",
    Decimal("0.5"),
    "instances",
    Decimal(0),
    Decimal(4),
)
ASSUMPTIONS = (EXTRA_INSTANCES, TASK_LOG_KB)


def price(context: PricingContext, element: Element[GroupProperties]) -> Sequence[Usage]:
    """Return the fewest instances as fixed, those that scaling adds as usage, then logs."""
    wanted = element.properties
    fewest = Decimal(wanted.minimum_instances)
    extra = assumed(context, EXTRA_INSTANCES, element_id=element.id)
    more = min(extra.value, Decimal(wanted.maximum_instances) - fewest)
    return (
        *(_instances(element, fewest, assumption_ids=()) if fewest else ()),
        *(_instances(element, more, assumption_ids=(extra.id,)) if more else ()),
        *logs(context, element.id, retention_days=wanted.log_retention_days),
    )


def _instances(
    element: Element[GroupProperties], count: Decimal, *, assumption_ids: tuple[str, ...]
) -> Sequence[Usage]:
    wanted = element.properties
    shown = f"{number(count)} instances"
    lines = [
        (
            f"ec2.{wanted.instance_type}.linux.hour",
            count * HOURS_PER_MONTH,
            f"{shown} x {number(HOURS_PER_MONTH)} h",
        ),
        ("ebs.gp3.storage_gb_month", count * wanted.disk_gb, f"{shown} x {wanted.disk_gb} GB"),
    ]
    if wanted.detailed_monitoring:
        metrics = count * _METRICS_OF_AN_INSTANCE
        formula = f"{shown} x {_METRICS_OF_AN_INSTANCE} metrics"
        lines.append(("ec2.detailed_monitoring.metric_month", metrics, formula))
    return tuple(
        Usage(element.id, dimension, quantity, formula, assumption_ids, fixed=not assumption_ids)
        for dimension, quantity, formula in lines
    )
