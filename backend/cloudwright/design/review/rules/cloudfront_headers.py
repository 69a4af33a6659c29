"""Answers carry no security headers."""

from collections.abc import Iterator

from cloudwright.design.review.distributions import behaviors
from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject


def _findings(subject: Subject) -> Iterator[Hit]:
    for distribution in subject.resources("AWS::CloudFront::Distribution"):
        bare = [b for b in behaviors(distribution) if not b.get("ResponseHeadersPolicyId")]
        if bare:
            paths = ", ".join(str(b.get("PathPattern", "everything")) for b in bare)
            yield broken(
                subject,
                distribution,
                message="Browsers get no instruction from {title} to insist on HTTPS or refuse framing.",
                evidence=f"ResponseHeadersPolicyId is not set for {paths}",
            )


RULE = Rule(
    id="CW-CDN-007",
    title="Answers carry no security headers",
    severity=Severity.LOW,
    pillar=Pillar.SECURITY,
    question="SEC05",
    controls=(),
    source="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-response-headers.html",
    findings=_findings,
)
