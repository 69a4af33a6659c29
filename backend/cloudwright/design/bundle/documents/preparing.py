"""What has to be looked up before the first deployment: ids of what exists, quotas, values of secrets."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cloudwright.design.blueprint.graph import Blueprint, Parameter


class _Quota(NamedTuple):
    """`code` is the quota's in Service Quotas; `standing` is what AWS gives before anybody asks for more."""

    types: frozenset[str]
    service: str
    code: str
    what: str
    standing: str


# Codes as `aws service-quotas list-service-quotas` shows them; the values of networks are those of
# https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html. Others grow with an account's age.
_QUOTAS = (
    _Quota(
        frozenset({"AWS::Lambda::Function"}),
        "lambda",
        "L-B99A9384",
        "runs of functions at one time",
        "1,000, in new accounts often much less",
    ),
    _Quota(
        frozenset({"AWS::ECS::Service"}),
        "fargate",
        "L-3032A538",
        "virtual processors of tasks on Fargate",
        "in new accounts often 6",
    ),
    _Quota(
        frozenset({"AWS::AutoScaling::AutoScalingGroup"}),
        "ec2",
        "L-1216C47A",
        "virtual processors of standard instances",
        "in new accounts often 5",
    ),
    _Quota(frozenset({"AWS::EC2::VPC"}), "vpc", "L-F678F1CE", "VPCs in the Region", "5"),
    _Quota(frozenset({"AWS::EC2::EIP"}), "ec2", "L-0263D0A3", "Elastic IP addresses in the Region", "5"),
)

# By how the example of a value begins.
_FOUND_BY: Mapping[str, str] = {
    "Z": "aws route53 list-hosted-zones-by-name --dns-name example.com --query 'HostedZones[0].Id' --output text",
    "vpc-": "aws ec2 describe-vpcs --region {region} --query 'Vpcs[].[VpcId,CidrBlock]' --output text",
    "subnet-": (
        "aws ec2 describe-subnets --region {region} --filters Name=vpc-id,Values=VPC-ID "
        "--query 'Subnets[].[SubnetId,AvailabilityZone,CidrBlock]' --output text"
    ),
    "sg-": "aws ec2 describe-security-groups --region {region} --query 'SecurityGroups[].[GroupId,GroupName]' --output text",
    "arn:aws:kms:": "aws kms describe-key --region {region} --key-id alias/NAME --query KeyMetadata.Arn --output text",
    "us-east-1_": "aws cognito-idp list-user-pools --region {region} --max-results 60",
    "arn:aws:secretsmanager:": "aws secretsmanager describe-secret --region {region} --secret-id NAME --query ARN --output text",
}


def how_found(parameter: Parameter, region: str) -> str:
    """Return the command that shows the value, where the parameter asks for something that exists."""
    if parameter.group != "Existing resources":
        return ""
    command = next((text for start, text in _FOUND_BY.items() if parameter.example.startswith(start)), "")
    after = " (without `/hostedzone/`)" if parameter.example.startswith("Z") else ""
    return f" `{command.replace('{region}', region)}` shows it{after}." if command else ""


def quotas(blueprint: Blueprint) -> Iterator[str]:
    """Yield the quotas that the design can meet, each with the command that shows the account's own."""
    types = {resource.type for resource in blueprint.resources}
    for quota in _QUOTAS:
        if quota.types & types:
            yield (
                f"Room in the quota of {quota.what} ({quota.standing}): `aws service-quotas get-service-quota --region "
                f"{blueprint.region} --service-code {quota.service} --quota-code {quota.code} --query Quota.Value`."
            )


def empty_secrets(blueprint: Blueprint) -> Iterator[str]:
    """Yield which values of secrets to have at hand."""
    names = [
        f"`{resource.key.element_id}`"
        for resource in blueprint.resources
        if resource.type == "AWS::SecretsManager::Secret"
        and "GenerateSecretString" not in resource.properties
    ]
    if names:
        yield f"The value of {', '.join(names)} at hand: no file holds it, and [Verify](#verify) has the command that puts it."
