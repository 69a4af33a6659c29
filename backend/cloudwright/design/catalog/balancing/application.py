"""The resources of an application load balancer."""

from cloudwright.design.blueprint.graph import Output, Resource, pascal_case
from cloudwright.design.blueprint.values import Ref, ResourceKey, Value
from cloudwright.design.catalog.balancing import keys
from cloudwright.design.catalog.balancing.access_logs import (
    application_log_bucket,
    attributes,
    logs_policy_key,
)
from cloudwright.design.catalog.balancing.encryption import (
    TLS_POLICY,
    asked,
    certificate,
    is_public,
    speaks_tls,
    url,
)
from cloudwright.design.catalog.balancing.origin_secret import REFUSED, word_asked
from cloudwright.design.catalog.balancing.properties import AnyBalancer, ApplicationBalancerProperties
from cloudwright.design.catalog.balancing.routes import listener_rules, route_of, routes
from cloudwright.design.catalog.balancing.ways_in import (
    HTTP_PORT,
    fronted,
    openings,
    port_of_listener,
    redirects,
)
from cloudwright.design.catalog.kind import Element, Gathered, Lowered, LoweringContext
from cloudwright.design.catalog.naming import physical_name
from cloudwright.design.catalog.networking.network_lowering import gateway_attachment_key
from cloudwright.design.catalog.networking.networks import required_network, subnets_of
from cloudwright.design.catalog.networking.security_groups import security_group, security_group_key

_NOTHING_HERE: Value = {
    "Type": "fixed-response",
    "FixedResponseConfig": {
        "StatusCode": "404",
        "ContentType": "text/plain",
        "MessageBody": "There is nothing at this address.",
    },
}


def lower_application(
    context: LoweringContext, element: Element[ApplicationBalancerProperties], gathered: Gathered
) -> Lowered:
    """Return the load balancer with its group, listeners, rules and logs."""
    specific: list[Value] = [
        {"Key": "idle_timeout.timeout_seconds", "Value": str(element.properties.idle_timeout_seconds)},
        {"Key": "routing.http.drop_invalid_header_fields.enabled", "Value": "true"},
    ]
    return Lowered(
        resources=(
            *application_log_bucket(context, element),
            security_group(context, element.id),
            *openings(context, element.id),
            balancer(context, element, type_name="application", attributes_of_type=specific),
            *_listeners(context, element.id, gathered=gathered),
            *listener_rules(context, element.id),
        ),
        parameters=(*asked(context, element.id), *word_asked(context, element.id)),
        outputs=(_output(context, element),),
    )


def balancer(
    context: LoweringContext,
    element: Element[AnyBalancer],
    *,
    type_name: str,
    attributes_of_type: list[Value],
) -> Resource:
    """Return the load balancer itself, in a subnet of each zone."""
    protection = "true" if element.properties.deletion_protection else "false"
    public = is_public(context, element.id)
    network_id = required_network(context.architecture, element.id)
    logs = (logs_policy_key(element.id),) if element.properties.access_logs else ()
    return Resource(
        key=keys.balancer(element.id),
        type="AWS::ElasticLoadBalancingV2::LoadBalancer",
        properties={
            "Name": physical_name(context, element.id, limit=keys.NAME_CHARACTERS),
            "Type": type_name,
            "Scheme": "internet-facing" if public else "internal",
            "IpAddressType": "ipv4",
            "Subnets": subnets_of(context, element.id),
            "SecurityGroups": [Ref(security_group_key(element.id), "GroupId")],
            "LoadBalancerAttributes": [
                {"Key": "deletion_protection.enabled", "Value": protection},
                *attributes_of_type,
                *attributes(element),
            ],
        },
        depends_on=(*logs, *((gateway_attachment_key(network_id),) if public else ())),
        area=keys.AREA,
    )


def _listeners(context: LoweringContext, balancer_id: str, *, gathered: Gathered) -> tuple[Resource, ...]:
    tls = speaks_tls(context, balancer_id)
    properties: dict[str, Value] = {
        "LoadBalancerArn": Ref(keys.balancer(balancer_id)),
        "Port": port_of_listener(context, balancer_id),
        "Protocol": "HTTPS" if tls else "HTTP",
    }
    comments: dict[str, str] = {}
    if tls:
        properties["SslPolicy"] = context.runtimes[TLS_POLICY]
        arn = certificate(context, balancer_id, gathered=gathered)
        properties["Certificates"] = [{"CertificateArn": arn}]
        comments["SslPolicy"] = "TLS 1.2 and 1.3 with forward secrecy, as AWS recommends."
    else:
        comments["Protocol"] = "Nothing is encrypted until there is a certificate."
    listener = Resource(
        key=keys.listener(balancer_id),
        type="AWS::ElasticLoadBalancingV2::Listener",
        properties={**properties, "DefaultActions": [_default_action(context, balancer_id)]},
        comments=comments,
        area=keys.AREA,
    )
    return (listener, *((_redirect(balancer_id),) if redirects(context, balancer_id) else ()))


def _default_action(context: LoweringContext, balancer_id: str) -> Value:
    if fronted(context, balancer_id):
        return REFUSED
    for connection in routes(context, balancer_id):
        if route_of(connection).is_default:
            group = Ref(keys.target_group(balancer_id, target_id=connection.target))
            return {"Type": "forward", "TargetGroupArn": group}
    return _NOTHING_HERE


def _redirect(balancer_id: str) -> Resource:
    return Resource(
        key=ResourceKey(balancer_id, "redirect"),
        type="AWS::ElasticLoadBalancingV2::Listener",
        properties={
            "LoadBalancerArn": Ref(keys.balancer(balancer_id)),
            "Port": HTTP_PORT,
            "Protocol": "HTTP",
            "DefaultActions": [
                {
                    "Type": "redirect",
                    "RedirectConfig": {"Protocol": "HTTPS", "Port": "443", "StatusCode": "HTTP_301"},
                }
            ],
        },
        area=keys.AREA,
    )


def _output(context: LoweringContext, element: Element[ApplicationBalancerProperties]) -> Output:
    return Output(
        name=f"{pascal_case(element.id)}Url",
        description=f"URL of the load balancer '{element.component.title}'",
        value=url(context, element.id),
        element_id=element.id,
    )
