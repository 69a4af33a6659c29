"""Group that runs on one instance in production."""

from cloudwright.design.review.expectation import expect
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Rule

RULE = Rule(
    id="CW-EC2-003",
    title="Group that runs on one instance",
    severity=Severity.HIGH,
    pillar=Pillar.RELIABILITY,
    question="REL10",
    controls=("AutoScaling.2",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/autoscaling-controls.html#autoscaling-2",
    findings=expect(
        "AWS::AutoScaling::AutoScalingGroup",
        "MinSize",
        holds=lambda value: isinstance(value, int) and value > 1,
        message="{title} is down whenever its one instance or the zone of that instance is.",
        fix={"minimum_instances": 2},
        fix_label="Run at least two instances",
    ),
)
