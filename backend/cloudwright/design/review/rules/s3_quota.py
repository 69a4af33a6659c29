"""Peak above what one prefix of a bucket takes."""

from collections.abc import Iterator
from decimal import Decimal

from cloudwright.design.model.verbs import Verb
from cloudwright.design.review.arithmetic import peak, written
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject

_LIMITS = ((Verb.WRITES, "write_requests_per_prefix"), (Verb.READS, "read_requests_per_prefix"))


def _findings(subject: Subject) -> Iterator[Hit]:
    for bucket in subject.of_kind("s3_bucket"):
        for verb, limit_id in _LIMITS:
            quota = subject.facts.limit_number("S3", limit_id)
            incoming = [c for c in subject.architecture.incoming(bucket.id) if c.verb is verb]
            busiest = peak(subject, sum((subject.load.on(c) for c in incoming), Decimal(0)))
            if busiest.per_second > quota:
                yield Hit(
                    element_id=bucket.id,
                    message=f"Objects of {bucket.title} must be spread over several prefixes.",
                    evidence=f"{verb}: {busiest.formula}, one prefix takes {written(quota)} a second",
                )


RULE = Rule(
    id="CW-S3-009",
    title="Peak above what one prefix of a bucket takes",
    severity=Severity.HIGH,
    pillar=Pillar.RELIABILITY,
    question="REL01",
    controls=(),
    source="https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html",
    findings=_findings,
)
