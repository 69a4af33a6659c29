"""Amazon VPC: networks, NAT gateways and endpoints."""

from cloudwright.design.catalog.kind import Category, Kind
from cloudwright.design.catalog.networking.gateways import lower_endpoint, lower_nat_gateway, nat_alarms
from cloudwright.design.catalog.networking.network_lowering import lower_network
from cloudwright.design.catalog.networking.networks import NAT_GATEWAY as NAT_GATEWAY_ID
from cloudwright.design.catalog.networking.networks import VPC as VPC_ID
from cloudwright.design.catalog.networking.networks import VPC_ENDPOINT as VPC_ENDPOINT_ID
from cloudwright.design.catalog.networking.pricing import (
    ENDPOINT_GB,
    FLOW_LOG_GB,
    NAT_GB,
    price_endpoint,
    price_nat_gateway,
    price_network,
)
from cloudwright.design.catalog.networking.properties import (
    GATEWAY_SERVICES,
    EndpointProperties,
    NatGatewayProperties,
    VpcProperties,
    endpoint_defaults,
    nat_defaults,
    vpc_defaults,
)
from cloudwright.design.model.architecture import SubnetTier


def _endpoint_sla(wanted: EndpointProperties) -> tuple[str, str] | None:
    """Return the commitment for an interface; a gateway endpoint is a route, for which there is none."""
    gateway = wanted.service in GATEWAY_SERVICES
    return None if gateway else ("VPC endpoints", "interface endpoints (PrivateLink)")


VPC = Kind(
    id=VPC_ID,
    service="Amazon VPC",
    title="VPC",
    summary="A private network of one's own, with subnets in several Availability Zones.",
    category=Category.NETWORK,
    icon="AmazonVirtualPrivateCloud",
    documentation="https://docs.aws.amazon.com/vpc/latest/userguide/what-is-amazon-vpc.html",
    properties=VpcProperties,
    defaults=vpc_defaults,
    lower=lower_network,
    price=price_network,
    assumptions=(FLOW_LOG_GB,),
    resource_types=("AWS::EC2::VPC",),
    plumbing=True,
    may_exist=True,
    needs_network=True,
    frame=True,
    synonyms=("vpc", "network", "virtual private cloud", "private network", "subnets"),
)

NAT_GATEWAY = Kind(
    id=NAT_GATEWAY_ID,
    service="Amazon VPC",
    title="NAT gateway",
    summary="Lets private subnets call the internet from a fixed address; nothing comes in.",
    category=Category.NETWORK,
    icon="AmazonVPCNATGateway",
    documentation="https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html",
    properties=NatGatewayProperties,
    defaults=nat_defaults,
    lower=lower_nat_gateway,
    price=price_nat_gateway,
    alarms=nat_alarms,
    assumptions=(NAT_GB,),
    resource_types=("AWS::EC2::NatGateway",),
    sla=("NAT Gateway", "gateway"),
    plumbing=True,
    tiers=(SubnetTier.PUBLIC,),
    needs_network=True,
    synonyms=("nat", "nat gateway", "internet access", "outbound internet"),
)

VPC_ENDPOINT = Kind(
    id=VPC_ENDPOINT_ID,
    service="AWS PrivateLink",
    title="VPC endpoint",
    summary="Leads from a network to an AWS service without the internet.",
    category=Category.NETWORK,
    icon="AmazonVPCEndpoints",
    documentation="https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html",
    properties=EndpointProperties,
    defaults=endpoint_defaults,
    lower=lower_endpoint,
    price=price_endpoint,
    assumptions=(ENDPOINT_GB,),
    resource_types=("AWS::EC2::VPCEndpoint",),
    sla=_endpoint_sla,
    plumbing=True,
    tiers=(SubnetTier.PRIVATE, SubnetTier.ISOLATED),
    needs_network=True,
    synonyms=("vpc endpoint", "privatelink", "interface endpoint", "gateway endpoint"),
)

KINDS = (VPC, NAT_GATEWAY, VPC_ENDPOINT)
