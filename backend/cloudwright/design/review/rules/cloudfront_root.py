"""Site without a root object."""

from collections.abc import Iterator

from cloudwright.design.review.distributions import serves_bucket_by_default
from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at


def _findings(subject: Subject) -> Iterator[Hit]:
    for distribution in subject.resources("AWS::CloudFront::Distribution"):
        root = at(distribution, "DistributionConfig.DefaultRootObject")
        if not root and serves_bucket_by_default(distribution):
            yield broken(
                subject,
                distribution,
                message="The bare address of {title} shows an error or a listing.",
                evidence="DistributionConfig.DefaultRootObject is not set",
                fix={"default_root_object": "index.html"},
                fix_label="Serve index.html",
            )


RULE = Rule(
    id="CW-CDN-006",
    title="Site without a root object",
    severity=Severity.LOW,
    pillar=Pillar.SECURITY,
    question="SEC05",
    controls=("CloudFront.1",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-1",
    findings=_findings,
)
