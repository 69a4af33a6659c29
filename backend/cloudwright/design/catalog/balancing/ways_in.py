"""Who reaches a load balancer: people, a distribution, or code in the same network."""

from collections.abc import Iterator

from cloudwright.design.blueprint.graph import Resource
from cloudwright.design.blueprint.values import Ref, ResourceKey
from cloudwright.design.catalog.balancing.encryption import is_public, speaks_tls, url
from cloudwright.design.catalog.kind import Effects, LoweringContext
from cloudwright.design.catalog.naming import variable
from cloudwright.design.catalog.networking.networks import required_network, vpc_properties
from cloudwright.design.catalog.networking.security_groups import (
    ANYWHERE,
    HTTPS_PORT,
    from_addresses,
    opened,
    security_group_key,
)
from cloudwright.design.model.architecture import Connection
from cloudwright.design.model.verbs import Verb

HTTP_PORT = 80


def port_of_listener(context: LoweringContext, balancer_id: str) -> int:
    return HTTPS_PORT if speaks_tls(context, balancer_id) else HTTP_PORT


def fronted(context: LoweringContext, balancer_id: str) -> bool:
    """Return whether only a distribution is to reach the load balancer."""
    incoming = context.architecture.incoming(balancer_id)
    return any(c.verb is Verb.ROUTES for c in incoming) and not any(c.verb is Verb.REQUESTS for c in incoming)


def redirects(context: LoweringContext, balancer_id: str) -> bool:
    """Return whether people may type an address without https://; a distribution never does."""
    return speaks_tls(context, balancer_id) and not fronted(context, balancer_id)


def openings(context: LoweringContext, balancer_id: str) -> Iterator[Resource]:
    """Yield the rules that let callers in, by what calls it; code in the network opens its own way."""
    port = port_of_listener(context, balancer_id)
    if fronted(context, balancer_id):
        yield _from_distributions(context, balancer_id, port=port)
        return
    if not any(c.verb is Verb.REQUESTS for c in context.architecture.incoming(balancer_id)):
        return
    cidr, whom = ANYWHERE, "the internet"
    if not is_public(context, balancer_id):
        network_id = required_network(context.architecture, balancer_id)
        cidr, whom = vpc_properties(context, network_id).cidr, "within the network"
    if redirects(context, balancer_id):
        yield from_addresses(balancer_id, cidr=cidr, port=HTTP_PORT, why=f"HTTP from {whom}, redirected")
    yield from_addresses(balancer_id, cidr=cidr, port=port, why=f"Requests from {whom}")


def _from_distributions(context: LoweringContext, balancer_id: str, *, port: int) -> Resource:
    return Resource(
        key=ResourceKey(balancer_id, "from-cloudfront"),
        type="AWS::EC2::SecurityGroupIngress",
        properties={
            "GroupId": Ref(security_group_key(balancer_id), "GroupId"),
            "SourcePrefixListId": context.runtimes[f"cloudfront.prefix_list.{context.architecture.region}"],
            "IpProtocol": "tcp",
            "FromPort": port,
            "ToPort": port,
            "Description": "From CloudFront only",
        },
        comments={
            "SourcePrefixListId": "com.amazonaws.global.cloudfront.origin-facing in this Region; "
            "AWS keeps its addresses up to date, and it counts as 55 rules."
        },
        area="security-groups",
    )


def called(context: LoweringContext, connection: Connection) -> Effects:
    """Let code in the network call an internal load balancer, and tell it the address."""
    balancer_id = connection.target
    environment = {variable(balancer_id, "URL"): url(context, balancer_id)}
    if is_public(context, balancer_id):
        return Effects(environment=environment)
    way = opened(context, connection, port=port_of_listener(context, balancer_id))
    return Effects(environment=environment, resources=way.resources)
