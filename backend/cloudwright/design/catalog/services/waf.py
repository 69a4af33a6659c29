"""AWS WAF web ACLs before distributions, load balancers and REST APIs: managed rules, a limit by address."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, JsonValue

from cloudwright.design.blueprint.graph import Resource, Stack
from cloudwright.design.blueprint.values import Ref, ResourceKey, Scalar, Value
from cloudwright.design.catalog import references, slots
from cloudwright.design.catalog.api.rest_connections import stage_arn
from cloudwright.design.catalog.api.rest_routes import routed
from cloudwright.design.catalog.balancing import keys as balancing
from cloudwright.design.catalog.formulas import number
from cloudwright.design.catalog.kind import (
    AlarmSpec,
    Category,
    Effects,
    Element,
    Gathered,
    Kind,
    Lowered,
    LoweringContext,
    PricingContext,
    Properties,
    Setting,
    Usage,
    VerbRule,
)
from cloudwright.design.catalog.naming import name_away_from_home, physical_name
from cloudwright.design.model.architecture import Architecture, Connection, Environment
from cloudwright.design.model.errors import EditRejected, Problem
from cloudwright.design.model.verbs import Verb

_NAME_CHARACTERS = 128
_WINDOW_SECONDS = 300
_BILLED_IN = "us-east-1"  # web ACLs of CloudFront live there
_EDGE_KIND = "cloudfront_distribution"

RuleGroup = Literal[
    "AWSManagedRulesAmazonIpReputationList",
    "AWSManagedRulesAnonymousIpList",
    "AWSManagedRulesCommonRuleSet",
    "AWSManagedRulesKnownBadInputsRuleSet",
    "AWSManagedRulesSQLiRuleSet",
]


class WebAclProperties(Properties):
    rule_groups: tuple[RuleGroup, ...] = Field(
        default=(
            "AWSManagedRulesAmazonIpReputationList",
            "AWSManagedRulesCommonRuleSet",
            "AWSManagedRulesKnownBadInputsRuleSet",
        ),
        description="Rule groups that AWS maintains, in the order they are applied.",
    )
    mode: Literal["block", "count"] = Field(
        default="block", description="Block what the rule groups match, or only count it while you tune them."
    )
    allow_large_bodies: bool = Field(
        default=False,
        description="Only count bodies over 8 KB, which the common rule set blocks, for APIs with files.",
    )
    rate_limit_per_5_minutes: Annotated[int, Field(ge=10, le=2_000_000_000)] = Field(
        default=2_000, description="Calls from one address within five minutes; more are blocked."
    )
    blocked_alarm_per_5_minutes: Annotated[int, Field(ge=1, le=10_000_000)] = Field(
        default=1_000, description="Blocked calls within five minutes that raise an alarm."
    )


def _defaults(_environment: Environment) -> Mapping[str, JsonValue]:
    return {}


def _lower(context: LoweringContext, element: Element[WebAclProperties], _gathered: Gathered, /) -> Lowered:
    name = _name(context, element.id)
    regional = protects_regional(context.architecture, element.id)
    return Lowered(
        resources=(
            Resource(
                key=references.web_acl(element.id),
                type="AWS::WAFv2::WebACL",
                properties={
                    "Name": name,
                    "Description": f"Web ACL {element.id} of {context.prefix}",
                    "Scope": "REGIONAL" if regional else "CLOUDFRONT",
                    "DefaultAction": {"Allow": {}},
                    "Rules": [
                        *_managed_rules(element.properties),
                        _rate_rule(element.properties, priority=len(element.properties.rule_groups)),
                    ],
                    "VisibilityConfig": _visibility(name),
                },
                stack=Stack.MAIN if regional else Stack.GLOBAL,
                comments=({} if regional else {"Scope": "Web ACLs of CloudFront exist in us-east-1 only."})
                | {
                    "Rules": "Cheap and certain rules first: known bad addresses, then contents, then rate.",
                },
                area="edge",
            ),
        )
    )


def _name(context: LoweringContext, element_id: str) -> str:
    regional = protects_regional(context.architecture, element_id)
    named = physical_name if regional else name_away_from_home
    return named(context, element_id, limit=_NAME_CHARACTERS)


def _visibility(metric: str) -> Value:
    return {"CloudWatchMetricsEnabled": True, "MetricName": metric, "SampledRequestsEnabled": True}


def _managed_rules(properties: WebAclProperties) -> list[Value]:
    return [
        _managed_rule(properties, group, priority=priority)
        for priority, group in enumerate(properties.rule_groups)
    ]


def _managed_rule(properties: WebAclProperties, group: str, *, priority: int) -> Value:
    statement: dict[str, Value] = {"VendorName": "AWS", "Name": group}
    if group == "AWSManagedRulesCommonRuleSet" and properties.allow_large_bodies:
        statement["RuleActionOverrides"] = [{"Name": "SizeRestrictions_BODY", "ActionToUse": {"Count": {}}}]
    return {
        "Name": group,
        "Priority": priority,
        "OverrideAction": {"None": {}} if properties.mode == "block" else {"Count": {}},
        "Statement": {"ManagedRuleGroupStatement": statement},
        "VisibilityConfig": _visibility(group),
    }


def _rate_rule(properties: WebAclProperties, *, priority: int) -> Value:
    return {
        "Name": "rate-limit",
        "Priority": priority,
        "Action": {"Block": {}},
        "Statement": {
            "RateBasedStatement": {
                "AggregateKeyType": "IP",
                "EvaluationWindowSec": _WINDOW_SECONDS,
                "Limit": properties.rate_limit_per_5_minutes,
            }
        },
        "VisibilityConfig": _visibility("rate-limit"),
    }


def _price(context: PricingContext, element: Element[WebAclProperties]) -> Sequence[Usage]:
    protected = [c.target for c in context.architecture.outgoing(element.id) if c.verb is Verb.PROTECTS]
    requests = sum((context.load.of(target) for target in protected), Decimal(0))
    rules = Decimal(len(element.properties.rule_groups) + 1)
    formula = f"{rules - 1} managed rule groups and the rate limit"
    region = None if protects_regional(context.architecture, element.id) else _BILLED_IN
    return (
        Usage(element.id, "waf.web_acl_month", Decimal(1), "1 web ACL", fixed=True, region=region),
        Usage(element.id, "waf.rule_month", rules, formula, fixed=True, region=region),
        Usage(
            element.id,
            "waf.request",
            requests,
            f"{number(requests)} requests inspected a month",
            region=region,
        ),
    )


def _alarms(context: LoweringContext, element: Element[WebAclProperties]) -> Sequence[AlarmSpec]:
    regional = protects_regional(context.architecture, element.id)
    place = {"Region": context.architecture.region} if regional else {}
    return (
        AlarmSpec(
            part="blocked",
            title=f"{element.component.title}: many blocked calls",
            namespace="AWS/WAFV2",
            metric="BlockedRequests",
            dimensions={"WebACL": _name(context, element.id), "Rule": "ALL", **place},
            statistic="Sum",
            threshold=float(element.properties.blocked_alarm_per_5_minutes),
            comparison="GreaterThanThreshold",
            meaning="An attack is being held off, or a rule blocks real callers.",
            first_look="The sampled requests of the web ACL: which rule, which addresses. "
            "SizeRestrictions_BODY refuses bodies over 8 KB, such as uploads.",
            stack=Stack.MAIN if regional else Stack.GLOBAL,
        ),
    )


def protects_regional(architecture: Architecture, web_acl_id: str) -> bool:
    """Say whether the web ACL stands in the design's Region: it does unless it protects a distribution."""
    protected = [c.target for c in architecture.outgoing(web_acl_id) if c.verb is Verb.PROTECTS]
    return any(architecture.component(p).kind != _EDGE_KIND for p in protected)


