"""What can be said about a network, its NAT gateway and its endpoints."""

from collections.abc import Mapping
from ipaddress import AddressValueError, IPv4Network, NetmaskValueError
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, JsonValue

from cloudwright.design.catalog.functions.properties import LogRetentionDays
from cloudwright.design.catalog.kind import Properties
from cloudwright.design.catalog.networking.addresses import LARGEST_PREFIX, SMALLEST_PREFIX
from cloudwright.design.model.architecture import Environment

_PRIVATE = tuple(IPv4Network(block) for block in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"))


def _network(cidr: str) -> str:
    try:
        network = IPv4Network(cidr)
    except (AddressValueError, NetmaskValueError, ValueError) as error:
        raise ValueError(f"not a network: {error}") from error
    if not any(network.subnet_of(block) for block in _PRIVATE):
        raise ValueError("use private addresses: 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16")
    if not LARGEST_PREFIX <= network.prefixlen <= SMALLEST_PREFIX:
        raise ValueError(f"use a prefix from /{LARGEST_PREFIX} to /{SMALLEST_PREFIX}")
    return cidr


Cidr = Annotated[str, AfterValidator(_network)]

# The last part of a service name `com.amazonaws.<region>.<service>`
# (https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html).
EndpointService = Literal[
    "dynamodb",
    "ecr.api",
    "ecr.dkr",
    "email-smtp",
    "events",
    "execute-api",
    "kinesis-firehose",
    "kinesis-streams",
    "kms",
    "lambda",
    "logs",
    "monitoring",
    "s3",
    "secretsmanager",
    "sns",
    "sqs",
    "ssm",
    "ssmmessages",
    "states",
    "sts",
    "xray",
]
GATEWAY_SERVICES = ("s3", "dynamodb")  # reached by a route, free of charge


class VpcProperties(Properties):
    """The address range of a network and what watches it; its subnets follow from what stands in it."""

    cidr: Cidr = Field(
        default="10.0.0.0/16",
        description="Private addresses, /16 to /19; keep them unlike those of your other networks",
    )
    availability_zones: Annotated[int, Field(ge=2, le=3)] = Field(
        default=2, description="In how many Availability Zones every tier has a subnet"
    )
    gateway_endpoints: bool = Field(
        default=True, description="Reach S3 and DynamoDB by free gateway endpoints, not through a NAT gateway"
    )
    flow_logs: bool = Field(default=True, description="Record which connections were accepted and rejected")
    flow_log_retention_days: LogRetentionDays = Field(
        default=90, description="How long flow logs are kept, in days"
    )


def vpc_defaults(environment: Environment) -> Mapping[str, JsonValue]:
    """Return flow logs kept 90 days for prod, none for dev."""
    prod = environment is Environment.PROD
    return {"flow_logs": prod, "flow_log_retention_days": 90 if prod else 7}


class NatGatewayProperties(Properties):
    """How many gateways let private subnets out."""

    one_per_zone: bool = Field(
        default=True,
        description="A gateway in each Availability Zone, so that losing one stops no other; else one",
    )


def nat_defaults(environment: Environment) -> Mapping[str, JsonValue]:
    """Return one for each zone for prod, a single one for dev."""
    return {"one_per_zone": environment is Environment.PROD}


class EndpointProperties(Properties):
    """Which AWS service the endpoint leads to."""

    service: EndpointService = Field(
        default="secretsmanager", description="The service: the end of com.amazonaws.<region>.<service>"
    )


def endpoint_defaults(_: Environment) -> Mapping[str, JsonValue]:
    return {}
