"""What a workflow costs: state transitions, or runs and their duration; and the logs of express runs."""

from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal

from cloudwright.design.catalog.assumed import assumed
from cloudwright.design.catalog.formulas import number, usage
from cloudwright.design.catalog.kind import AssumptionSpec, Element, PricingContext, Usage
from cloudwright.design.catalog.workflows.properties import WorkflowProperties
from cloudwright.design.model.verbs import Verb

_BILLED_MS = Decimal(100)  # express runs are rounded up to it
_BILLED_GB = Decimal(64) / 1024  # and their memory to 64 MB, which small payloads stay below
_MS_PER_HOUR = Decimal(3_600_000)
_KB_PER_GB = Decimal(1024 * 1024)
_DAYS_PER_MONTH = Decimal(30)

DURATION_MS = AssumptionSpec(
    "workflow_duration_ms",
    "Average run of an express workflow",
    Decimal(1000),
    "ms",
    Decimal(200),
    Decimal(30_000),
)
LOG_KB = AssumptionSpec(
    "workflow_log_kb",
    "Log text written for each run of an express workflow",
    Decimal(4),
    "KB",
    Decimal(1),
    Decimal(40),
)
ASSUMPTIONS = (DURATION_MS, LOG_KB)


def price(context: PricingContext, element: Element[WorkflowProperties]) -> Sequence[Usage]:
    """Return transitions of a standard workflow; requests, duration and logs of an express one."""
    runs = context.load.of(element.id)
    if element.properties.type == "express":
        return (*_express(context, element, runs=runs), *_logs(context, element, runs=runs))
    steps = sum(
        (context.load.on(c) for c in context.architecture.outgoing(element.id) if c.verb is Verb.INVOKES),
        Decimal(0),
    )
    return (
        usage(
            element.id,
            "step_functions.standard.transition",
            quantity=runs + steps,
            formula=f"{number(steps)} steps run + {number(runs)} transitions into the first, without retries",
        ),
    )


def _express(
    context: PricingContext, element: Element[WorkflowProperties], *, runs: Decimal
) -> Sequence[Usage]:
    duration = assumed(context, DURATION_MS, element_id=element.id)
    billed = (duration.value / _BILLED_MS).to_integral_value(ROUND_CEILING) * _BILLED_MS
    return (
        usage(element.id, "step_functions.express.request", quantity=runs, formula=f"{number(runs)} runs"),
        usage(
            element.id,
            "step_functions.express.gb_hour",
            quantity=runs * billed * _BILLED_GB / _MS_PER_HOUR,
            formula=f"{number(runs)} runs x {number(billed)} ms x 64 MB / 3,600,000 ms",
            assumption_ids=(duration.id,),
        ),
    )


def _logs(context: PricingContext, element: Element[WorkflowProperties], *, runs: Decimal) -> Sequence[Usage]:
    log = assumed(context, LOG_KB, element_id=element.id)
    written = runs * log.value / _KB_PER_GB
    days = element.properties.log_retention_days
    lines = f"{number(runs)} runs x {number(log.value)} KB of logs"
    return (
        usage(
            element.id,
            "cloudwatch.logs.ingest_gb",
            quantity=written,
            formula=lines,
            assumption_ids=(log.id,),
        ),
        usage(
            element.id,
            "cloudwatch.logs.storage_gb_month",
            quantity=written * days / _DAYS_PER_MONTH,
            formula=f"{lines} x {days} days kept / 30",
            assumption_ids=(log.id,),
        ),
    )
