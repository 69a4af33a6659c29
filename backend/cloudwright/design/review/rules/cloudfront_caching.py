"""Files are not cached at the edge."""

from collections.abc import Iterator

from cloudwright.design.review.distributions import bucket_behaviors
from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject

_CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"  # the managed policy of that name


def _findings(subject: Subject) -> Iterator[Hit]:
    for distribution in subject.resources("AWS::CloudFront::Distribution"):
        for behavior in bucket_behaviors(distribution):
            if behavior.get("CachePolicyId") == _CACHING_DISABLED:
                yield broken(
                    subject,
                    distribution,
                    message="Every request for a file of {title} goes all the way to the bucket.",
                    evidence=f"CachePolicyId is CachingDisabled for {behavior.get('PathPattern', '*')}",
                )


RULE = Rule(
    id="CW-CDN-008",
    title="Files are not cached at the edge",
    severity=Severity.MEDIUM,
    pillar=Pillar.PERFORMANCE,
    question="PERF04",
    controls=(),
    source="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html",
    findings=_findings,
)
