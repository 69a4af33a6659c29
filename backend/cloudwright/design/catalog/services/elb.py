"""Elastic Load Balancing: application and network load balancers."""

from typing import Any

from cloudwright.design.catalog.balancing.alarms import application_alarms, network_alarms
from cloudwright.design.catalog.balancing.application import lower_application
from cloudwright.design.catalog.balancing.keys import APPLICATION, NETWORK
from cloudwright.design.catalog.balancing.network import lower_network_balancer, to_one_target
from cloudwright.design.catalog.balancing.origins import behind_distribution
from cloudwright.design.catalog.balancing.pricing import (
    APPLICATION_ASSUMPTIONS,
    NETWORK_ASSUMPTIONS,
    price_application,
    price_network,
)
from cloudwright.design.catalog.balancing.properties import (
    ApplicationBalancerProperties,
    NetworkBalancerProperties,
    defaults,
)
from cloudwright.design.catalog.balancing.routes import to_function, to_targets
from cloudwright.design.catalog.balancing.ways_in import called
from cloudwright.design.catalog.code_runners import RUNS_CODE
from cloudwright.design.catalog.kind import Category, Effects, Kind, LoweringContext, VerbRule
from cloudwright.design.model.architecture import Connection, SubnetTier
from cloudwright.design.model.verbs import Verb


def _requested(_: LoweringContext, _connection: Connection) -> Effects:
    """The listener's own rules let callers in."""
    return Effects()


APPLICATION_LOAD_BALANCER = Kind(
    id=APPLICATION,
    service="Elastic Load Balancing",
    title="Application load balancer",
    summary="Spreads HTTP requests over containers, instances or functions, by path; ends TLS.",
    category=Category.NETWORK,
    icon="ElasticLoadBalancingApplicationLoadBalancer",
    documentation=("https://docs.aws.amazon.com/elasticloadbalancing/latest/application/introduction.html"),
    properties=ApplicationBalancerProperties,
    defaults=defaults,
    lower=lower_application,
    price=price_application,
    verbs=(
        VerbRule(
            Verb.REQUESTS,
            ("external_actor",),
            _requested,
            explanation="Callers reach it over HTTPS; HTTP is redirected.",
        ),
        VerbRule(
            Verb.ROUTES,
            ("cloudfront_distribution",),
            behind_distribution,
            explanation="The distribution forwards requests; nobody else reaches the load balancer.",
        ),
        VerbRule(
            Verb.INVOKES,
            RUNS_CODE,
            called,
            explanation="Code calls what is behind it; the address comes as an environment variable.",
        ),
        VerbRule(
            Verb.ROUTES,
            ("fargate_service", "auto_scaling_group"),
            to_targets,
            declared_by_source=True,
            explanation="Requests below `path` go to healthy tasks or instances.",
        ),
        VerbRule(
            Verb.ROUTES,
            ("lambda_function",),
            to_function,
            declared_by_source=True,
            explanation="Requests below `path` run the function.",
        ),
    ),
    alarms=application_alarms,
    assumptions=APPLICATION_ASSUMPTIONS,
    resource_types=(
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        "AWS::ElasticLoadBalancingV2::Listener",
        "AWS::ElasticLoadBalancingV2::ListenerRule",
        "AWS::ElasticLoadBalancingV2::TargetGroup",
    ),
    sla=("ELB", "load balancer in two or more AZs"),
    tiers=(SubnetTier.PUBLIC, SubnetTier.PRIVATE),
    needs_network=True,
    synonyms=("alb", "load balancer", "application load balancer", "reverse proxy", "elb", "ingress"),
)

NETWORK_LOAD_BALANCER = Kind(
    id=NETWORK,
    service="Elastic Load Balancing",
    title="Network load balancer",
    summary="Spreads TCP or TLS connections over containers or instances, for protocols other than HTTP.",
    category=Category.NETWORK,
    icon="ElasticLoadBalancingNetworkLoadBalancer",
    documentation="https://docs.aws.amazon.com/elasticloadbalancing/latest/network/introduction.html",
    properties=NetworkBalancerProperties,
    defaults=defaults,
    lower=lower_network_balancer,
    price=price_network,
    verbs=(
        VerbRule(
            Verb.REQUESTS,
            ("external_actor",),
            _requested,
            explanation="Callers connect to its port.",
        ),
        VerbRule(
            Verb.ROUTES,
            ("fargate_service", "auto_scaling_group"),
            to_one_target,
            declared_by_source=True,
            explanation="Connections go to healthy tasks or instances.",
        ),
    ),
    alarms=network_alarms,
    assumptions=NETWORK_ASSUMPTIONS,
    resource_types=(
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        "AWS::ElasticLoadBalancingV2::Listener",
        "AWS::ElasticLoadBalancingV2::TargetGroup",
    ),
    sla=("ELB", "load balancer in two or more AZs"),
    tiers=(SubnetTier.PUBLIC, SubnetTier.PRIVATE),
    needs_network=True,
    synonyms=("nlb", "network load balancer", "tcp load balancer", "tls load balancer"),
)

KINDS: tuple[Kind[Any], ...] = (  # Any: kinds share no property type
    APPLICATION_LOAD_BALANCER,
    NETWORK_LOAD_BALANCER,
)
