"""Database that answers the same questions again and again."""

from collections.abc import Iterator
from decimal import Decimal

from cloudwright.design.catalog.databases.behind import database
from cloudwright.design.catalog.databases.cluster_properties import ClusterProperties
from cloudwright.design.model.architecture import Component, Connection
from cloudwright.design.model.verbs import Verb
from cloudwright.design.review.arithmetic import peak
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.fixes import set_properties
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject

_MANY_A_SECOND = Decimal(500)
_READS_FOR_A_WRITE = 10


def _findings(subject: Subject) -> Iterator[Hit]:
    for component in subject.architecture.components:
        found = None if component.existing else database(subject.elements[component.id])
        if found is None:
            continue
        readers = found.properties.readers if isinstance(found.properties, ClusterProperties) else 0
        used = _used(subject, component.id)
        reads = sum((subject.load.on(c) for c in used if c.verb is Verb.READS), Decimal(0))
        writes = sum((subject.load.on(c) for c in used if c.verb is Verb.WRITES), Decimal(0))
        rate = peak(subject, reads)
        mostly_read = reads > writes * _READS_FOR_A_WRITE
        if rate.per_second > _MANY_A_SECOND and mostly_read and not readers and not _cached(subject, used):
            yield _hit(subject, component, formula=rate.formula)


def _used(subject: Subject, database_id: str) -> list[Connection]:
    """Return the reads and writes of the database, also through its proxies."""
    incoming = subject.architecture.incoming(database_id)
    proxies = [c.source for c in incoming if c.verb is Verb.ROUTES]
    through = [c for proxy in proxies for c in subject.architecture.incoming(proxy)]
    return [c for c in (*incoming, *through) if c.verb in (Verb.READS, Verb.WRITES)]


def _cached(subject: Subject, used: list[Connection]) -> bool:
    code = {c.source for c in used}
    return any(
        c.source in code and c.verb is Verb.READS
        for cache in subject.of_kind("elasticache_cache")
        for c in subject.architecture.incoming(cache.id)
    )


def _hit(subject: Subject, component: Component, *, formula: str) -> Hit:
    return Hit(
        element_id=component.id,
        message=f"One instance of {component.title} answers every read: a cache or a reader would help.",
        evidence=f"over {_READS_FOR_A_WRITE} reads for each write; {formula}",
        fix=set_properties(subject, component.id, readers=1),
        fix_label="Add a reader",
    )


RULE = Rule(
    id="CW-RDS-012",
    title="Database that answers the same questions again and again",
    severity=Severity.MEDIUM,
    pillar=Pillar.PERFORMANCE,
    question="PERF03",
    controls=(),
    source="https://docs.aws.amazon.com/wellarchitected/latest/performance-efficiency-pillar/data-management.html",
    findings=_findings,
)
