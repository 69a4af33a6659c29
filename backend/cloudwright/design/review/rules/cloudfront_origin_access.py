"""Bucket origin without origin access control."""

from collections.abc import Iterator, Mapping

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject, at, items


def _findings(subject: Subject) -> Iterator[Hit]:
    for distribution in subject.resources("AWS::CloudFront::Distribution"):
        for origin in items(at(distribution, "DistributionConfig.Origins")):
            if not isinstance(origin, Mapping) or "S3OriginConfig" not in origin:
                continue
            if not origin.get("OriginAccessControlId"):
                yield broken(
                    subject,
                    distribution,
                    message="{title} reads a bucket unsigned, so the bucket must be open.",
                    evidence=f"origin {origin.get('Id')} has no OriginAccessControlId",
                )


RULE = Rule(
    id="CW-CDN-003",
    title="Bucket origin without origin access control",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    question="SEC05",
    controls=("CloudFront.13",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-13",
    findings=_findings,
)
