"""What a function costs: requests, GB-seconds, logs and traces."""

from collections.abc import Sequence
from decimal import Decimal

from cloudwright.design.catalog.assumed import assumed
from cloudwright.design.catalog.formulas import number, usage
from cloudwright.design.catalog.functions.properties import FunctionProperties
from cloudwright.design.catalog.kind import AssumptionSpec, Element, PricingContext, Usage

_FREE_STORAGE_MB = 512
_MB_PER_GB = Decimal(1024)
_KB_PER_GB = Decimal(1024 * 1024)
_TRACED_SHARE = Decimal("0.05")  # X-Ray's default sampling: 5 % beyond the first request of each second

DURATION_MS = AssumptionSpec(
    "function_duration_ms", "Average run of a function", Decimal(120), "ms", Decimal(40), Decimal(600)
)
LOG_KB = AssumptionSpec(
    "log_kb_per_call",
    "Log text written for each run of a function",
    Decimal(1),
    "KB",
    Decimal("0.5"),
    Decimal(10),
)
ASSUMPTIONS = (DURATION_MS, LOG_KB)


def price(context: PricingContext, element: Element[FunctionProperties]) -> Sequence[Usage]:
    """Return the usage of one function; a function that is never called costs nothing."""
    calls = context.load.of(element.id)
    return (
        usage(element.id, "lambda.request", quantity=calls, formula=f"{number(calls)} runs"),
        *_duration(context, element, calls=calls),
        *_logs(context, element, calls=calls),
        usage(
            element.id,
            "xray.trace_recorded",
            quantity=calls * _TRACED_SHARE,
            formula=f"{number(calls)} runs x 5 % sampled",
        ),
    )


def _duration(
    context: PricingContext, element: Element[FunctionProperties], *, calls: Decimal
) -> Sequence[Usage]:
    properties = element.properties
    stated = properties.average_duration_ms
    general = assumed(context, DURATION_MS, element_id=element.id)
    milliseconds = general.value if stated is None else Decimal(stated)
    seconds = min(milliseconds / 1000, Decimal(properties.timeout_seconds))
    memory_gb = properties.memory_mb / _MB_PER_GB
    assumption_ids = (general.id,) if stated is None else ()
    lines = [
        usage(
            element.id,
            "lambda.gb_second.arm64",
            quantity=calls * seconds * memory_gb,
            formula=f"{number(calls)} runs x {number(seconds)} s x {number(memory_gb)} GB",
            assumption_ids=assumption_ids,
        )
    ]
    extra_gb = (properties.ephemeral_storage_mb - _FREE_STORAGE_MB) / _MB_PER_GB
    if extra_gb > 0:
        lines.append(
            usage(
                element.id,
                "lambda.ephemeral_storage.gb_second",
                quantity=calls * seconds * extra_gb,
                formula=f"{number(calls)} runs x {number(seconds)} s x {number(extra_gb)} GB beyond 512 MB",
                assumption_ids=assumption_ids,
            )
        )
    return lines


def _logs(
    context: PricingContext, element: Element[FunctionProperties], *, calls: Decimal
) -> Sequence[Usage]:
    log = assumed(context, LOG_KB, element_id=element.id)
    ingested = calls * log.value / _KB_PER_GB
    months = Decimal(element.properties.log_retention_days) / 30
    return (
        usage(
            element.id,
            "cloudwatch.logs.ingest_gb",
            quantity=ingested,
            formula=f"{number(calls)} runs x {number(log.value)} KB of logs",
            assumption_ids=(log.id,),
        ),
        usage(
            element.id,
            "cloudwatch.logs.storage_gb_month",
            quantity=ingested * months,
            formula=f"{number(ingested)} GB a month kept {element.properties.log_retention_days} days",
            assumption_ids=(log.id,),
        ),
    )