def _protects(context: LoweringContext, connection: Connection) -> Effects:
    _one_scope(context, connection)
    arn = references.arn_of(references.web_acl(connection.source))
    return Effects(settings=(Setting(connection.target, slots.WEB_ACL, arn),))


def _protects_stage(context: LoweringContext, connection: Connection) -> Effects:
    _one_scope(context, connection)
    if not routed(context.architecture, connection.target):
        return Effects()
    return Effects(resources=(association(connection, stage_arn(connection.target)),))


def _protects_balancer(context: LoweringContext, connection: Connection) -> Effects:
    _one_scope(context, connection)
    return Effects(resources=(association(connection, Ref(balancing.balancer(connection.target))),))


def association(connection: Connection, target_arn: Scalar) -> Resource:
    """Return what puts the web ACL before a resource of its own Region."""
    return Resource(
        key=ResourceKey(connection.source, f"before-{connection.target}"),
        type="AWS::WAFv2::WebACLAssociation",
        properties={
            "ResourceArn": target_arn,
            "WebACLArn": references.arn_of(references.web_acl(connection.source)),
        },
        area="edge",
    )


def _one_scope(context: LoweringContext, connection: Connection) -> None:
    """Raise EditRejected when the web ACL protects a distribution and something in a Region."""
    protected = [
        c.target for c in context.architecture.outgoing(connection.source) if c.verb is Verb.PROTECTS
    ]
    kinds = {context.architecture.component(p).kind for p in protected}
    if _EDGE_KIND in kinds and len(kinds) > 1:
        problem = Problem(
            path=f"connections.{connection.id}",
            rule="one-scope-per-web-acl",
            got=connection.target,
            hint="a web ACL of CloudFront lives in us-east-1 and protects nothing else: add another one",
        )
        raise EditRejected("The web ACL would need two scopes.", problems=[problem])


WAF_WEB_ACL = Kind(
    id="waf_web_acl",
    service="AWS WAF",
    title="Web firewall",
    summary="Filters calls before a distribution, load balancer or REST API: attacks, too many calls.",
    category=Category.SECURITY,
    icon="AWSWAF",
    documentation="https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html",
    properties=WebAclProperties,
    defaults=_defaults,
    lower=_lower,
    price=_price,
    verbs=(
        VerbRule(
            verb=Verb.PROTECTS,
            others=("cloudfront_distribution",),
            connect=_protects,
            declared_by_source=True,
            explanation="Every call to the distribution passes the rules first.",
        ),
        VerbRule(
            verb=Verb.PROTECTS,
            others=("rest_api",),
            connect=_protects_stage,
            declared_by_source=True,
            explanation="Every call to the API's stage passes the rules first.",
        ),
        VerbRule(
            verb=Verb.PROTECTS,
            others=(balancing.APPLICATION,),
            connect=_protects_balancer,
            declared_by_source=True,
            explanation="Every request to the load balancer passes the rules first.",
        ),
    ),
    alarms=_alarms,
    resource_types=("AWS::WAFv2::WebACL", "AWS::WAFv2::WebACLAssociation"),
    sla=("WAF", "web ACL evaluation"),
    synonyms=("waf", "firewall", "web application firewall", "rate limit", "bot protection", "ddos"),
)

KINDS: tuple[Kind[Any], ...] = (WAF_WEB_ACL,)  # Any: kinds share no property type
