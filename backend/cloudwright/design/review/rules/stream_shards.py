"""Peak above what the shards of a stream take."""

from collections.abc import Iterator
from decimal import Decimal

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.catalog.formulas import counted
from cloudwright.design.review.arithmetic import Peak, peak, written
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.fixes import set_properties
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at

_SERVICE = "Kinesis Data Streams"
_RECORD_KB = "record_kb"
_RECORD_KB_DEFAULT = Decimal(2)
_KB_PER_MB = Decimal(1024)


def _findings(subject: Subject) -> Iterator[Hit]:
    for stream in subject.resources("AWS::Kinesis::Stream"):
        shards = at(stream, "ShardCount")
        if isinstance(shards, int):
            yield from _too_few(subject, stream, shards=shards)


def _too_few(subject: Subject, stream: Resource, *, shards: int) -> Iterator[Hit]:
    element_id = stream.key.element_id
    busiest = peak(subject, subject.load.of(element_id))
    capacity = _records_per_second(subject) * shards
    if busiest.per_second > capacity:
        yield Hit(
            element_id=element_id,
            message=f"{subject.title(element_id)} refuses records at the peak that is expected.",
            evidence=_evidence(busiest, capacity=capacity, shards=shards),
            fix=set_properties(subject, element_id, capacity_mode="on_demand"),
            fix_label="Let the stream grow by itself",
        )


def _records_per_second(subject: Subject) -> Decimal:
    """Return what one shard takes: 1,000 records or 1 MB a second, whichever is reached first."""
    records = subject.facts.limit_number(_SERVICE, "shard_write_records")
    megabytes = subject.facts.limit_number(_SERVICE, "shard_write_bytes")
    size = subject.assumption(_RECORD_KB, _RECORD_KB_DEFAULT)
    return min(records, megabytes * _KB_PER_MB / size)


def _evidence(busiest: Peak, *, capacity: Decimal, shards: int) -> str:
    return f"{busiest.formula}, {counted(shards, 'shard')} take {written(capacity)} records a second"


RULE = Rule(
    id="CW-KIN-002",
    title="Peak above what the shards of a stream take",
    severity=Severity.HIGH,
    pillar=Pillar.RELIABILITY,
    question="REL01",
    controls=(),
    source="https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html",
    findings=_findings,
)
