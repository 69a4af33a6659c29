"""Logs are kept for ever."""

from cloudwright.design.review.expectation import expect, is_set
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Rule

RULE = Rule(
    id="CW-LOG-001",
    title="Logs are kept for ever",
    severity=Severity.MEDIUM,
    pillar=Pillar.COST,
    question="COST04",
    controls=(),
    source="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
    findings=expect(
        "AWS::Logs::LogGroup",
        "RetentionInDays",
        holds=is_set,
        message="Logs of {title} cost more every month and are never deleted.",
        fix={"log_retention_days": 90},
        fix_label="Keep logs for 90 days",
    ),
)
