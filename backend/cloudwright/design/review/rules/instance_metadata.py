"""Instance that gives its credentials to a plain request."""

from cloudwright.design.review.expectation import expect
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Rule

RULE = Rule(
    id="CW-EC2-001",
    title="Instance that gives its credentials to a plain request",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    question="SEC06",
    controls=("EC2.8", "EC2.170"),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-170",
    findings=expect(
        "AWS::EC2::LaunchTemplate",
        "LaunchTemplateData.MetadataOptions.HttpTokens",
        holds=lambda value: value == "required",
        message="A flaw in the application of {title} that fetches an address gives its role away.",
    ),
)
