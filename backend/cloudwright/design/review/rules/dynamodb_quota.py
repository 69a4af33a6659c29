"""Peak above the table's throughput quota."""

from collections.abc import Iterator
from decimal import Decimal

from cloudwright.design.model.verbs import Verb
from cloudwright.design.review.arithmetic import peak, written
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject


def _findings(subject: Subject) -> Iterator[Hit]:
    quota = subject.facts.limit_number("DynamoDB", "table_throughput_default")
    for table in subject.of_kind("dynamodb_table"):
        for verb in (Verb.READS, Verb.WRITES):
            incoming = [c for c in subject.architecture.incoming(table.id) if c.verb is verb]
            busiest = peak(subject, sum((subject.load.on(c) for c in incoming), Decimal(0)))
            if busiest.per_second > quota:
                yield Hit(
                    element_id=table.id,
                    message=f"{table.title} needs a higher quota from AWS before it goes live.",
                    evidence=f"{verb}: {busiest.formula}, the quota is {written(quota)} units a second",
                )


RULE = Rule(
    id="CW-DDB-004",
    title="Peak above the table's throughput quota",
    severity=Severity.HIGH,
    pillar=Pillar.RELIABILITY,
    question="REL01",
    controls=(),
    source="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html",
    findings=_findings,
)
