"""Distribution writes no access log."""

from cloudwright.design.review.expectation import expect, is_set
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Rule

RULE = Rule(
    id="CW-CDN-005",
    title="Distribution writes no access log",
    severity=Severity.LOW,
    pillar=Pillar.SECURITY,
    question="SEC04",
    controls=("CloudFront.5",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-5",
    findings=expect(
        "AWS::CloudFront::Distribution",
        "DistributionConfig.Logging",
        holds=is_set,
        message="Nobody can tell later who requested what from {title}.",
        fix={"access_logs": True},
        fix_label="Write access logs",
    ),
)
