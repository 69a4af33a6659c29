"""Tasks with addresses on the internet."""

from cloudwright.design.review.expectation import expect
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.rule import Rule

RULE = Rule(
    id="CW-ECS-002",
    title="Tasks with addresses on the internet",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    question="SEC05",
    controls=("ECS.2",),
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-2",
    findings=expect(
        "AWS::ECS::Service",
        "NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp",
        holds=lambda value: value == "DISABLED",
        message="Each task of {title} can be reached from the internet, past any load balancer.",
    ),
)
