"""Amazon VPC: networks, subnets, routes, gateways, endpoints and flow logs."""

from collections.abc import Iterable

from cloudwright.design.emit.terraform.hcl.tree import Attribute, Item, Token
from cloudwright.design.emit.terraform.reader import Reader
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.writers import TAGS, Custom, Implied

VPC = Translator(
    type="AWS::EC2::VPC",
    resource="aws_vpc",
    arguments={
        "CidrBlock": "cidr_block",
        "EnableDnsSupport": "enable_dns_support",
        "EnableDnsHostnames": "enable_dns_hostnames",
        "Tags": TAGS,
    },
    references={"": "id", "VpcId": "id", "CidrBlock": "cidr_block"},
)

SUBNET = Translator(
    type="AWS::EC2::Subnet",
    resource="aws_subnet",
    arguments={
        "VpcId": "vpc_id",
        "AvailabilityZone": "availability_zone",
        "CidrBlock": "cidr_block",
        "MapPublicIpOnLaunch": "map_public_ip_on_launch",
        "Tags": TAGS,
    },
    references={"": "id", "SubnetId": "id"},
)

INTERNET_GATEWAY = Translator(
    type="AWS::EC2::InternetGateway",
    resource="aws_internet_gateway",
    arguments={"Tags": TAGS},
    references={"": "id", "InternetGatewayId": "id"},
)

GATEWAY_ATTACHMENT = Translator(
    type="AWS::EC2::VPCGatewayAttachment",
    resource="aws_internet_gateway_attachment",
    arguments={"VpcId": "vpc_id", "InternetGatewayId": "internet_gateway_id"},
    references={"": "id"},
)

ROUTE_TABLE = Translator(
    type="AWS::EC2::RouteTable",
    resource="aws_route_table",
    arguments={"VpcId": "vpc_id", "Tags": TAGS},
    references={"": "id", "RouteTableId": "id"},
)

ROUTE = Translator(
    type="AWS::EC2::Route",
    resource="aws_route",
    arguments={
        "RouteTableId": "route_table_id",
        "DestinationCidrBlock": "destination_cidr_block",
        "GatewayId": "gateway_id",
        "NatGatewayId": "nat_gateway_id",
    },
    references={"": "id"},
)

ROUTE_TABLE_ASSOCIATION = Translator(
    type="AWS::EC2::SubnetRouteTableAssociation",
    resource="aws_route_table_association",
    arguments={"SubnetId": "subnet_id", "RouteTableId": "route_table_id"},
    references={"": "id"},
)

ELASTIC_IP = Translator(
    type="AWS::EC2::EIP",
    resource="aws_eip",
    arguments={"Domain": "domain", "Tags": TAGS},
    references={"": "public_ip", "PublicIp": "public_ip", "AllocationId": "allocation_id"},
)

NAT_GATEWAY = Translator(
    type="AWS::EC2::NatGateway",
    resource="aws_nat_gateway",
    arguments={"SubnetId": "subnet_id", "AllocationId": "allocation_id", "Tags": TAGS},
    references={"": "id", "NatGatewayId": "id"},
)

VPC_ENDPOINT = Translator(
    type="AWS::EC2::VPCEndpoint",
    resource="aws_vpc_endpoint",
    arguments={
        "VpcEndpointType": "vpc_endpoint_type",
        "ServiceName": "service_name",
        "VpcId": "vpc_id",
        "SubnetIds": "subnet_ids",
        "SecurityGroupIds": "security_group_ids",
        "RouteTableIds": "route_table_ids",
        "PrivateDnsEnabled": "private_dns_enabled",
        "Tags": TAGS,
    },
    references={"": "id", "Id": "id"},
)


def _log_destination(reader: Reader, name: str) -> Iterable[Item]:
    """Write the log group by its ARN without the `:*` of its streams, as the provider wants it."""
    group = reader.scope.find(reader.values[name])
    if group is None or group.type != "AWS::Logs::LogGroup":
        raise reader.refusal(name, reason="it is not a log group of this design")
    yield Attribute("log_destination", Token(f"{reader.scope.address(group.key)}.arn"), reader.why(name))


FLOW_LOG = Translator(
    type="AWS::EC2::FlowLog",
    resource="aws_flow_log",
    arguments={
        "ResourceId": "vpc_id",
        "ResourceType": Implied("VPC"),
        "TrafficType": "traffic_type",
        "LogDestinationType": "log_destination_type",
        "LogDestination": Custom(_log_destination),
        "DeliverLogsPermissionArn": "iam_role_arn",
        "MaxAggregationInterval": "max_aggregation_interval",
        "Tags": TAGS,
    },
    references={"": "id"},
)

TRANSLATORS = (
    VPC,
    SUBNET,
    INTERNET_GATEWAY,
    GATEWAY_ATTACHMENT,
    ROUTE_TABLE,
    ROUTE,
    ROUTE_TABLE_ASSOCIATION,
    ELASTIC_IP,
    NAT_GATEWAY,
    VPC_ENDPOINT,
    FLOW_LOG,
)
