"""What a distribution costs a month: requests, data to viewers and to origins, routing function."""

from collections.abc import Sequence
from decimal import Decimal

from cloudwright.design.catalog.assumed import assumed
from cloudwright.design.catalog.distribution.properties import DistributionProperties
from cloudwright.design.catalog.formulas import number, usage
from cloudwright.design.catalog.kind import AssumptionSpec, Element, PricingContext, Usage
from cloudwright.design.catalog.storage.private_buckets import LOGS_KEPT_DAYS
from cloudwright.design.model.verbs import Verb

_APIS = ("application_load_balancer", "http_api", "rest_api")
_LOG_LINE_KB = Decimal("0.1")  # compressed, as CloudFront delivers it
_KB_PER_GB = Decimal(1024 * 1024)
_NEAR = {
    "us-east-1": "us_mx_ca",
    "us-west-2": "us_mx_ca",
    "eu-west-1": "eu_il",
    "eu-central-1": "eu_il",
    "ap-southeast-1": "asia_pacific",
    "ap-northeast-1": "japan",
}
_REQUESTS_PRICED = frozenset({"us_mx_ca", "eu_il"})

PAGE_KB = AssumptionSpec(
    "page_kb", "Size of a file of the site sent to a viewer", Decimal(60), "KB", Decimal(10), Decimal(500)
)
API_ANSWER_KB = AssumptionSpec(
    "api_answer_kb", "Size of an answer of the API", Decimal(10), "KB", Decimal(1), Decimal(100)
)
API_REQUEST_KB = AssumptionSpec(
    "api_request_kb", "Size of a request to the API", Decimal(2), "KB", Decimal(1), Decimal(50)
)
ASSUMPTIONS = (PAGE_KB, API_ANSWER_KB, API_REQUEST_KB)


def price(context: PricingContext, element: Element[DistributionProperties]) -> Sequence[Usage]:
    """Return requests, data out by what is asked for, data to the origins, and the routing function."""
    requests = context.load.of(element.id)
    if not requests:
        return ()
    geography = element.properties.viewer_geography or _NEAR[context.architecture.region]
    pages, calls = _shares(context, element.id)
    return (
        _requests(element.id, requests, geography=geography),
        *_egress(context, element.id, pages=pages, calls=calls, geography=geography),
        *_to_origin(context, element.id, calls=calls, geography=geography),
        *_routing(element, pages=pages),
        *_logs(element, requests=requests),
    )


def _logs(element: Element[DistributionProperties], *, requests: Decimal) -> Sequence[Usage]:
    """Delivery is free of charge; what is kept is paid for as storage."""
    if not element.properties.access_logs:
        return ()
    months = Decimal(LOGS_KEPT_DAYS) / 30
    return (
        usage(
            element.id,
            "s3.standard.storage_gb_month",
            quantity=requests * _LOG_LINE_KB / _KB_PER_GB * months,
            formula=f"{number(requests)} log lines x {number(_LOG_LINE_KB)} KB kept {number(months)} months",
        ),
    )


def _shares(context: PricingContext, element_id: str) -> tuple[Decimal, Decimal]:
    """Split what the distribution receives into files and API calls, in proportion to its routes."""
    received = context.load.of(element_id)
    routes = [c for c in context.architecture.outgoing(element_id) if c.verb is Verb.ROUTES]
    apis = [c for c in routes if context.architecture.component(c.target).kind in _APIS]
    forwarded = sum((context.load.on(c) for c in routes), Decimal(0))
    if not forwarded:
        return received, Decimal(0)
    calls = received * sum((context.load.on(c) for c in apis), Decimal(0)) / forwarded
    return received - calls, calls


def _requests(element_id: str, requests: Decimal, *, geography: str) -> Usage:
    formula = f"{number(requests)} requests a month"
    if geography not in _REQUESTS_PRICED:
        what = f"CloudFront HTTPS requests from {geography}"
        return Usage(element_id, None, requests, formula, what=what)
    return usage(element_id, f"cloudfront.{geography}.https_request", quantity=requests, formula=formula)


def _egress(
    context: PricingContext, element_id: str, *, pages: Decimal, calls: Decimal, geography: str
) -> Sequence[Usage]:
    found = []
    for count, spec, what in ((pages, PAGE_KB, "files"), (calls, API_ANSWER_KB, "API answers")):
        if not count:
            continue
        size = assumed(context, spec, element_id=element_id)
        found.append(
            usage(
                element_id,
                f"cloudfront.{geography}.egress_gb",
                quantity=count * size.value / _KB_PER_GB,
                formula=f"{number(count)} {what} x {number(size.value)} KB / 1,048,576 KB per GB",
                assumption_ids=(size.id,),
            )
        )
    return found


def _to_origin(
    context: PricingContext, element_id: str, *, calls: Decimal, geography: str
) -> Sequence[Usage]:
    if not calls:
        return ()
    size = assumed(context, API_REQUEST_KB, element_id=element_id)
    gigabytes = calls * size.value / _KB_PER_GB
    formula = f"{number(calls)} API calls x {number(size.value)} KB / 1,048,576 KB per GB"
    if geography not in _REQUESTS_PRICED:
        what = f"CloudFront data to the origin from {geography}"
        return (Usage(element_id, None, gigabytes, formula, assumption_ids=(size.id,), what=what),)
    return (
        usage(
            element_id,
            f"cloudfront.{geography}.to_origin_gb",
            quantity=gigabytes,
            formula=formula,
            assumption_ids=(size.id,),
        ),
    )


def _routing(element: Element[DistributionProperties], *, pages: Decimal) -> Sequence[Usage]:
    if not element.properties.single_page_app or not pages:
        return ()
    formula = f"{number(pages)} requests for the site pass the path routing function"
    return (usage(element.id, "cloudfront.function_invocation", quantity=pages, formula=formula),)
