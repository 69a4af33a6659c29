"""Large bucket moves nothing to a cheaper class."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.fixes import set_properties
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at, items

_LARGE_GB = Decimal(1000)


def _findings(subject: Subject) -> Iterator[Hit]:
    stored = subject.assumption("stored_gb", Decimal(0))
    standard = subject.facts.price(subject.architecture.region, "s3.standard.storage_gb_month")
    infrequent = subject.facts.price(subject.architecture.region, "s3.standard_ia.storage_gb_month")
    if stored < _LARGE_GB or standard is None or infrequent is None:
        return
    saving = stored / 2 * (standard.tiers[0].usd - infrequent.tiers[0].usd)
    for component in subject.of_kind("s3_bucket"):
        if any(_moves(subject, component.id)):
            continue
        yield Hit(
            element_id=component.id,
            message=f"Objects of {component.title} stay in the dearest storage class for ever.",
            evidence=(
                f"{stored:,.0f} GB / 2 x (USD {standard.tiers[0].usd} - USD {infrequent.tiers[0].usd}) "
                f"= USD {saving:,.2f} a month, were half of it rarely read"
            ),
            fix=set_properties(subject, component.id, transition_after_days=90),
            fix_label="Move objects to infrequent access after 90 days",
        )


def _moves(subject: Subject, element_id: str) -> Iterator[bool]:
    for bucket in subject.resources("AWS::S3::Bucket"):
        if bucket.key.element_id == element_id:
            for rule in items(at(bucket, "LifecycleConfiguration.Rules")):
                yield isinstance(rule, Mapping) and bool({"Transitions", "ExpirationInDays"} & rule.keys())


RULE = Rule(
    id="CW-S3-008",
    title="Large bucket moves nothing to a cheaper class",
    severity=Severity.LOW,
    pillar=Pillar.COST,
    question="COST08",
    controls=(),
    source="https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html",
    findings=_findings,
)
