"""Security groups. The provider removes AWS's rule that allows everything out; CloudFormation replaces it."""

from collections.abc import Iterable

from cloudwright.design.catalog.networking.security_groups import NOTHING_OUT
from cloudwright.design.emit.terraform.hcl.tree import Item
from cloudwright.design.emit.terraform.reader import Reader
from cloudwright.design.emit.terraform.translator import Translator
from cloudwright.design.emit.terraform.writers import TAGS, Custom


def _no_rules(reader: Reader, name: str) -> Iterable[Item]:
    if reader.values[name] != NOTHING_OUT:
        raise reader.refusal(name, reason="rules are resources of their own")
    return ()


GROUP = Translator(
    type="AWS::EC2::SecurityGroup",
    resource="aws_security_group",
    arguments={
        "GroupName": "name",
        "GroupDescription": "description",
        "VpcId": "vpc_id",
        "SecurityGroupEgress": Custom(_no_rules),
        "Tags": TAGS,
    },
    references={"": "id", "GroupId": "id"},
    named="name",
)

_PORTS = {
    "IpProtocol": "ip_protocol",
    "FromPort": "from_port",
    "ToPort": "to_port",
    "Description": "description",
}

INGRESS = Translator(
    type="AWS::EC2::SecurityGroupIngress",
    resource="aws_vpc_security_group_ingress_rule",
    arguments={
        "GroupId": "security_group_id",
        "SourceSecurityGroupId": "referenced_security_group_id",
        "SourcePrefixListId": "prefix_list_id",
        "CidrIp": "cidr_ipv4",
        **_PORTS,
    },
    references={"": "id", "Id": "id"},
)

EGRESS = Translator(
    type="AWS::EC2::SecurityGroupEgress",
    resource="aws_vpc_security_group_egress_rule",
    arguments={
        "GroupId": "security_group_id",
        "DestinationSecurityGroupId": "referenced_security_group_id",
        "DestinationPrefixListId": "prefix_list_id",
        "CidrIp": "cidr_ipv4",
        **_PORTS,
    },
    references={"": "id", "Id": "id"},
)

TRANSLATORS = (GROUP, INGRESS, EGRESS)
