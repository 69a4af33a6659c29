"""Proxy that takes connections without TLS."""

from cloudwright.design.review.expectation import expect, is_true
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Rule

RULE = Rule(
    id="CW-RDS-011",
    title="Proxy that takes connections without TLS",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    question="SEC09",
    controls=(),
    source="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.html",
    findings=expect(
        "AWS::RDS::DBProxy",
        "RequireTLS",
        holds=is_true,
        message="Whoever listens in the network can read what is sent to {title}.",
    ),
)
