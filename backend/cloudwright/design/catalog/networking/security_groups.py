"""Security groups: one for each placed element, opened by its connections and by nothing else.

Rules are resources of their own: groups that refer to each other would be a cycle.
"""

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Ref, ResourceKey, Value
from cloudwright.design.catalog.kind import Effects, LoweringContext
from cloudwright.design.catalog.naming import physical_name
from cloudwright.design.catalog.networking.networks import network_of, required_network, vpc_key
from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.errors import EditRejected, Problem

ANYWHERE = "0.0.0.0/0"
HTTPS_PORT = 443
# AWS adds a rule that allows everything out unless there is one; this one leads nowhere.
NOTHING_OUT: Value = [
    {"CidrIp": "127.0.0.1/32", "IpProtocol": "-1", "Description": "Nothing but the rules of its connections"}
]
_NAME_CHARACTERS = 255
_AREA = "security-groups"


def security_group_key(element_id: str) -> ResourceKey:
    return ResourceKey(element_id, "security-group")


def security_group(context: LoweringContext, element_id: str) -> Resource:
    """Return the group of the element, without any rule."""
    network_id = required_network(context.architecture, element_id)
    return Resource(
        key=security_group_key(element_id),
        type="AWS::EC2::SecurityGroup",
        properties={
            "GroupName": physical_name(context, element_id, limit=_NAME_CHARACTERS),
            "GroupDescription": f"Traffic from and to {element_id}",
            "VpcId": Ref(vpc_key(network_id)),
            "SecurityGroupEgress": NOTHING_OUT,
        },
        area=_AREA,
    )


def opened(context: LoweringContext, connection: Connection, *, port: int) -> Effects:
    """Let the connection's source reach its target on a TCP port.

    Raises EditRejected when the two do not stand in one network.
    """
    require_same_network(context, connection)
    return Effects(resources=between(connection.source, connection.target, port=port))


def between(source_id: str, target_id: str, *, port: int) -> tuple[Resource, Resource]:
    """Return the rule that lets the traffic into the target, and the one that lets it out of the source."""
    ports: dict[str, Value] = {"IpProtocol": "tcp", "FromPort": port, "ToPort": port}
    into = Resource(
        key=ResourceKey(target_id, f"from-{source_id}"),
        type="AWS::EC2::SecurityGroupIngress",
        properties={
            "GroupId": Ref(security_group_key(target_id), "GroupId"),
            "SourceSecurityGroupId": Ref(security_group_key(source_id), "GroupId"),
            **ports,
            "Description": f"From {source_id}",
        },
        area=_AREA,
    )
    out = Resource(
        key=ResourceKey(source_id, f"to-{target_id}"),
        type="AWS::EC2::SecurityGroupEgress",
        properties={
            "GroupId": Ref(security_group_key(source_id), "GroupId"),
            "DestinationSecurityGroupId": Ref(security_group_key(target_id), "GroupId"),
            **ports,
            "Description": f"To {target_id}",
        },
        area=_AREA,
    )
    return into, out


def from_addresses(element_id: str, *, cidr: str, port: int, why: str) -> Resource:
    """Return the rule that lets addresses reach the element on a TCP port."""
    return Resource(
        key=ResourceKey(element_id, f"from-addresses-{port}"),
        type="AWS::EC2::SecurityGroupIngress",
        properties={
            "GroupId": Ref(security_group_key(element_id), "GroupId"),
            "CidrIp": cidr,
            "IpProtocol": "tcp",
            "FromPort": port,
            "ToPort": port,
            "Description": why,
        },
        area=_AREA,
    )


def https_out(element_id: str) -> Resource:
    """Return the rule that lets the element call AWS services and others over HTTPS."""
    return Resource(
        key=ResourceKey(element_id, "https-out"),
        type="AWS::EC2::SecurityGroupEgress",
        properties={
            "GroupId": Ref(security_group_key(element_id), "GroupId"),
            "CidrIp": ANYWHERE,
            "IpProtocol": "tcp",
            "FromPort": HTTPS_PORT,
            "ToPort": HTTPS_PORT,
            "Description": "HTTPS to AWS services, by endpoints or the NAT gateway",
        },
        area=_AREA,
    )


def require_same_network(context: LoweringContext, connection: Connection) -> str:
    """Return the network that both ends stand in; raises EditRejected when there is none."""
    network_id = required_network(context.architecture, connection.target)
    if network_of(context.architecture, connection.source) != network_id:
        problem = Problem(
            path=f"connections.{connection.id}",
            rule="same-network",
            got=context.architecture.component(connection.source).boundary,
            allowed=context.architecture.component(connection.target).boundary,
            hint=f"place '{connection.source}' in the network of '{connection.target}'",
        )
        raise EditRejected("A connection leads into a network from outside", problems=[problem])
    return network_id
