"""A function that stands in a network: its security group, and its right to network interfaces."""

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Statement
from cloudwright.design.catalog.kind import LoweringContext
from cloudwright.design.catalog.networking.networks import network_of
from cloudwright.design.catalog.networking.security_groups import https_out, security_group

# Lambda makes the interfaces itself, by the function's role; these actions name no interface beforehand
# (https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html, execution role permissions).
INTERFACES = Statement(
    sid="UseNetworkInterfaces",
    actions=(
        "ec2:AssignPrivateIpAddresses",
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:UnassignPrivateIpAddresses",
    ),
    resources=("*",),
)


def in_network(context: LoweringContext, function_id: str) -> tuple[Resource, ...]:
    """Return the security group of a placed function and its way to AWS services."""
    if network_of(context.architecture, function_id) is None:
        return ()
    return security_group(context, function_id), https_out(function_id)
