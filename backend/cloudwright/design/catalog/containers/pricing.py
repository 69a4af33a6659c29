"""What a service of containers costs: CPU and memory by the hour, disk, metrics and logs."""

from collections.abc import Sequence
from decimal import Decimal

from cloudwright.design.catalog.assumed import assumed
from cloudwright.design.catalog.containers.properties import FargateProperties
from cloudwright.design.catalog.formulas import HOURS_PER_MONTH, fixed, number, usage
from cloudwright.design.catalog.kind import AssumptionSpec, Element, PricingContext, Usage

_MB_PER_GB = Decimal(1024)
_UNITS_PER_VCPU = Decimal(1024)
_KB_PER_GB = Decimal(1024 * 1024)
_FREE_STORAGE_GB = 20

EXTRA_TASKS = AssumptionSpec(
    "extra_tasks",
    "Tasks beyond the fewest, on average over the month",
    Decimal("0.5"),
    "tasks",
    Decimal(0),
    Decimal(4),
)
INSIGHTS_METRICS = AssumptionSpec(
    "container_insights_metrics",
    "Metrics that Container Insights keeps for a cluster with one service",
    Decimal(30),
    "metrics",
    Decimal(20),
    Decimal(45),
)
TASK_LOG_KB = AssumptionSpec(
    "log_kb_per_request",
    "Log text that a container or instance writes for each request",
    Decimal("0.5"),
    "KB",
    Decimal("0.1"),
    Decimal(5),
)
ASSUMPTIONS = (EXTRA_TASKS, INSIGHTS_METRICS, TASK_LOG_KB)


def price(context: PricingContext, element: Element[FargateProperties]) -> Sequence[Usage]:
    """Return the fewest tasks as fixed, those that scaling adds as usage, then metrics and logs."""
    fewest = Decimal(element.properties.minimum_tasks)
    extra = assumed(context, EXTRA_TASKS, element_id=element.id)
    room = Decimal(element.properties.maximum_tasks) - fewest
    more = min(extra.value, room)
    return (
        *_tasks(element, fewest, assumption_ids=()),
        *(_tasks(element, more, assumption_ids=(extra.id,)) if more else ()),
        *_disk(element, fewest),
        *_metrics(context, element),
        *logs(
            context,
            element.id,
            retention_days=element.properties.log_retention_days,
        ),
    )


def _tasks(
    element: Element[FargateProperties], tasks: Decimal, *, assumption_ids: tuple[str, ...]
) -> Sequence[Usage]:
    vcpu = element.properties.cpu_units / _UNITS_PER_VCPU
    memory = element.properties.memory_mb / _MB_PER_GB
    hours = tasks * HOURS_PER_MONTH
    shown = f"{number(tasks)} tasks x {number(HOURS_PER_MONTH)} h"
    return tuple(
        Usage(
            element.id,
            f"fargate.linux.arm64.{unit}",
            hours * size,
            f"{shown} x {number(size)} {noun}",
            assumption_ids,
            fixed=not assumption_ids,
        )
        for unit, size, noun in (("vcpu_hour", vcpu, "vCPU"), ("gb_hour", memory, "GB"))
    )


def _disk(element: Element[FargateProperties], tasks: Decimal) -> Sequence[Usage]:
    beyond = Decimal(element.properties.ephemeral_storage_gb - _FREE_STORAGE_GB)
    if not beyond:
        return ()
    formula = f"{number(tasks)} tasks x {number(HOURS_PER_MONTH)} h x {number(beyond)} GB beyond 20 GB"
    quantity = tasks * HOURS_PER_MONTH * beyond
    return (fixed(element.id, "fargate.ephemeral_storage.gb_hour", quantity=quantity, formula=formula),)


def _metrics(context: PricingContext, element: Element[FargateProperties]) -> Sequence[Usage]:
    if not element.properties.container_insights:
        return ()
    metrics = assumed(context, INSIGHTS_METRICS, element_id=element.id)
    return (
        Usage(
            element.id,
            "cloudwatch.metric.custom_month",
            metrics.value,
            f"{number(metrics.value)} metrics of Container Insights",
            (metrics.id,),
            fixed=True,
        ),
    )


def logs(context: PricingContext, element_id: str, *, retention_days: int) -> Sequence[Usage]:
    """Return the logs of whatever takes requests: written once, then kept."""
    calls = context.load.of(element_id)
    if not calls:
        return ()
    size = assumed(context, TASK_LOG_KB, element_id=element_id)
    written = calls * size.value / _KB_PER_GB
    return (
        usage(
            element_id,
            "cloudwatch.logs.ingest_gb",
            quantity=written,
            formula=f"{number(calls)} requests x {number(size.value)} KB of logs",
            assumption_ids=(size.id,),
        ),
        usage(
            element_id,
            "cloudwatch.logs.storage_gb_month",
            quantity=written * retention_days / 30,
            formula=f"{number(written)} GB a month kept {retention_days} days",
            assumption_ids=(size.id,),
        ),
    )
