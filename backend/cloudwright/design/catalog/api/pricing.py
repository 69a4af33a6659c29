"""What an HTTP API costs a month: calls, answers sent to the internet, and its access log."""

from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal

from cloudwright.design.catalog.api.properties import ApiProperties
from cloudwright.design.catalog.assumed import assumed
from cloudwright.design.catalog.distribution.pricing import API_ANSWER_KB, API_REQUEST_KB
from cloudwright.design.catalog.formulas import number, usage
from cloudwright.design.catalog.kind import Element, PricingContext, Usage
from cloudwright.design.model.verbs import Verb

ASSUMPTIONS = (API_ANSWER_KB, API_REQUEST_KB)

_KB_PER_GB = Decimal(1024 * 1024)
_METERED_KB = Decimal(512)  # the unit of API Gateway: larger payloads count as several requests
_LOG_LINE_KB = Decimal("0.4")  # the JSON line of the access log with its CloudWatch overhead of 26 bytes
_DAYS_PER_MONTH = Decimal(30)


def price(context: PricingContext, element: Element[ApiProperties]) -> Sequence[Usage]:
    """Return requests, log lines, and data to callers that no distribution delivers."""
    calls = context.load.of(element.id)
    if not calls:
        return ()
    return (
        _requests(context, element.id, calls),
        *access_log_usage(element.id, calls, retention_days=element.properties.log_retention_days),
        *data_out(context, element.id),
    )


def _requests(context: PricingContext, element_id: str, calls: Decimal, /) -> Usage:
    answer = assumed(context, API_ANSWER_KB, element_id=element_id)
    units = max(Decimal(1), (answer.value / _METERED_KB).to_integral_value(rounding=ROUND_CEILING))
    each = f" x {units} units of 512 KB" if units > 1 else ""
    return usage(
        element_id,
        "apigateway.http.request",
        quantity=calls * units,
        formula=f"{number(calls)} calls a month{each}",
        assumption_ids=(answer.id,) if units > 1 else (),
    )


def access_log_usage(element_id: str, calls: Decimal, *, retention_days: int) -> Sequence[Usage]:
    """Return what the access log costs: a line for each call, written and then kept."""
    written = calls * _LOG_LINE_KB / _KB_PER_GB
    months = Decimal(retention_days) / _DAYS_PER_MONTH
    lines = f"{number(calls)} access log lines x {_LOG_LINE_KB} KB"
    kept = f"{lines} x {retention_days} days kept / 30"
    return (
        usage(element_id, "cloudwatch.logs.ingest_gb", quantity=written, formula=lines),
        usage(element_id, "cloudwatch.logs.storage_gb_month", quantity=written * months, formula=kept),
    )


def data_out(context: PricingContext, element_id: str) -> Sequence[Usage]:
    """Return the answers that go straight to the internet, not through a distribution."""
    direct = [c for c in context.architecture.incoming(element_id) if c.verb is Verb.REQUESTS]
    calls = sum((context.load.on(c) for c in direct), Decimal(0))
    if not calls:
        return ()
    answer = assumed(context, API_ANSWER_KB, element_id=element_id)
    return (
        usage(
            element_id,
            "data_transfer.internet_out.gb",
            quantity=calls * answer.value / _KB_PER_GB,
            formula=f"{number(calls)} answers x {number(answer.value)} KB / 1,048,576 KB per GB",
            assumption_ids=(answer.id,),
        ),
    )
