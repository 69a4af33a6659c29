"""Role may act on every resource."""

from collections.abc import Iterator

from cloudwright.design.review.expectation import broken
from cloudwright.design.review.finding import Pillar, Severity
from cloudwright.design.review.policies import role_statements
from cloudwright.design.review.rule import Hit, Rule
from cloudwright.design.review.subject import Subject

# Actions that AWS cannot restrict to a resource, and those on interfaces, which Lambda asks for on all:
# https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
_WITHOUT_RESOURCE = frozenset(
    {
        "cloudwatch:PutMetricData",
        "logs:CreateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:DescribeLogGroups",
        "logs:DescribeResourcePolicies",
        "logs:GetLogDelivery",
        "logs:ListLogDeliveries",
        "logs:PutResourcePolicy",
        "logs:UpdateLogDelivery",
        "ec2:AssignPrivateIpAddresses",
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:UnassignPrivateIpAddresses",
        "ecr:GetAuthorizationToken",
        "secretsmanager:GetRandomPassword",
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
        "xray:GetSamplingRules",
        "xray:GetSamplingTargets",
        "xray:PutTelemetryRecords",
        "xray:PutTraceSegments",
    }
)


def _findings(subject: Subject) -> Iterator[Hit]:
    for placed in role_statements(subject):
        statement = placed.statement
        if statement.effect != "Allow" or "*" not in statement.resources:
            continue
        wide = [action for action in statement.actions if action not in _WITHOUT_RESOURCE]
        if wide:
            yield broken(
                subject,
                placed.resource,
                message="The role of {title} reaches resources that belong to others.",
                evidence=f"statement {statement.sid} allows {', '.join(wide)} on every resource",
            )


RULE = Rule(
    id="CW-IAM-002",
    title="Role may act on every resource",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    question="SEC03",
    controls=("KMS.1", "KMS.2"),
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
    findings=_findings,
)
