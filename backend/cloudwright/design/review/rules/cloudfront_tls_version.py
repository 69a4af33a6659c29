"""Distribution accepts old TLS versions."""

from collections.abc import Iterator

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at, shown

_CERTIFICATE = "DistributionConfig.ViewerCertificate"
_GOOD = ("TLSv1.2", "TLSv1.3")


def _findings(subject: Subject) -> Iterator[Hit]:
    for distribution in subject.resources("AWS::CloudFront::Distribution"):
        certificate = at(distribution, f"{_CERTIFICATE}.AcmCertificateArn")
        oldest = at(distribution, f"{_CERTIFICATE}.MinimumProtocolVersion")
        if certificate is not None and not str(oldest).startswith(_GOOD):
            yield broken(
                subject,
                distribution,
                message="{title} still talks to clients with outdated encryption.",
                evidence=f"MinimumProtocolVersion is {shown(oldest)}",
            )


RULE = Rule(
    id="CW-CDN-002",
    title="Distribution accepts old TLS versions",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    question="SEC09",
    controls=("CloudFront.15",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-15",
    findings=_findings,
)
