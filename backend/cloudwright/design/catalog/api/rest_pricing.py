"""What a REST API costs a month: calls, its cache, answers sent to the internet, and its access log."""

from collections.abc import Sequence
from decimal import Decimal

from cloudwright.design.catalog.api.pricing import access_log_usage, data_out
from cloudwright.design.catalog.api.properties import RestApiProperties
from cloudwright.design.catalog.formulas import HOURS_PER_MONTH, fixed, number, usage
from cloudwright.design.catalog.kind import Element, PricingContext, Usage


def price(context: PricingContext, element: Element[RestApiProperties]) -> Sequence[Usage]:
    """Return the cache at any load; requests, log lines and data to direct callers with the calls."""
    calls = context.load.of(element.id)
    if not calls:
        return tuple(_cache(element))
    return (
        usage(
            element.id,
            "apigateway.rest.request",
            quantity=calls,
            formula=f"{number(calls)} calls a month",
        ),
        *_cache(element),
        *access_log_usage(element.id, calls, retention_days=element.properties.log_retention_days),
        *data_out(context, element.id),
    )


def _cache(element: Element[RestApiProperties]) -> Sequence[Usage]:
    size = element.properties.cache_size_gb
    if size == "none":
        return ()
    return (
        fixed(
            element.id,
            f"apigateway.rest.cache.{size.replace('.', '_')}gb.hour",
            quantity=Decimal(HOURS_PER_MONTH),
            formula=f"a cache of {size} GB x 730 h",
        ),
    )
