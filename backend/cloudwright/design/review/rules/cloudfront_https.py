"""Viewers may use plain HTTP."""

from collections.abc import Iterator

from cloudwright.design.review.distributions import behaviors
from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject


def _findings(subject: Subject) -> Iterator[Hit]:
    for distribution in subject.resources("AWS::CloudFront::Distribution"):
        for behavior in behaviors(distribution):
            policy = behavior.get("ViewerProtocolPolicy")
            if policy not in ("https-only", "redirect-to-https"):
                yield broken(
                    subject,
                    distribution,
                    message="{title} answers without TLS.",
                    evidence=f"ViewerProtocolPolicy is {policy} for {behavior.get('PathPattern', '*')}",
                )


RULE = Rule(
    id="CW-CDN-001",
    title="Viewers may use plain HTTP",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    question="SEC09",
    controls=("CloudFront.3",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-3",
    findings=_findings,
)
