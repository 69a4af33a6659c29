"""What a bucket costs a month: storage, requests, transitions and direct downloads."""

from collections.abc import Sequence
from decimal import Decimal

from cloudwright.design.catalog.assumed import Assumed, assumed
from cloudwright.design.catalog.formulas import number
from cloudwright.design.catalog.kind import AssumptionSpec, Element, PricingContext, Usage
from cloudwright.design.catalog.storage.properties import BucketProperties
from cloudwright.design.catalog.streams.delivery_pricing import objects_written
from cloudwright.design.catalog.streams.delivery_properties import DeliveryProperties
from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.verbs import Verb

_HUNDRED = Decimal(100)
_KB_PER_GB = Decimal(1024 * 1024)

SITE_GB = AssumptionSpec(
    "site_gb", "Size of the web site's files", Decimal(1), "GB", Decimal("0.1"), Decimal(10)
)
STORED_GB = AssumptionSpec(
    "stored_gb", "Objects stored in a bucket", Decimal(50), "GB", Decimal(5), Decimal(500)
)
OBJECT_KB = AssumptionSpec(
    "object_kb", "Size of an object that is read or written", Decimal(500), "KB", Decimal(50), Decimal(5000)
)
CACHE_HIT_PERCENT = AssumptionSpec(
    "cache_hit_percent",
    "Requests for files answered from the edge",
    Decimal(85),
    "percent",
    Decimal(60),
    Decimal(98),
)
COLD_PERCENT = AssumptionSpec(
    "cold_percent",
    "Objects old enough for the cheaper storage class",
    Decimal(60),
    "percent",
    Decimal(20),
    Decimal(90),
)
ASSUMPTIONS = (SITE_GB, STORED_GB, OBJECT_KB, CACHE_HIT_PERCENT, COLD_PERCENT)

_CLASSES = {
    "STANDARD_IA": "s3.standard_ia",
    "INTELLIGENT_TIERING": "s3.intelligent_tiering",
    "GLACIER_IR": "s3.glacier_instant",
}
_STORAGE = {
    "STANDARD_IA": "s3.standard_ia.storage_gb_month",
    "INTELLIGENT_TIERING": "s3.intelligent_tiering.infrequent.storage_gb_month",
    "GLACIER_IR": "s3.glacier_instant.storage_gb_month",
}


def price(context: PricingContext, element: Element[BucketProperties]) -> Sequence[Usage]:
    """Return storage, requests, moves to the cheaper class, and downloads that bypass a distribution."""
    return (
        *_stored(context, element),
        *_writes(context, element),
        *_reads(context, element),
        *_downloads(context, element),
    )


def _stored(context: PricingContext, element: Element[BucketProperties]) -> Sequence[Usage]:
    size = assumed(context, _size(context, element.id), element_id=element.id)
    if element.properties.transition_after_days is None:
        return (
            _storage(
                element.id,
                "s3.standard.storage_gb_month",
                size.value,
                formula=f"{number(size.value)} GB stored",
                used=(size,),
            ),
        )
    cold = assumed(context, COLD_PERCENT, element_id=element.id)
    old = size.value * cold.value / _HUNDRED
    used = (size, cold)
    return (
        _storage(
            element.id,
            "s3.standard.storage_gb_month",
            size.value - old,
            formula=f"{number(size.value)} GB x {number(_HUNDRED - cold.value)} % recent",
            used=used,
        ),
        _storage(
            element.id,
            _STORAGE[element.properties.transition_class],
            old,
            formula=f"{number(size.value)} GB x {number(cold.value)} % older objects",
            used=used,
        ),
    )


def _storage(
    element_id: str, dimension: str, gigabytes: Decimal, *, formula: str, used: tuple[Assumed, ...]
) -> Usage:
    return Usage(element_id, dimension, gigabytes, formula, assumption_ids=tuple(a.id for a in used))


def _size(context: PricingContext, bucket_id: str) -> AssumptionSpec:
    """Return what is stored: the files of a site when only a distribution uses the bucket, else objects."""
    verbs = {c.verb for c in context.architecture.incoming(bucket_id)}
    serves_a_site = Verb.ROUTES in verbs and Verb.WRITES not in verbs
    return SITE_GB if serves_a_site else STORED_GB


def _writes(context: PricingContext, element: Element[BucketProperties]) -> Sequence[Usage]:
    written = sum((context.load.on(c) for c in _uploads(context, element.id)), Decimal(0))
    collected = sum((objects_written(context, c.source) for c in _written(context, element.id)), Decimal(0))
    calls = written + collected
    if not calls:
        return ()
    counted = [(written, "writes and signed uploads a month"), (collected, "objects of collected records")]
    formula = " + ".join(f"{number(count)} {what}" for count, what in counted if count)
    puts = Usage(element.id, "s3.standard.put_request", calls, formula)
    if element.properties.transition_after_days is None:
        return (puts,)
    dimension = f"{_CLASSES[element.properties.transition_class]}.lifecycle_transition"
    moves = Usage(element.id, dimension, calls, f"{number(calls)} new objects a month, each moved once")
    return (puts, moves)


def _uploads(context: PricingContext, bucket_id: str) -> tuple[Connection, ...]:
    """Return what puts objects: signed uploads by people, else the code that may write."""
    incoming = context.architecture.incoming(bucket_id)
    signed = tuple(c for c in incoming if c.verb is Verb.REQUESTS and _method(c) != "GET")
    return signed or tuple(c for c in _written(context, bucket_id) if not _collects(context, c.source))


def _written(context: PricingContext, bucket_id: str) -> tuple[Connection, ...]:
    return tuple(c for c in context.architecture.incoming(bucket_id) if c.verb is Verb.WRITES)


def _collects(context: PricingContext, element_id: str) -> bool:
    """Say whether the element writes many records as one object."""
    return isinstance(context.elements[element_id].properties, DeliveryProperties)


def _method(connection: Connection) -> str:
    return str(connection.properties.get("method", "PUT"))


def _reads(context: PricingContext, element: Element[BucketProperties]) -> Sequence[Usage]:
    incoming = context.architecture.incoming(element.id)
    direct = [c for c in incoming if c.verb is Verb.READS or _is_download(c)]
    calls = sum((context.load.on(c) for c in direct), Decimal(0))
    routed = sum((context.load.on(c) for c in incoming if c.verb is Verb.ROUTES), Decimal(0))
    usages = []
    if calls:
        usages.append(Usage(element.id, "s3.standard.get_request", calls, f"{number(calls)} reads a month"))
    if routed:
        hit = assumed(context, CACHE_HIT_PERCENT, element_id=element.id)
        misses = routed * (_HUNDRED - hit.value) / _HUNDRED
        formula = f"{number(routed)} requests at the edge x {number(_HUNDRED - hit.value)} % not in its cache"
        usages.append(Usage(element.id, "s3.standard.get_request", misses, formula, assumption_ids=(hit.id,)))
    return usages


def _is_download(connection: Connection) -> bool:
    return connection.verb is Verb.REQUESTS and _method(connection) == "GET"


def _downloads(context: PricingContext, element: Element[BucketProperties]) -> Sequence[Usage]:
    calls = sum(
        (context.load.on(c) for c in context.architecture.incoming(element.id) if _is_download(c)), Decimal(0)
    )
    if not calls:
        return ()
    size = assumed(context, OBJECT_KB, element_id=element.id)
    gigabytes = calls * size.value / _KB_PER_GB
    formula = f"{number(calls)} downloads x {number(size.value)} KB"
    return (
        Usage(element.id, "data_transfer.internet_out.gb", gigabytes, formula, assumption_ids=(size.id,)),
    )
